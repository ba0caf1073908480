import { z } from 'zod';
import { seasonId } from './ids.ts';
import { meetingMinutes, rhythm } from './rhythm.ts';
import { place } from './season.ts';
import { localDateTime, timeZone } from './time.ts';

/** A season for a calendar (RFC 5545, RFC 5546): what is to be met, as it stands now. */
export const calendar = z.object({
  /** REQUEST also updates; CANCEL takes the whole season out of a calendar. */
  method: z.enum(['request', 'cancel']),
  season: seasonId,
  /** The crew's name: the summary of its events. */
  crew: z.string(),
  rhythm,
  zone: timeZone,
  minutes: meetingMinutes,
  meetings: z.array(
    z.object({
      number: z.number().int().positive(),
      /** Where the rhythm had put it; absent where a host added it. */
      slot: localDateTime.optional(),
      startsAt: localDateTime,
      place,
      on: z.boolean(),
      sequence: z.number().int().nonnegative(),
    }),
  ),
});
export type Calendar = z.infer<typeof calendar>;
