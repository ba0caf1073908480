import { generateKeyPairSync } from 'node:crypto';
import { dkimSign } from 'mailauth';
import { NOW } from './builders.ts';
import type { DnsStandIn } from './dns.ts';
import type { IncomingMail } from './house.ts';

const SELECTOR = 'now';

/** A mail provider that signs what leaves it; all its domains have one key. */
export interface SigningProvider {
  /** Lets the world know the key of a domain, and what to do about mail that is not signed. */
  publish(dns: DnsStandIn, domain: string, policy?: string): void;
  /** The same mail, signed for a domain. */
  sign(mail: IncomingMail, domain: string): Promise<IncomingMail>;
}

export function signingProvider(): SigningProvider {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return {
    publish(dns, domain, policy) {
      dns.publish(`${SELECTOR}._domainkey.${domain}`, `v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`);
      if (policy !== undefined) dns.publish(`_dmarc.${domain}`, policy);
    },
    async sign({ bytes, envelope }, domain) {
      const key = { signingDomain: domain, selector: SELECTOR, privateKey };
      const { signatures, errors } = await dkimSign(Buffer.from(bytes), {
        ...key,
        signTime: NOW,
        signatureData: [key],
      });
      const fault = errors[0]?.err;
      if (fault !== undefined) throw fault;
      return { envelope, bytes: Buffer.concat([Buffer.from(signatures), bytes]) };
    },
  };
}
