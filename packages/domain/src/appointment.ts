import { z } from 'zod';
import { heldMailId, importId, promptId, seasonId } from './ids.ts';
import { instant, localDateTime, timeZone } from './time.ts';

const errand = z.discriminatedUnion('name', [
  z.object({ name: z.literal('ask'), prompt: promptId }),
  z.object({ name: z.literal('digest'), prompt: promptId }),
  /** The season's next step: to ask before a meeting, for the review, or to bring its outcome. */
  z.object({ name: z.literal('season'), season: seasonId }),
  z.object({ name: z.literal('tell-changes'), season: seasonId }),
  z.object({ name: z.literal('tell-hosts'), day: z.string() }),
  z.object({ name: z.literal('import'), import: importId }),
  z.object({ name: z.literal('let-raw-mail-expire'), held: heldMailId }),
]);

/** Something to do at a wall-clock time. It decides again when it strikes: move, drop or carry out. */
export const appointment = z.object({
  kind: z.literal('appointment'),
  /** Its slot: `ask#<prompt>`; making the same appointment twice is one. */
  id: z.string().max(120),
  errand,
  at: localDateTime,
  zone: timeZone,
  usefulUntil: instant,
  /** When the agenda finds it: `at` in `zone`, by the rules known when it was made. */
  due: instant,
});
export type Appointment = z.infer<typeof appointment>;
