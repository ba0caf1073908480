import { type Instant, later, millisecondsOf } from '@crewtide/domain';
import type { Carrier, Delivery, Deps } from '@crewtide/flows';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { houses, type TestHouse } from '../support/house.ts';
import { killedAt } from '../support/houseStore.ts';
import type { Turn } from '../support/memoryCarrier.ts';
import { type BatchesStory, batchesIn } from './batchesStory.ts';

const openHouse = houses();
const SEED = 20261124;
const RUNS = 30;
const NAMES = ['Amy', 'Bo', 'Cy', 'Dov', 'Eva'];

interface Step {
  readonly leaves: readonly string[];
  /** Before the worker's turn; `due`: until the page is. */
  readonly passes: 'nothing' | 'due' | { readonly hours: number };
  readonly turns: readonly Turn[];
  readonly kill: { readonly nth: number; readonly when: 'before' | 'after' } | undefined;
  /** The lease runs out during the first call, and somebody else takes the page. */
  readonly second: 'nobody' | 'worker 1' | 'worker 2';
}

const turn = fc.constantFrom<Turn>(
  'accept',
  'later',
  'wait',
  'refuse-first',
  'accept-first',
  'unknown-lost',
  'unknown-delivered',
  'unknown-refuse-first',
  'throw',
);
const step: fc.Arbitrary<Step> = fc.record({
  leaves: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.subarray(NAMES, { maxLength: 2 })),
  passes: fc.oneof(
    { weight: 8, arbitrary: fc.constant('due' as const) },
    { weight: 1, arbitrary: fc.constant('nothing' as const) },
    { weight: 2, arbitrary: fc.record({ hours: fc.constantFrom(1, 12, 23) }) },
  ),
  turns: fc.array(turn, { maxLength: 4 }),
  kill: fc.option(
    fc.record({
      nth: fc.integer({ min: 1, max: 4 }),
      when: fc.constantFrom<'before' | 'after'>('before', 'after'),
    }),
    { nil: undefined, freq: 2 },
  ),
  second: fc.constantFrom('nobody', 'nobody', 'nobody', 'worker 1', 'worker 2'),
});

/** A call of the carrier, at the moment when it was made; unanswered, it may still be taken. */
interface Call {
  readonly key: string;
  readonly letters: readonly string[];
  readonly at: Instant;
  /** Calls that had no answer, or none that was certain, when this one was made. */
  readonly openBefore: readonly Call[];
  answer?: readonly Delivery[];
}

/** The same carrier, whose every call is on record. */
function recorded({ carrier, clock }: TestHouse, calls: Call[]): Carrier {
  const record = async (
    key: string,
    letters: readonly string[],
    answered: () => Promise<readonly Delivery[]>,
  ) => {
    const openBefore = calls.filter((call) =>
      call.letters.some((id) => letters.includes(id) && isOpen(calls, call, id)),
    );
    const call: Call = { key, letters, at: clock.now(), openBefore };
    calls.push(call);
    const answer = await answered();
    call.answer = answer;
    return answer;
  };
  const { batches } = carrier;
  if (batches === undefined) throw new Error('a carrier that takes batches');
  return {
    ...carrier,
    async deliver(key, frozen) {
      const [delivery] = await record(key, [key], async () => [await carrier.deliver(key, frozen)]);
      return delivery ?? { outcome: 'unknown', cause: 'no answer' };
    },
    batches: {
      ...batches,
      deliver: (key, frozen) =>
        record(
          key,
          frozen.map((bytes) => letterIn(bytes)),
          () => batches.deliver(key, frozen),
        ),
    },
  };
}

const letterIn = (frozen: Uint8Array): string =>
  JSON.parse(Buffer.from(frozen.subarray(0, frozen.indexOf(10))).toString()).letter;

/** What the model knows of one letter in one call: may it be there, or come to be? */
function isOpen(calls: readonly Call[], call: Call, letter: string): boolean {
  const outcomes = calls
    .filter(({ key }) => key === call.key)
    .map(({ answer, letters }) => ({ of: answer?.[letters.indexOf(letter)]?.outcome, answer }));
  if (outcomes.some(({ of }) => of === 'accepted')) return true;
  // An answer in which something was taken is the one answer under its key.
  if (outcomes.some(({ answer }) => answer?.some(({ outcome }) => outcome === 'accepted'))) return false;
  return outcomes.some(({ of }) => of === undefined || of === 'unknown');
}

