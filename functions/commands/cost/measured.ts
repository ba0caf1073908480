import { z } from 'zod';
import file from './measured.json' with { type: 'json' };

const count = z.number().int().nonnegative();
const units = z.number().nonnegative();

const use = z.strictObject({
  invocations: z.strictObject({
    api: count,
    webhook: count,
    tick: count,
    sweep: count,
    work: count,
    send: count,
    receive: count,
  }),
  table: z.strictObject({ requests: count, readUnits: units, writeUnits: units, indexWriteUnits: units }),
  queue: z.strictObject({ sends: count, messages: count }),
  bucket: z.strictObject({ writes: count, reads: count }),
  resend: z.strictObject({ sends: count, reads: count, bytes: count }),
});
const done = z.strictObject({ count: z.number().int().positive(), use });

const ran = z.strictObject({ milliseconds: z.number().positive(), logBytes: count });

/** What `npm run bench -- cloud --save` writes. */
export const measured = z.strictObject({
  date: z.iso.date(),
  counts: z.strictObject({
    season: z.strictObject({
      members: z.number().int().positive(),
      meetings: z.number().int().positive(),
      letters: z.number().int().positive(),
      done: z.strictObject({ request: done, strike: done, send: done, told: done, reply: done }),
    }),
    note: z.strictObject({ letters: z.number().int().positive(), done }),
    quiet: z.strictObject({ tick: done, sweep: done }),
    reading: done,
  }),
  functions: z.strictObject({
    api: ran,
    webhook: ran,
    tick: ran,
    sweep: ran,
    work: ran,
    send: ran,
    receive: ran,
  }),
});
export type Measured = z.infer<typeof measured>;
export type FunctionName = keyof Measured['functions'];

/** How often something was done, and what that took of each service together. */
export type Done = z.infer<typeof done>;

export const readMeasured = (): Measured => measured.parse(file);
