import { instant, later } from '@crewtide/domain';
import { type Log, rawMailIdOf } from '@crewtide/flows';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Objects } from './objects.ts';
import { createRawMail } from './rawMail.ts';

const noon = instant.parse('2026-11-23T12:00:00.000Z');
const inThirtyDays = later(noon, { days: 30 });
const clock = { now: () => noon };
const quiet: Log = { info: () => {}, warn: () => {}, error: () => {} };
const envelope = { from: 'ana@example.org', to: ['reply@crew.example'] };
const words = Buffer.from('words');
const id = rawMailIdOf(envelope, words);

/** Objects that do one thing at a time, in the order that the scheduler chooses. */
function scheduled(scheduler: fc.Scheduler) {
  const kept = new Map<string, Uint8Array>();
  const step = <T>(what: string, act: () => T): Promise<T> =>
    scheduler.schedule(Promise.resolve(), what).then(act);
  const objects: Objects = {
    create: (key, bytes) =>
      step(`create ${key}`, () => {
        if (kept.has(key)) return 'there-already' as const;
        kept.set(key, bytes);
        return 'created' as const;
      }),
    read: (key) => step(`read ${key}`, () => kept.get(key)),
    exists: (key) => step(`look up ${key}`, () => kept.has(key)),
    copy: (from, to) =>
      step(`copy ${from} to ${to}`, () => {
        const bytes = kept.get(from);
        if (bytes !== undefined) kept.set(to, bytes);
        return bytes !== undefined;
      }),
    remove: (key) => step(`remove ${key}`, () => void kept.delete(key)),
    list: async () => ({ items: [], complete: true }),
  };
  return { kept, rawMail: createRawMail(objects, { clock, log: quiet }) };
}

type Doing = 'put' | 'hold' | 'decide' | 'get';
const doings = fc.array(fc.constantFrom<Doing>('put', 'hold', 'decide', 'get'), {
  minLength: 2,
  maxLength: 4,
});
const begun = fc.subarray(['undecided', 'held', 'decided']);

describe('a message, whatever is done with it at once', () => {
  it('is never lost, and is met by who reads it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), doings, begun, async (scheduler, todo, states) => {
        const { kept, rawMail } = scheduled(scheduler);
        const stored = rawMail.put(envelope, words, noon);
        await scheduler.waitFor(stored);
        const file = kept.get(`undecided/${id}`) ?? new Uint8Array();
        kept.clear();
        for (const state of states) kept.set(`${state}/${id}`, file);
        const acts = {
          put: async () => void (await rawMail.put(envelope, words, noon)),
          hold: () => rawMail.decided(id, 'while-held'),
          decide: () => rawMail.decided(id, inThirtyDays),
          get: async () => {
            const found = await rawMail.get(id);
            if (states.length > 0) expect(found?.id).toBe(id);
          },
        };
        await scheduler.waitFor(Promise.all(todo.map((what) => acts[what]())));
        if (states.length > 0 || todo.includes('put')) expect(kept.size).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
  });

  it('has one copy, in the state that was asked for last, when nothing else is done', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        begun.filter((states) => states.length > 0),
        fc.constantFrom<'hold' | 'decide'>('hold', 'decide'),
        async (scheduler, states, last) => {
          const { kept, rawMail } = scheduled(scheduler);
          await scheduler.waitFor(rawMail.put(envelope, words, noon));
          const file = kept.get(`undecided/${id}`) ?? new Uint8Array();
          kept.clear();
          for (const state of states) kept.set(`${state}/${id}`, file);
          await scheduler.waitFor(rawMail.decided(id, last === 'hold' ? 'while-held' : inThirtyDays));
          // What was decided before lies there until its time has passed.
          const left = [...kept.keys()].filter((key) => last === 'decide' || !key.startsWith('decided/'));
          expect(left).toEqual([last === 'hold' ? `held/${id}` : `decided/${id}`]);
        },
      ),
    );
  });
});
