import { PAGE_SIZE } from '@crewtide/domain';
import type { Deps } from '@crewtide/flows';
import { describe, expect, test } from 'vitest';
import { addressOf, instantOf } from '../support/builders.ts';
import { houses, type TestHouse } from '../support/house.ts';
import { opened } from '../support/houseReply.ts';
import { killedAt } from '../support/houseStore.ts';
import { WAIT_SECONDS } from '../support/memoryCarrier.ts';
import { type BatchesStory, batchesIn } from './batchesStory.ts';

const openHouse = houses();
const NAMES = ['Amy', 'Bo', 'Cy', 'Dov', 'Eva'] as const;
const EVERYBODY_ONE = NAMES.map(() => 1);

const five = async (batchOf = 100) => batchesIn(await openHouse({ batchOf }), NAMES);
const stateNames = async (story: BatchesStory) => (await story.states()).map(({ name }) => name);
const all = <T>(value: T) => NAMES.map(() => value);
const idsOf = ({ letters }: BatchesStory) => letters.map(({ id }) => id);

/** What the hosts read on the next morning. */
async function hostsRead(house: TestHouse) {
  await house.settleAt(instantOf('2026-11-25T08:00:00.000Z'));
  return Promise.all(house.mailOf(addressOf('Hugo')).map(async (mail) => (await opened(mail)).text));
}

describe('letters of a page', () => {
  test('leave in one request, recorded with them before it is made', async () => {
    const story = await five();
    const { house } = story;
    house.carrier.meanwhile(async () => {
      expect((await story.page())?.batches?.map(({ letters }) => letters)).toEqual([idsOf(story)]);
      expect(await stateNames(story)).toEqual(all('sending'));
    });
    expect(await story.send()).toBe('finished');
    expect(house.carrier.batchCalls).toHaveLength(1);
    expect(house.carrier.calls).toHaveLength(0);
    expect(await stateNames(story)).toEqual(all('sent'));
    expect(story.delivered()).toEqual(EVERYBODY_ONE);
    expect(await story.page()).toBeUndefined();
  });

  test('leave in as many as the carrier wants, and a last one by itself', async () => {
    const story = await five(2);
    await story.send();
    const ids = idsOf(story);
    expect(story.house.carrier.batchCalls.map(({ letters }) => letters)).toEqual([
      ids.slice(0, 2),
      ids.slice(2, 4),
    ]);
    expect(story.house.carrier.calls.map(({ key }) => key)).toEqual(ids.slice(4));
    expect(story.delivered()).toEqual(EVERYBODY_ONE);
  });

  test('that may join no batch leave one by one under their own ids, and so does one that would be alone in it', async () => {
    const house = await openHouse({ batchOf: 100 });
    const story = await batchesIn(house, NAMES, { withPage: ['Bo', 'Cy', 'Dov', 'Eva'] });
    await story.send();
    expect(house.carrier.batchCalls).toEqual([]);
    expect(house.carrier.calls.map(({ key }) => key)).toEqual(idsOf(story));
    const mixed = await batchesIn(await openHouse({ batchOf: 100 }), NAMES, { withPage: ['Cy'] });
    await mixed.send();
    const [amy, bo, cy, dov, eva] = idsOf(mixed);
    expect(mixed.house.carrier.batchCalls.map(({ letters }) => letters)).toEqual([[amy, bo, dov, eva]]);
    expect(mixed.house.carrier.calls.map(({ key }) => key)).toEqual([cy]);
  });

  test('fare each for itself: one is refused, and hosts hear of her alone', async () => {
    const story = await five();
    story.house.carrier.next('refuse-first');
    expect(await story.send()).toBe('finished');
    expect(await stateNames(story)).toEqual(['refused', 'sent', 'sent', 'sent', 'sent']);
    expect(story.delivered()).toEqual([0, 1, 1, 1, 1]);
    const read = (await hostsRead(story.house)).join('\n');
    expect(NAMES.map((name) => read.includes(name))).toEqual([true, false, false, false, false]);
  });
});

