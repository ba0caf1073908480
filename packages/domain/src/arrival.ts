import { z } from 'zod';
import { instant } from './time.ts';

/** A congregation is being brought here from another house; stands until all of it is there. */
export const arrival = z.object({
  kind: z.literal('arrival'),
  id: z.literal('self'),
  /** When the other house wrote it down: another writing is another arrival. */
  writtenAt: instant,
  /** How many of the records that come due stand in the agenda. */
  due: z.number().int().nonnegative(),
});
export type Arrival = z.infer<typeof arrival>;
