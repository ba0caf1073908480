import { createHash, createHmac } from 'node:crypto';
import { base32, type CongregationId, type MemberId } from '@crewtide/domain';

/**
 * A host's key, `ct_` and 52 base32 characters (HMAC-SHA256). It is derived, so that a repeated request can be answered
 * with it although only its hash is kept.
 */
export const hostKeyOf = (secret: Uint8Array, congregation: CongregationId, host: MemberId): string =>
  `ct_${base32(createHmac('sha256', secret).update(`host-key:${congregation}:${host}`).digest())}`;

/** SHA-256 in hex: what is kept of a key, and how it is found. */
export const hashOfKey = (key: string): string => createHash('sha256').update(key).digest('hex');
