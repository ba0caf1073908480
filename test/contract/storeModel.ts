import {
  type CongregationId,
  create,
  expectUnchanged,
  type Instant,
  remove,
  replace,
  type Stored,
  type TableRecord,
} from '@crewtide/domain';
import type { Store } from '@crewtide/flows';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answered, audit, type Fixture, freshCongregation, NOON, page, plus } from './storeFixture.ts';

const SEED = 2026;
const RUNS = 25;
const SLOTS = 6;
const FAR = plus(NOON, 1_000_000_000);

/** One change to one of six names; `pick` chooses among everything that was ever read under that name. */
const step = fc.record({
  slot: fc.nat({ max: SLOTS - 1 }),
  change: fc.constantFrom('create', 'replace', 'remove', 'expect'),
  pick: fc.nat({ max: 3 }),
  words: fc.string({ unit: 'grapheme', maxLength: 12 }),
  inSeconds: fc.integer({ min: 1, max: 90 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const script = fc.array(
  fc.record({
    passes: fc.constantFrom(0, 0, 0, 40_000),
    steps: fc.uniqueArray(step, { selector: ({ slot }) => slot, minLength: 1, maxLength: 4 }),
  }),
  { minLength: 4, maxLength: 14 },
);

/** What was read, with the revision that it was in the model. */
interface Seen {
  readonly record: Stored;
  readonly revision: number;
}

export function model(freshFixture: () => Promise<Fixture>): void {
  describe('any sequence of commits', () => {
    it(`has the same results as a map with revisions (seed ${SEED})`, async () => {
      const fixture = await freshFixture();
      await fc.assert(
        fc.asyncProperty(script, (commits) => play(fixture, commits)),
        { seed: SEED, numRuns: RUNS },
      );
    });
  });
}

async function play({ store, clock }: Fixture, commits: readonly { passes: number; steps: Step[] }[]) {
  const congregation = freshCongregation();
  const here = store.of(congregation);
  const kept = new Map<number, { record: TableRecord; revision: number }>();
  const seen = new Map<number, Seen[]>();
  let revisions = 0;

  for (const { passes, steps } of commits) {
    clock.advance(passes);
    const now = clock.now();
    const planned = steps.map((one) => {
      const known = seen.get(one.slot) ?? [];
      const old = one.change === 'create' ? undefined : known.at(-1 - (one.pick % known.length));
      const to = recordIn(one, plus(now, one.inSeconds * 1000));
      const entry = kept.get(one.slot);
      const holds = old
        ? entry?.revision === old.revision
        : entry === undefined || hasExpired(entry.record, now);
      return { one, old, to, holds };
    });
    const changes = planned.map(({ one, old, to }) =>
      old === undefined
        ? create(to)
        : one.change === 'replace'
          ? replace(old.record, to)
          : one.change === 'remove'
            ? remove(old.record)
            : expectUnchanged(old.record),
    );
    const committed = planned.every(({ holds }) => holds);
    expect(await here.commit(changes)).toBe(committed ? 'committed' : 'conflict');
    if (!committed) continue;
    for (const { one, old, to } of planned) {
      if (old !== undefined && one.change === 'expect') continue;
      revisions += 1;
      if (old !== undefined && one.change === 'remove') kept.delete(one.slot);
      else kept.set(one.slot, { record: to, revision: revisions });
    }
    for (const { one, to } of planned) {
      const entry = kept.get(one.slot);
      const read = await here.get(to.kind, to.id);
      if (entry === undefined || hasExpired(entry.record, now)) expect(read).toBeUndefined();
      else {
        const { version = 0, ...record } = read ?? {};
        expect(record).toEqual(entry.record);
        const known = { record: { ...entry.record, version }, revision: entry.revision };
        seen.set(one.slot, [...(seen.get(one.slot) ?? []), known]);
      }
    }
  }
  await endsAlike(
    store,
    congregation,
    [...kept.values()].map(({ record }) => record),
    clock.now(),
  );
}

async function endsAlike(store: Store, id: CongregationId, kept: readonly TableRecord[], now: Instant) {
  const left = kept.filter((record) => !hasExpired(record, now));
  for (const kind of ['audit', 'answered-request', 'letter-page'] as const) {
    const { items } = await store.of(id).list(kind, { limit: SLOTS });
    const expected = left.filter((record) => record.kind === kind).map((record) => record.id);
    expect(items.map((item) => item.id)).toEqual(expected.toSorted());
  }
  const due = (await store.due(FAR, 1000)).filter(
    (entry) => entry.kind !== 'provider-event' && entry.congregation === id,
  );
  const pages = left.flatMap((record) => (record.kind === 'letter-page' ? [[record.id, record.due]] : []));
  expect(due.map((entry) => [entry.id, entry.due]).toSorted()).toEqual(pages.toSorted());
}

const recordIn = ({ slot, words }: Step, at: Instant): TableRecord => {
  const id = `r${slot}`;
  if (slot < 2) return audit(id, words);
  return slot < 4 ? answered(id, at, words) : page(id, at, words);
};

const hasExpired = (record: TableRecord, now: Instant): boolean =>
  record.kind === 'answered-request' && record.expiresAt <= now;
