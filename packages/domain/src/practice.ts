import { z } from 'zod';
import { displayName, inAscii } from './congregation.ts';
import { instant } from './time.ts';

/** One step of a practice. */
export const step = z.object({
  name: displayName,
  minutes: z.number().int().min(1).max(90),
  /** What the crew does in it: one or two sentences. */
  how: z.string().trim().min(1).max(600),
});
export type Step = z.infer<typeof step>;

const stepsOf = (minutes: 60 | 90) =>
  z
    .array(step)
    .min(1)
    .max(12)
    .refine(
      (steps) => steps.reduce((sum, each) => sum + each.minutes, 0) === minutes,
      `the minutes of the steps must add up to ${minutes}`,
    );

/** A way to spend a meeting, by its length. */
export const plans = z
  .object({ 60: stepsOf(60).optional(), 90: stepsOf(90).optional() })
  .refine(
    (each) => each[60] !== undefined || each[90] !== undefined,
    'steps for 60 or 90 minutes are missing',
  );

/** Says which practice, `case-clinic`. */
export const practiceId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be small letters, digits and hyphens, like case-clinic')
  .max(40)
  .brand<'PracticeId'>();
export type PracticeId = z.infer<typeof practiceId>;

/** A congregation's own practice; those that come with Crewtide are in practices.ts. */
export const practice = z.object({
  kind: z.literal('practice'),
  id: practiceId,
  name: displayName,
  /** What it is good for, in one sentence. */
  purpose: z.string().trim().min(1).max(300),
  plans,
  addedAt: instant,
});
export type Practice = z.infer<typeof practice>;

/** What a letter and a meeting need to know of a practice. */
export type PracticeShown = Pick<Practice, 'id' | 'name' | 'purpose' | 'plans'>;

/** The id that a name gives; undefined where it has no letter that an id can have. */
export const practiceIdFrom = (name: string): PracticeId | undefined =>
  practiceId.safeParse(inAscii(name, 40)).data;
