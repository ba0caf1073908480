import { z } from 'zod';
import { crewId, derivedId, memberId, type PromptId, promptId, type SeasonId, seasonId } from './ids.ts';
import { practiceId } from './practice.ts';
import { question } from './prompt.ts';
import { meetingMinutes, rhythm } from './rhythm.ts';
import { instant, localDateTime, localTime, timeZone } from './time.ts';

export const SEASON_LENGTH = { least: 2, most: 30 } as const;

/** Where a crew meets: a place or a link, one line. */
export const place = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]+$/u, 'must be one line of visible characters');

/** What can change of a meeting, and what its crew was told of it. */
const arranged = z.object({
  /** Wall-clock time of the season's zone. */
  startsAt: localDateTime,
  place,
  /** Whose turn it is to host. Who doesn't take part any more is passed over when the crew is asked. */
  host: memberId,
  on: z.boolean(),
});
export type Arranged = z.infer<typeof arranged>;

export const meeting = arranged.extend({
  /** Names the meeting within its season, from 1; stays when it moves. */
  number: z.number().int().positive(),
  /** Where the rhythm had put it (RFC 5545 RECURRENCE-ID); absent where a host added it. */
  slot: localDateTime.optional(),
  /** Its prompt was asked, or its hour was missed. */
  prompted: z.enum(['asked', 'missed']).optional(),
  /** What the crew last heard, while it differs from what is now: `'unheard-of'` for a meeting that was added. */
  told: z.union([arranged, z.literal('unheard-of')]).optional(),
  /** RFC 5545 SEQUENCE. */
  sequence: z.number().int().nonnegative(),
});
export type Meeting = z.infer<typeof meeting>;

const review = z.object({
  /** Who is asked, named when the first of them is. */
  asked: z.array(memberId),
  /** Those whose review letter is written. */
  written: z.array(memberId),
  /** When the first of them was. */
  begunAt: instant,
  /** Wall-clock time of the season's zone. */
  outcomeAt: localDateTime,
});

/** The run of meetings that a crew agreed to, ended by a review. */
export const season = z.object({
  kind: z.literal('season'),
  id: seasonId,
  crew: crewId,
  /** The crew's first, second, … */
  number: z.number().int().positive(),
  rhythm,
  time: localTime,
  zone: timeZone,
  minutes: meetingMinutes,
  place,
  practice: practiceId,
  questions: z.array(question).min(1).max(2),
  /** Who hosts in turn. */
  hosting: z.array(memberId).min(1),
  /** By number. */
  meetings: z.array(meeting).max(60),
  state: z.discriminatedUnion('name', [
    z.object({ name: z.literal('running') }),
    z.object({ name: z.literal('reviewing'), review }),
    /** `members`: who was in the crew when the season's outcome came. */
    z.object({ name: z.literal('ended'), at: instant, members: z.array(memberId).optional() }),
  ]),
  createdAt: instant,
});
export type Season = z.infer<typeof season>;

/** A meeting's prompt bears the meeting's name. */
export const promptOf = (of: SeasonId, number: number): PromptId =>
  promptId.parse(derivedId('meeting', of, String(number)));
