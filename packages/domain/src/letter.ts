import { z } from 'zod';
import { crewId, letterId, memberId, threadId } from './ids.ts';
import { letterContent } from './letterContent.ts';
import { instant } from './time.ts';

export const cancelReason = z.enum([
  'left',
  'paused',
  'undeliverable',
  'too-late',
  'recipient-gone',
  'not-in-crew',
]);
export type CancelReason = z.infer<typeof cancelReason>;

/**
 * planned → sending → sent → bounced or complained (its reader called it spam), or an end before: cancelled (never offered
 * to a carrier), refused (a carrier said no for good), unknown (no carrier answered before the idempotency key expired:
 * never repeated).
 */
export const letterState = z.discriminatedUnion('name', [
  /** `frozen`: a carrier said "later", and gets the same bytes again. */
  z.object({ name: z.literal('planned'), frozen: z.literal(true).optional() }),
  z.object({ name: z.literal('cancelled'), at: instant, reason: cancelReason }),
  /** `firstTryAt` is recorded before the first call of the carrier. */
  z.object({ name: z.literal('sending'), firstTryAt: instant, tries: z.number().int().positive() }),
  z.object({
    name: z.literal('sent'),
    at: instant,
    /** As its carrier gave it; absent where a carrier only told later that the letter has left. */
    messageId: z.string().optional(),
    /** When we heard that the recipient's server has it, where a carrier tells. */
    deliveredAt: instant.optional(),
  }),
  z.object({ name: z.literal('refused'), at: instant, status: z.string() }),
  z.object({ name: z.literal('unknown'), at: instant }),
  z.object({ name: z.literal('bounced'), at: instant, status: z.string(), messageId: z.string().optional() }),
  z.object({ name: z.literal('complained'), at: instant, messageId: z.string().optional() }),
]);
export type LetterState = z.infer<typeof letterState>;

/** One email to one person. It is in the table before it leaves. */
export const letter = z.object({
  kind: z.literal('letter'),
  id: letterId,
  /** What makes the letter this letter: `prompt#<id>`; with the member it names the letter. */
  slot: z.string().max(120),
  to: memberId,
  content: letterContent,
  thread: threadId,
  /** An earlier letter of the thread to the same member. */
  follows: letterId.optional(),
  /** The Message-ID of the member's message that this letter answers. */
  answers: z.string().optional(),
  usefulUntil: instant.optional(),
  /** It leaves only while its member is in this crew. */
  crew: crewId.optional(),
  state: letterState,
  createdAt: instant,
});
export type Letter = z.infer<typeof letter>;

/** The bytes that a carrier gets, frozen at the first claim; every retry sends them again. */
export const frozenLetter = z.object({
  kind: z.literal('frozen-letter'),
  id: letterId,
  carrier: z.string(),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'not bytes'),
  expiresAt: instant,
});
export type FrozenLetter = z.infer<typeof frozenLetter>;

/**
 * The most letters that one page of the outbox holds: claiming a page freezes each of its letters in the same
 * transaction, two records a letter and one for the page.
 */
export const PAGE_SIZE = 45;

/** Letters of a page that leave in one request: repeated whole, in this order, under this key. */
export const letterBatch = z.object({ key: z.string(), letters: z.array(letterId).min(2).max(PAGE_SIZE) });
export type LetterBatch = z.infer<typeof letterBatch>;

/** A page of the outbox: letters that leave together, one entry in the agenda. */
export const letterPage = z.object({
  kind: z.literal('letter-page'),
  id: z.string(),
  letters: z.array(letterId).min(1).max(PAGE_SIZE),
  /** Recorded before their first call, and kept until it is certain what became of each of their letters. */
  batches: z.array(letterBatch).min(1).optional(),
  due: instant,
  claimedBy: z.string().optional(),
  tries: z.number().int().nonnegative(),
});
export type LetterPage = z.infer<typeof letterPage>;