test(`whatever the carrier answers, who is killed and who leaves: no letter under two keys, and nobody left out (seed ${SEED})`, async () => {
  const cases = fc.record({
    batchOf: fc.constantFrom(2, 3, 4, 100),
    withPage: fc.subarray(NAMES, { maxLength: 2 }),
    steps: fc.array(step, { minLength: 1, maxLength: 7 }),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ batchOf, withPage, steps }) => {
      const story = await batchesIn(await openHouse({ batchOf }), NAMES, { withPage });
      const calls: Call[] = [];
      const deps = { ...story.house.deps, carrier: recorded(story.house, calls) };
      const left = new Set<string>();
      for (const each of steps) await live(story, deps, each, left, calls);
      await story.sendAll(deps);
      expectOneKeyAtATime(calls);
      await expectAllToldApart(story, calls, left);
    }),
    { seed: SEED, numRuns: RUNS },
  );
}, 120_000);

async function live(story: BatchesStory, deps: Deps, step: Step, left: Set<string>, calls: Call[]) {
  const { house } = story;
  const leaving = step.leaves.filter((name) => !left.has(name));
  await story.leaves(...leaving);
  for (const name of leaving) left.add(name);
  await pass(story, step.passes);
  house.carrier.next(...step.turns);
  if (step.second !== 'nobody') {
    const { second } = step;
    house.carrier.meanwhile(async () => {
      house.clock.pass({ minutes: 6 });
      await story.send({ ...deps, worker: second });
    });
  }
  const before = await story.states();
  const made = calls.length;
  const store = step.kill ? killedAt(deps.store, step.kill.nth, step.kill.when) : deps.store;
  await story.send({ ...deps, store }).catch(() => 'killed');
  await expectWholeBatches(story);
  const withdrawn = story.letters.filter(
    ({ content }, at) =>
      // A keepsake is an answer, and goes to who left as well.
      content.template === 'note' && before[at]?.name === 'planned' && left.has(NAMES[at] ?? ''),
  );
  const asked = new Set(calls.slice(made).flatMap(({ letters }) => letters));
  expect(withdrawn.filter(({ id }) => asked.has(id))).toEqual([]);
}

async function pass({ house, dueAt }: BatchesStory, passes: Step['passes']): Promise<void> {
  if (passes === 'nothing') return;
  if (passes !== 'due') return house.clock.pass(passes);
  const due = await dueAt();
  if (due !== undefined && due > house.clock.now()) house.clock.goTo(due);
}

/** A page's batches share no letter, and hold none that could leave by itself. */
async function expectWholeBatches(story: BatchesStory): Promise<void> {
  const together = ((await story.page())?.batches ?? []).flatMap(({ letters }) => letters);
  expect(new Set(together).size).toBe(together.length);
  const states = await story.states();
  const planned = story.letters.filter((_, at) => states[at]?.name === 'planned').map(({ id }) => id);
  expect(together.filter((id) => planned.includes(id))).toEqual([]);
}

/** Where a call may have been taken, or still be, no letter of it is in a call under another key. */
function expectOneKeyAtATime(calls: readonly Call[]): void {
  for (const call of calls) {
    for (const open of call.openBefore) expect(call.key).toBe(open.key);
  }
}

async function expectAllToldApart(story: BatchesStory, calls: readonly Call[], left: ReadonlySet<string>) {
  expect(story.house.carrier.misused).toEqual([]);
  const delivered = story.delivered();
  for (const [at, state] of (await story.states()).entries()) {
    const { id } = story.letters[at] ?? { id: '' };
    const of = calls.filter(({ letters }) => letters.includes(id));
    expect(delivered[at]).toBe(state.name === 'sent' ? 1 : state.name === 'unknown' ? delivered[at] : 0);
    expect(delivered[at]).toBeLessThanOrEqual(1);
    switch (state.name) {
      case 'sent':
        break;
      case 'cancelled':
        expect(left).toContain(NAMES[at]);
        break;
      case 'refused': {
        const wasRefused = of.some(
          ({ letters, answer }) => answer?.[letters.indexOf(id)]?.outcome === 'refused',
        );
        // Or it was put off for five days.
        expect(wasRefused || state.status === '4.4.7').toBe(true);
        break;
      }
      case 'unknown': {
        const [first] = of.filter(({ key }) => key === of.at(-1)?.key);
        if (first)
          expect(millisecondsOf(state.at)).toBeGreaterThanOrEqual(
            millisecondsOf(later(first.at, { hours: 22, minutes: 56 })),
          );
        break;
      }
      default:
        expect.fail(`a letter is still ${state.name}`);
    }
  }
}
