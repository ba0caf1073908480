import { z } from 'zod';
import { memberId } from './ids.ts';
import { place } from './season.ts';
import { localDateTime } from './time.ts';

const number = z.number().int().positive();

/** What a host, or the host of that meeting, can change of a season. Times are wall-clock times of the season's zone. */
export const seasonChange = z.discriminatedUnion('change', [
  /** One that was cancelled is held after all. */
  z.object({ change: z.literal('move'), meeting: number, startsAt: localDateTime }),
  /** It is not held; the season has one meeting less. */
  z.object({ change: z.literal('cancel'), meeting: number }),
  /** It is not held, and the season has one more at its end. */
  z.object({ change: z.literal('skip'), meeting: number }),
  z.object({ change: z.literal('add'), startsAt: localDateTime }),
  z.object({ change: z.literal('place'), meeting: number, place }),
  /** `host` takes this meeting, and whoever had it takes the next one that was `host`'s. */
  z.object({ change: z.literal('swap'), meeting: number, host: memberId }),
  /** What is still to come is cancelled; the review follows. */
  z.object({ change: z.literal('end') }),
]);
export type SeasonChange = z.infer<typeof seasonChange>;
