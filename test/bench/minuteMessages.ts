import { z } from 'zod';

/** What the bench's processes tell each other over Node's IPC channel. */

/** Of the letters to one domain: how many, and when the first and the last was taken, in milliseconds since the epoch. */
export const sinkReport = z.array(
  z.object({ domain: z.string(), letters: z.number(), first: z.number(), last: z.number() }),
);
export type SinkReport = z.infer<typeof sinkReport>;

export const houseReport = z.object({
  /** When all became due, in milliseconds since the epoch. */
  began: z.number(),
  /** Resident memory of the one process, without the store's: before anything was due, and at most. */
  megabytesAtRest: z.number(),
  megabytesAtMost: z.number(),
  /** CPU of that process. */
  cpuSeconds: z.number(),
  /** Right after, in seconds for as many: a loop that only sends the letters, and one that only commits records. */
  secondsToSend: z.number(),
  secondsToCommit: z.number(),
});
export type HouseReport = z.infer<typeof houseReport>;