describe('a batch of which nobody knows what became of it', () => {
  test.each(['throw', 'unknown-lost', 'unknown-delivered', 'unknown-refuse-first'] as const)(
    'by “%s” is repeated as the identical request, to those too who have left meanwhile',
    async (turn) => {
      const story = await five();
      const { carrier } = story.house;
      carrier.next(turn, 'later', 'unknown-lost', 'wait');
      await story.send();
      await story.leaves('Bo', 'Eva');
      await story.sendAll();
      expect(carrier.batchCalls).toHaveLength(5);
      expect(new Set(carrier.batchCalls.map((call) => JSON.stringify(call))).size).toBe(1);
      expect(carrier.calls).toEqual([]);
      const refused = turn === 'unknown-refuse-first' ? 1 : 0;
      expect(story.delivered()).toEqual([1 - refused, 1, 1, 1, 1]);
      expect((await stateNames(story)).filter((name) => name === 'refused')).toHaveLength(refused);
    },
  );

  test('is repeated with a letter that has come back meanwhile', async () => {
    const story = await five();
    const { carrier } = story.house;
    carrier.next('unknown-delivered');
    await story.send();
    const bounced = await story.willow.store.get('letter', story.letters[1]?.id ?? '');
    if (bounced === undefined) throw new Error('a letter');
    const state = { name: 'bounced', at: story.house.clock.now(), status: '5.1.1' } as const;
    await story.willow.store.commit([{ change: 'replace', record: { ...bounced, state } }]);
    await story.sendAll();
    expect(carrier.batchCalls[1]).toEqual(carrier.batchCalls[0]);
    expect(await stateNames(story)).toEqual(['sent', 'bounced', 'sent', 'sent', 'sent']);
    expect(story.delivered()).toEqual(EVERYBODY_ONE);
  });

  test('is done without another request once all of them are known to have arrived', async () => {
    const story = await five();
    story.house.carrier.next('unknown-delivered');
    await story.send();
    for (const { id } of story.letters) {
      const letter = await story.willow.store.get('letter', id);
      if (letter === undefined) throw new Error('a letter');
      const state = { name: 'sent', at: story.house.clock.now(), messageId: 'm@carrier.example' } as const;
      await story.willow.store.commit([{ change: 'replace', record: { ...letter, state } }]);
    }
    await story.sendAll();
    expect(story.house.carrier.batchCalls).toHaveLength(1);
  });

  test('is not repeated past 23 hours from its first call; hosts hear of each of its letters once', async () => {
    const story = await five();
    const { house } = story;
    house.carrier.next('unknown-lost', 'unknown-lost');
    await story.send();
    house.clock.pass({ hours: 22, minutes: 59 });
    await story.send();
    house.clock.pass({ hours: 1 });
    expect(await story.send()).toBe('finished');
    expect(house.carrier.batchCalls).toHaveLength(2);
    expect(await stateNames(story)).toEqual(all('unknown'));
    const read = (await hostsRead(house)).join('\n');
    for (const name of NAMES) expect(read.split(name)).toHaveLength(2);
  });

  test.each([
    ['another carrier', (deps: Deps) => ({ ...deps, carrier: { ...deps.carrier, name: 'another' } })],
    [
      'one that takes no batches any more',
      ({ carrier: { batches: _, ...carrier }, ...deps }: Deps) => ({ ...deps, carrier }),
    ],
  ])('is given to nobody else: not to %s', async (_, changed) => {
    const story = await five();
    story.house.carrier.next('unknown-delivered');
    await story.send();
    await story.sendAll(changed(story.house.deps));
    expect(story.delivered()).toEqual(EVERYBODY_ONE);
    expect(await stateNames(story)).toEqual(all('unknown'));
  });

  test('is not joined, and neither is one formed, by a letter that may have left alone', async () => {
    const story = await batchesIn(await openHouse({ batchOf: 3 }), NAMES.slice(0, 4));
    const { carrier } = story.house;
    carrier.next('later', 'unknown-delivered');
    await story.send();
    expect(await stateNames(story)).toEqual(['planned', 'planned', 'planned', 'sending']);
    await story.sendAll();
    const last = idsOf(story)[3];
    expect(carrier.calls.filter(({ key }) => key === last)).toHaveLength(2);
    // In twos now, as the page is tried again: there would be room for it.
    expect(carrier.batchCalls.map(({ letters }) => letters.length)).toEqual([3, 2]);
    expect(carrier.batchCalls.flatMap(({ letters }) => letters)).not.toContain(last);
    expect(carrier.misused).toEqual([]);
    expect(story.delivered()).toEqual([1, 1, 1, 1]);
  });

  test('leaves the letters that wait behind it their own way', async () => {
    const story = await five(2);
    story.house.carrier.next('unknown-lost', 'accept', 'later');
    await story.send();
    expect(await stateNames(story)).toEqual(['sending', 'sending', 'sent', 'sent', 'planned']);
    await story.leaves('Amy', 'Eva');
    await story.sendAll();
    expect(await stateNames(story)).toEqual(['sent', 'sent', 'sent', 'sent', 'cancelled']);
    expect(story.delivered()).toEqual([1, 1, 1, 1, 0]);
  });
});

