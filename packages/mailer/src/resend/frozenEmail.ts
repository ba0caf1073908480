import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import type { ResendEmail } from './email.ts';

/** What this carrier needs to repeat a request exactly. */
export interface FrozenEmail {
  /** Ours; without angle brackets. */
  readonly messageId: string;
  /** A {@link ResendEmail} as it left, to be written as JSON again. */
  readonly email: unknown;
}

/** Compressed JSON (RFC 1951, RFC 8259): a store bills by the kilobyte. */
export const freezeEmail = (messageId: string, email: ResendEmail): Uint8Array =>
  deflateRawSync(JSON.stringify({ carrier: CARRIER, messageId, email }), { level: 4, memLevel: 7 });

/** @throws Error when the bytes are another carrier's. */
export function thawEmail(frozen: Uint8Array): FrozenEmail {
  const thawed = frozenShape.safeParse(jsonOf(frozen));
  // The cause is left out: it may quote a letter.
  if (!thawed.success) throw new Error('frozen bytes are not those of this carrier');
  return thawed.data;
}

/** Emails with attachments leave alone; another carrier's bytes don't leave at all. */
export const mayJoinBatch = (frozen: Uint8Array): boolean =>
  withoutAttachments.safeParse(jsonOf(frozen)).success;

const CARRIER = 'resend';
const frozenShape = z.object({
  carrier: z.literal(CARRIER),
  messageId: z.string(),
  // Kept as it is: a schema of its fields would put them into another order.
  email: z.unknown(),
});
const withoutAttachments = frozenShape.extend({ email: z.object({ attachments: z.undefined().optional() }) });

/** Undefined where it is none. */
function jsonOf(frozen: Uint8Array): unknown {
  try {
    return JSON.parse(inflateRawSync(frozen).toString('utf8'));
  } catch {
    return undefined;
  }
}
