import { z } from 'zod';
import { derivedId, letterId, memberId, promptId, replyId, seasonId } from './ids.ts';
import { photo } from './photo.ts';
import { reviewAnswer } from './reviewAnswers.ts';
import { instant } from './time.ts';

/** Whatever a member wrote in answer to a letter. Ids are `<thread>#<reply>`, so that one thread's replies stand together. */
export const reply = z.object({
  kind: z.literal('reply'),
  id: z.string().regex(/^[a-z2-7]{16}#[a-z2-7]{16}$/),
  letter: letterId,
  member: memberId,
  prompt: promptId.optional(),
  words: z.string(),
  photos: z.array(photo).optional(),
  /** Pictures that came with it and can't be shown; the raw mail has them for its time. */
  unshown: z.number().int().positive().optional(),
  /** The season whose review it answers, and what it says there. */
  season: seasonId.optional(),
  answers: z.array(reviewAnswer).optional(),
  /** It went to its letter's readers at once, as a note. */
  passedOn: z.literal(true).optional(),
  /** The words are longer than a record holds; the raw mail keeps the rest and doesn't expire. */
  continued: z.literal(true).optional(),
  /** It came when the digest of its prompt was being gathered, or later: another letter shows it. */
  late: z.literal(true).optional(),
  receivedAt: instant,
  /** Names the raw bytes, which expire before the words do. */
  raw: z.string(),
});
export type Reply = z.infer<typeof reply>;

/**
 * Points from a crew to a reply that came after its digest; removed when a letter has shown it.
 * Ids are `<crew>#<reply>`.
 */
export const lateReply = z.object({
  kind: z.literal('late-reply'),
  id: z.string().regex(/^[a-z2-7]{16}#[a-z2-7]{16}$/),
  reply: z.string(),
});
export type LateReply = z.infer<typeof lateReply>;

/**
 * A reply is the same when recipient token, From and Message-ID are and it says the same;
 * without a Message-ID its raw bytes name it.
 */
export const replyIdOf = (message: {
  readonly token: string;
  readonly from: string;
  readonly messageId: string | undefined;
  readonly contentHash: string;
  readonly raw: string;
}) =>
  replyId.parse(
    message.messageId === undefined
      ? derivedId('reply', message.raw)
      : derivedId('reply', message.token, message.from, message.messageId, message.contentHash),
  );
