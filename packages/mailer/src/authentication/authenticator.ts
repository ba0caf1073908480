import { addressKey } from '@crewtide/domain';
import type { Authenticator, Authenticity, Clock, Envelope, Log } from '@crewtide/flows';
import type { DKIMVerifyResult } from 'mailauth';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { dmarc } from 'mailauth/lib/dmarc/index.js';
import { spf } from 'mailauth/lib/spf/index.js';
import { clientInReceived } from './clientOf.ts';
import { type DnsLookup, type LookupLimits, limitedLookups } from './dnsLookup.ts';
import { signedMessage } from './signedMessage.ts';
import { createSilentDomains } from './silentDomains.ts';
import { inSlices } from './slices.ts';

export interface AuthenticatorOptions {
  readonly lookup: DnsLookup;
  readonly clock: Clock;
  readonly log: Log;
  /**
   * The domain of the hosts that receive for us and write the topmost Received, `amazonaws.com`. Without it SPF counts only
   * where the envelope says who handed the message over.
   */
  readonly receivedBy?: string;
  readonly limits?: LookupLimits & { readonly readingMilliseconds: number };
}

const LIMITS = { milliseconds: 10_000, lookups: 60, readingMilliseconds: 15_000 } as const;

/**
 * Asks the domain of a sender by DKIM (RFC 6376), SPF (RFC 7208) and DMARC (RFC 9989), whatever its policy wants done with mail
 * that fails. Without a DMARC record an aligned DKIM signature vouches as well. A message that takes too long to check is
 * `failing`.
 */
export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { lookup, clock, log, receivedBy, limits = LIMITS } = options;
  const silent = createSilentDomains();
  return async (raw, envelope, from) => {
    const now = clock.now();
    const domain = addressKey(from).split('@').at(-1) ?? '';
    if (silent.isSilent(domain, now)) return 'not-now';
    const message = signedMessage(raw, domain);
    if (message === undefined) return 'failing';
    const limited = limitedLookups(lookup, limits);
    try {
      const signed = await dkimVerify(inSlices(message, limits.readingMilliseconds), {
        resolver: limited.lookup,
        rejectRsaSha1: true,
        curTime: now,
      });
      if (!isFrom(signed, from)) return 'failing';
      const found = await ask(
        limited.lookup,
        from,
        signed,
        await handedOver(limited.lookup, envelope, signed, receivedBy),
      );
      if (found === 'not-now') {
        silent.add(domain, now);
        log.warn('sender not checked', { why: 'its DNS gave no answer' });
      }
      return found;
    } catch (fault) {
      log.warn('sender not checked', { fault: fault instanceof Error ? fault.name : 'unknown' });
      return 'failing';
    } finally {
      limited.end();
    }
  };
}

/** What is checked must be what was read: another reader of the same header may find another sender in it. */
const isFrom = ({ headerFrom, fromFields }: DKIMVerifyResult, from: string): boolean =>
  fromFields === 1 &&
  headerFrom.length > 0 &&
  headerFrom.every((address) => addressKey(address) === addressKey(from));

/** The domains that SPF passed for, and whether its DNS left that open. */
interface HandedOver {
  readonly domains: string[];
  readonly isOpen: boolean;
}

async function handedOver(
  lookup: DnsLookup,
  envelope: Envelope,
  { headers }: DKIMVerifyResult,
  receivedBy: string | undefined,
): Promise<HandedOver> {
  const client =
    envelope.client ??
    (receivedBy === undefined ? undefined : clientInReceived(headers?.parsed ?? [], receivedBy));
  if (client === undefined || envelope.from === '') return { domains: [], isOpen: false };
  const { domain, status } = await spf({
    sender: envelope.from,
    ip: client.ip,
    helo: client.helo,
    mta: 'localhost',
    resolver: lookup,
  });
  return {
    domains: status.result === 'pass' && domain !== undefined ? [domain] : [],
    isOpen: status.result === 'temperror',
  };
}

async function ask(
  lookup: DnsLookup,
  from: string,
  { results }: DKIMVerifyResult,
  handed: HandedOver,
): Promise<Authenticity> {
  const signatures = results.filter(({ status }) => status.underSized === undefined);
  const passed = signatures.filter(({ status }) => status.result === 'pass');
  const verdict = await dmarc({
    headerFrom: from,
    spfDomains: handed.domains,
    dkimDomains: passed.flatMap(({ id, signingDomain }) =>
      id !== undefined && signingDomain !== undefined ? [{ id, domain: signingDomain }] : [],
    ),
    resolver: lookup,
  });
  if (verdict === false) return 'failing';
  const isOpen = handed.isOpen || signatures.some(({ status }) => status.result === 'temperror');
  switch (verdict.status.result) {
    case 'pass':
      return 'aligned';
    case 'none':
      if (passed.some(({ status }) => status.aligned)) return 'aligned';
      return isOpen ? 'not-now' : 'no-policy';
    case 'fail':
      return isOpen ? 'not-now' : 'failing';
    default:
      return 'not-now';
  }
}