describe('a batch that was certainly not taken', () => {
  test('is one no more: who has left meanwhile gets nothing, the others theirs under another key', async () => {
    const story = await five();
    const { carrier } = story.house;
    carrier.next('later');
    await story.send();
    expect((await story.page())?.batches).toBeUndefined();
    expect(await story.states()).toEqual(all({ name: 'planned', frozen: true }));
    await story.leaves('Cy');
    await story.sendAll();
    expect(await stateNames(story)).toEqual(['sent', 'sent', 'cancelled', 'sent', 'sent']);
    expect(story.delivered()).toEqual([1, 1, 0, 1, 1]);
    expect(new Set(carrier.batchCalls.map(({ key }) => key)).size).toBe(carrier.batchCalls.length);
  });

  test('but for one letter of it leaves the others to go again', async () => {
    const story = await five();
    story.house.carrier.next('accept-first');
    await story.send();
    expect(await stateNames(story)).toEqual(['sent', 'planned', 'planned', 'planned', 'planned']);
    await story.sendAll();
    expect(story.delivered()).toEqual(EVERYBODY_ONE);
  });

  test('but for one letter of it, as its repetition tells, leaves the others to go again', async () => {
    const story = await five();
    const { house } = story;
    const full = idsOf(story).slice(1);
    house.carrier.fullFor(...full);
    house.carrier.next('unknown-delivered');
    await story.send();
    expect(await stateNames(story)).toEqual(all('sending'));
    await story.leaves('Bo');
    const due = await story.dueAt();
    house.clock.goTo(due ?? house.clock.now());
    await story.send();
    expect(await stateNames(story)).toEqual(['sent', 'planned', 'planned', 'planned', 'planned']);
    expect((await story.page())?.batches).toBeUndefined();
  });

  test('for the sake of one of them lets the others go in ever smaller ones, and that one alone', async () => {
    const names = Array.from({ length: 20 }, (_, n) => `Member${n}`);
    const story = await batchesIn(await openHouse({ batchOf: 100 }), names);
    const { carrier } = story.house;
    const spoils = story.letters[7]?.id ?? '';
    const { batches } = carrier;
    if (batches === undefined) throw new Error('a carrier that takes batches');
    const deliver: typeof batches.deliver = async (key, frozen) =>
      frozen.some((each) => Buffer.from(each).includes(spoils))
        ? frozen.map(() => ({ outcome: 'later', status: '422' }))
        : batches.deliver(key, frozen);
    const turns = await story.sendAll({
      ...story.house.deps,
      carrier: { ...carrier, batches: { ...batches, deliver } },
    });
    expect(turns).toBeLessThanOrEqual(6);
    expect(story.delivered()).toEqual(names.map(() => 1));
    expect(carrier.calls.map(({ key }) => key)).toContain(spoils);
  });

  test('is composed anew for another carrier', async () => {
    const story = await five();
    story.house.carrier.next('later');
    await story.send();
    await story.sendAll({ ...story.house.deps, carrier: { ...story.house.carrier, name: 'another' } });
    expect(story.delivered()).toEqual(EVERYBODY_ONE);
  });
});

describe('a carrier that asks to wait', () => {
  test('gets nothing more until then, however little that is, and the page has not tried in vain', async () => {
    const story = await five(2);
    const { house } = story;
    house.carrier.next('accept', 'wait');
    const before = house.clock.now();
    await story.send();
    expect(house.carrier.batchCalls).toHaveLength(2);
    expect(house.carrier.calls).toHaveLength(0);
    const due = await story.dueAt();
    expect(Date.parse(due ?? '') - Date.parse(before)).toBe(WAIT_SECONDS * 1000 + 1);
    expect((await story.page())?.tries).toBe(0);
    await story.sendAll();
    expect(story.delivered()).toEqual(EVERYBODY_ONE);
    expect(house.carrier.batchCalls).toHaveLength(3);
  });

  test('gets a letter that it put off alone again after it', async () => {
    const story = await batchesIn(await openHouse(), NAMES);
    story.house.carrier.next('wait', 'accept', 'wait');
    await story.sendAll();
    expect(story.house.carrier.calls).toHaveLength(7);
    expect(story.delivered()).toEqual(EVERYBODY_ONE);
  });
});

