import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '@crewtide/domain';
import { millisecondsOf } from '@crewtide/domain';

export interface SignedHeaders {
  readonly id: string;
  /** Seconds since 1970, as text. */
  readonly timestamp: string;
  /** `v1,<base64>`, several by a space while a secret is being replaced. */
  readonly signatures: string;
}

/** standardwebhooks.com: what is older, or further ahead, may be a repetition by somebody else. */
const TOLERANCE_SECONDS = 300;

/** HMAC-SHA256 over id, timestamp and body (docs.svix.com/receiving/verifying-payloads/how-manual). */
export function isSigned(key: Uint8Array, body: string, headers: SignedHeaders, now: Instant): boolean {
  const { id, timestamp, signatures } = headers;
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(millisecondsOf(now) / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return false;
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  return signatures.split(' ').some((signature) => {
    const [version, encoded = ''] = signature.split(',');
    const given = Buffer.from(encoded, 'base64');
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
}

/**
 * The key in `whsec_<base64>`.
 * @throws Error when it is no such secret.
 */
export function keyOfSecret(secret: string): Uint8Array {
  const encoded = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret.trim())?.[1];
  if (encoded === undefined) throw new Error('the webhook secret must be like whsec_<base64>');
  return Buffer.from(encoded, 'base64');
}
