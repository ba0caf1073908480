import { z } from 'zod';
import { displayName } from './congregation.ts';
import { crewId, memberId } from './ids.ts';
import { instant, timeZone } from './time.ts';

/** A crew is a small circle: never more than seven (PRODUCT: start with 4–5). */
const CREW_SIZE = { least: 2, most: 7 } as const;

export const crew = z.object({
  kind: z.literal('crew'),
  id: crewId,
  name: displayName,
  members: z.array(memberId).min(CREW_SIZE.least).max(CREW_SIZE.most),
  zone: timeZone,
  createdAt: instant,
});
export type Crew = z.infer<typeof crew>;