describe('two workers', () => {
  const meets = async (
    first: 'accept' | 'later' | 'unknown-delivered',
    second: 'accept' | 'later',
    worker: string,
  ) => {
    const story = await five();
    const { house } = story;
    house.carrier.meanwhile(async () => {
      house.clock.pass({ minutes: 6 });
      house.carrier.next(second);
      await story.send({ ...house.deps, worker });
      house.carrier.next(first);
    });
    await story.send();
    return story;
  };

  test.each([
    ['accept', 'accept', 'worker 2'],
    ['accept', 'later', 'worker 2'],
    ['later', 'accept', 'worker 2'],
    ['later', 'later', 'worker 2'],
    ['unknown-delivered', 'later', 'worker 2'],
    ['accept', 'later', 'worker 1'],
    ['later', 'later', 'worker 1'],
  ] as const)(
    'meet when a lease runs out (%s, %s, %s): they ask the same, and nobody gets two',
    async (first, second, worker) => {
      const story = await meets(first, second, worker);
      const { batchCalls } = story.house.carrier;
      expect(batchCalls).toHaveLength(2);
      expect(batchCalls[1]).toEqual(batchCalls[0]);
      // Neither may take the letters apart: the other's call may still arrive.
      expect(await stateNames(story)).not.toContain('planned');
      await story.sendAll();
      expect(story.delivered()).toEqual(EVERYBODY_ONE);
      expect(await stateNames(story)).toEqual(all('sent'));
      expect(new Set(batchCalls.map(({ key }) => key)).size).toBe(1);
    },
  );

  test('of one name hold a page one after the other: what the first was told is not marked in the lease of the second', async () => {
    const story = await five();
    const { carrier, clock } = story.house;
    const [called, marked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let second: Promise<string> | undefined;
    carrier.meanwhile(async () => {
      clock.pass({ minutes: 6 });
      carrier.meanwhile(async () => {
        called.resolve();
        await marked.promise;
      });
      second = story.send();
      await called.promise;
      carrier.next('later', 'accept');
    });
    expect(await story.send()).toBe('to-be-continued');
    expect(await stateNames(story)).toEqual(all('sending'));
    marked.resolve();
    expect(await second).toBe('finished');
    expect(story.delivered()).toEqual(EVERYBODY_ONE);
  });

  test('race for one page, and one request is made', async () => {
    const story = await five();
    const outcomes = await Promise.all(
      ['worker 1', 'worker 2'].map((worker) => story.send({ ...story.house.deps, worker })),
    );
    expect(outcomes.toSorted()).toEqual(['finished', 'not-ours']);
    expect(story.house.carrier.batchCalls).toHaveLength(1);
  });
});

test('a member who changes while her letter is put off gets it again as the others do', async () => {
  const story = await five();
  const { house } = story;
  house.carrier.next('later');
  house.carrier.meanwhile(async () => {
    const letter = await story.willow.store.get('letter', story.letters[0]?.id ?? '');
    if (letter === undefined) throw new Error('a letter');
    await story.willow.store.commit([{ change: 'replace', record: letter }]);
  });
  await story.send();
  expect(await story.states()).toEqual(all({ name: 'planned', frozen: true }));
  expect((await story.page())?.batches).toBeUndefined();
  await story.sendAll();
  expect(story.delivered()).toEqual(EVERYBODY_ONE);
});

describe('a full page killed around any commit', () => {
  const names = Array.from({ length: PAGE_SIZE }, (_, n) => `Member${n}`);
  /** A claim, a word to the hosts, the marks: so many commits has a turn of the worker by each answer. */
  const commits = {
    accept: 3,
    'refuse-first': 4,
    'accept-first': 2,
    later: 2,
    'unknown-delivered': 2,
  } as const;
  const cases = (['accept', 'refuse-first', 'accept-first', 'later', 'unknown-delivered'] as const).flatMap(
    (turn) =>
      Array.from({ length: commits[turn] }, (_, n) => n + 1).flatMap((nth) =>
        (['before', 'after'] as const).map((when) => [turn, when, nth] as const),
      ),
  );

  test.each(cases)(
    'by “%s”, %s commit %i, leaves nobody out and writes to nobody twice',
    async (turn, when, nth) => {
      const story = await batchesIn(await openHouse({ batchOf: 100 }), names);
      const { house } = story;
      house.carrier.next(turn);
      const killed = { ...house.deps, store: killedAt(house.deps.store, nth, when) };
      expect(await story.send(killed).catch(() => 'killed')).toBe('killed');
      const made = [...house.carrier.batchCalls];
      const isOpen = (await story.page())?.batches !== undefined;
      await story.sendAll();
      const refused = turn === 'refuse-first' ? 1 : 0;
      expect(story.delivered()).toEqual(names.map((_, at) => (at === 0 ? 1 - refused : 1)));
      expect((await stateNames(story)).filter((name) => name !== 'sent')).toHaveLength(refused);
      expect(house.carrier.misused).toEqual([]);
      // What was asked before the kill and not marked to its end is asked again first.
      const repeated = isOpen ? made : [];
      expect(house.carrier.batchCalls.slice(made.length).slice(0, repeated.length)).toEqual(repeated);
    },
  );
});
