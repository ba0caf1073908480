import { z } from 'zod';

/** The five questions of a review, in the order in which letters ask them. */
export const REVIEW_QUESTIONS = ['liked', 'improve', 'go-on', 'methods', 'regroup'] as const;
export const reviewQuestion = z.enum(REVIEW_QUESTIONS);
export type ReviewQuestion = z.infer<typeof reviewQuestion>;

/** What one reply says to one question of a review. */
export const reviewAnswer = z.object({
  question: reviewQuestion,
  /** What it was read from. */
  words: z.string(),
  /** For `go-on` and `regroup`; absent where it couldn't be told. */
  yes: z.boolean().optional(),
});
export type ReviewAnswer = z.infer<typeof reviewAnswer>;
