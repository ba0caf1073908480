import { z } from 'zod';

/** What the parent tells a life, and what it answers; over Node's IPC channel. */
export const order = z.discriminatedUnion('do', [
  z.object({ do: z.literal('idle'), id: z.number() }),
  /**
   * Looks for mail that no webhook told of, and ends what is under way; answers in how many milliseconds a letter or news is
   * tried again, or -1 when nothing waits.
   */
  z.object({ do: z.literal('settle'), id: z.number() }),
  z.object({ do: z.literal('move-clock'), id: z.number(), milliseconds: z.number() }),
  /** All that was answered to letters of one thread. */
  z.object({ do: z.literal('count-replies'), id: z.number(), congregation: z.string(), thread: z.string() }),
]);
export type Order = z.infer<typeof order>;

export const answer = z.union([
  z.object({ ready: z.object({ http: z.number(), smtp: z.number() }) }),
  z.object({ id: z.number(), value: z.number() }),
]);

const post = z.discriminatedUnion('by', [
  z.object({ by: z.literal('smtp'), url: z.string() }),
  z.object({ by: z.literal('resend'), url: z.string(), apiKey: z.string(), webhookSecret: z.string() }),
]);

/** How a life begins; its one argument, as JSON. */
export const lifeOptions = z.object({
  dataDir: z.string(),
  post,
  clockOffset: z.number(),
  operatorKey: z.string(),
  secret: z.string(),
  /** Absent in the last life, which is not killed. */
  dies: z.object({ at: z.number().int().positive(), when: z.enum(['before', 'after']) }).optional(),
});
export type LifeOptions = z.infer<typeof lifeOptions>;
