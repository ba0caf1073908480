import { z } from 'zod';
import { displayName } from './congregation.ts';
import { crewId, memberId, seasonId } from './ids.ts';
import { instant, timeZone } from './time.ts';

/** A crew is a small circle: never more than seven (PRODUCT: start with 4–5), and goes on with three or more. */
export const CREW_SIZE = { least: 3, most: 7 } as const;

export const crew = z.object({
  kind: z.literal('crew'),
  id: crewId,
  name: displayName,
  members: z.array(memberId).max(CREW_SIZE.most),
  zone: timeZone,
  /** Its newest season. */
  season: seasonId.optional(),
  /** Celebrated as complete: it meets no more. */
  completedAt: instant.optional(),
  createdAt: instant,
});
export type Crew = z.infer<typeof crew>;
