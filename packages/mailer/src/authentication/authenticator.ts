import { addressKey, type Instant } from '@crewtide/domain';
import type { Authenticator, Authenticity, Clock, Envelope, Log } from '@crewtide/flows';
import type { DKIMResult, DKIMVerifyResult } from 'mailauth';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { dmarc } from 'mailauth/lib/dmarc/index.js';
import { spf } from 'mailauth/lib/spf/index.js';
import { clientInReceived } from './clientOf.ts';
import { type DnsLookup, type LookupLimits, limitedLookups } from './dnsLookup.ts';
import { isWithinLimits } from './headLimits.ts';
import { createSilentDomains } from './silentDomains.ts';

export interface AuthenticatorOptions {
  readonly lookup: DnsLookup;
  readonly clock: Clock;
  readonly log: Log;
  /**
   * The domain of the hosts that receive for us and write the topmost Received, `amazonaws.com`. Without it SPF counts only
   * where the envelope says who handed the message over.
   */
  readonly receivedBy?: string;
  readonly limits?: LookupLimits;
}

const LIMITS: LookupLimits = { milliseconds: 10_000, lookups: 60 };

/**
 * Asks the domain of a sender by DKIM (RFC 6376), SPF (RFC 7208) and DMARC (RFC 9989), whatever its policy wants done with mail
 * that fails. Without a DMARC record an aligned DKIM signature vouches as well.
 */
export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { lookup, clock, log, limits = LIMITS } = options;
  const silent = createSilentDomains();
  return async (raw, envelope, from) => {
    const now = clock.now();
    const domain = addressKey(from).split('@').at(-1) ?? '';
    if (silent.isSilent(domain, now)) return 'not-now';
    if (!isWithinLimits(raw)) return 'failing';
    const limited = limitedLookups(lookup, limits);
    try {
      const found = await check({ ...options, lookup: limited.lookup }, raw, envelope, from, now);
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

type Check = Pick<AuthenticatorOptions, 'lookup' | 'receivedBy'>;

async function check(
  { lookup, receivedBy }: Check,
  raw: Uint8Array,
  envelope: Envelope,
  from: string,
  now: Instant,
): Promise<Authenticity> {
  const signed = await dkimVerify(Buffer.from(raw.buffer, raw.byteOffset, raw.length), {
    resolver: lookup,
    rejectRsaSha1: true,
    curTime: now,
  });
  if (!isFrom(signed, from)) return 'failing';
  const signatures = signed.results.filter(coversAll);
  const handedOver = await sentFrom(lookup, envelope, signed, receivedBy);
  const verdict = await dmarc({
    headerFrom: from,
    spfDomains: handedOver.domains,
    dkimDomains: signatures.flatMap(({ id, signingDomain: domain, status }) =>
      status.result === 'pass' && id !== undefined && domain !== undefined ? [{ id, domain }] : [],
    ),
    resolver: lookup,
  });
  if (verdict === false) return 'failing';
  const isOpen =
    handedOver.isOpen || signatures.some(({ status }) => status.result === 'temperror' && status.aligned);
  switch (verdict.status.result) {
    case 'pass':
      return 'aligned';
    case 'none':
      if (signatures.some(({ status }) => status.result === 'pass' && status.aligned)) return 'aligned';
      return isOpen ? 'not-now' : 'no-policy';
    case 'fail':
      return isOpen ? 'not-now' : 'failing';
    default:
      return 'not-now';
  }
}

/** What is checked must be what was read: another reader of the same header may find another sender in it. */
const isFrom = ({ headerFrom, fromFields }: DKIMVerifyResult, from: string): boolean =>
  fromFields === 1 &&
  headerFrom.length > 0 &&
  headerFrom.every((address) => addressKey(address) === addressKey(from));

/** Below what a signature covers (`l=`, RFC 6376, 8.2) anybody may have written. */
const coversAll = ({ status }: DKIMResult): boolean => status.underSized === undefined;

/** The domains that SPF passed for, and whether its DNS left that open. */
async function sentFrom(
  lookup: DnsLookup,
  envelope: Envelope,
  { headers }: DKIMVerifyResult,
  receivedBy: string | undefined,
): Promise<{ readonly domains: string[]; readonly isOpen: boolean }> {
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
