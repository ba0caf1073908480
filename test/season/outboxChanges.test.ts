import { localDateTime } from '@crewtide/domain';
import type { Deps } from '@crewtide/flows';
import { describe, expect, test } from 'vitest';
import { addressOf, instantOf } from '../support/builders.ts';
import { houses, type TestHouse } from '../support/house.ts';
import { ASKED, type ChangesStory, CREW, changesIn } from './changesStory.ts';

const openHouse = houses();

/** Nothing that is decided now leaves: every mailbox says "later" until its letters' page is tried again. */
function heldBack(house: TestHouse) {
  house.carrier.next(...CREW.map(() => 'later' as const));
}
const templates = async (story: ChangesStory, name: string) =>
  (await story.since(name)).map(({ template }) => template);
const BOS = addressOf('Bo');

describe('a prompt that waits in the outbox', () => {
  test('does not leave once its meeting is cancelled', async () => {
    const story = await changesIn(await openHouse());
    story.mark();
    heldBack(story.house);
    await story.house.settleAt(ASKED);
    expect(await templates(story, 'Bo')).toEqual([]);
    await story.change({ change: 'cancel', meeting: 1 });
    await story.until('2026-11-29T12:00:00.000Z');
    expect(await templates(story, 'Bo')).toEqual(['change']);
  });

  test('does not follow its digest, where the meeting was moved nearer', async () => {
    const story = await changesIn(await openHouse());
    story.mark();
    story.house.carrier.next('accept', 'later', 'later', 'later');
    await story.house.settleAt(ASKED);
    const asked = story.house.carrier.mailboxes.at(-1)?.to;
    const [late] = CREW.filter((name) => addressOf(name) !== asked);
    await story.change({ change: 'move', meeting: 1, startsAt: localDateTime.parse('2026-11-29T18:00') });
    await story.until('2026-11-29T12:00:00.000Z');
    expect(await templates(story, late ?? '')).toEqual(['change']);
  });
});

describe('a change that waits in the outbox', () => {
  test('does not leave once all that it tells has passed', async () => {
    const story = await changesIn(await openHouse());
    await story.until('2026-12-08T12:00:00.000Z');
    story.mark();
    heldBack(story.house);
    await story.change({ change: 'place', meeting: 2, place: 'The park' });
    story.house.clock.goTo(instantOf('2026-12-08T20:00:00.000Z'));
    await story.house.settle();
    expect(story.house.mailOf(BOS).length).toBeGreaterThan(0);
    expect(await templates(story, 'Bo')).toEqual([]);
  });

  test('of the season’s end leaves however late', async () => {
    const story = await changesIn(await openHouse());
    await story.until('2026-12-29T12:00:00.000Z');
    story.mark();
    heldBack(story.house);
    await story.change({ change: 'end' });
    story.house.clock.goTo(instantOf('2026-12-29T20:00:00.000Z'));
    await story.house.settle();
    expect(await templates(story, 'Bo')).toContain('change');
  });
});

test.each([
  ['in letters of three bytes', '海'.repeat(300)],
  ['as a link', `https://meet.example.org/?${'&a=1'.repeat(68)}`],
  ['of quotes', "'".repeat(300)],
])('thirty meetings at the longest places fit a letter: %s', async (_, place) => {
  const story = await changesIn(await openHouse());
  story.mark();
  const days = Array.from({ length: 25 }, (_, day) => `2027-01-${String(day + 1).padStart(2, '0')}T19:30`);
  const added = days.map((day) => ({ change: 'add', startsAt: localDateTime.parse(day) }) as const);
  const placed = Array.from(
    { length: 30 },
    (_, at) => ({ change: 'place', meeting: at + 1, place }) as const,
  );
  expect(await story.change(...added, ...placed)).toBe('changed');
  expect(await templates(story, 'Bo')).toEqual(['change']);
});

test('a letter that no record can hold is given up, and keeps no other from leaving', async () => {
  const story = await changesIn(await openHouse());
  const { deps, logged } = story.house;
  const swollen: Deps = {
    ...deps,
    carrier: {
      ...deps.carrier,
      freeze: async (message) =>
        message.to.address === BOS ? new Uint8Array(400_001) : deps.carrier.freeze(message),
    },
  };
  story.mark();
  story.house.clock.goTo(ASKED);
  expect(await story.house.settle(swollen)).toBe(0);
  expect(await templates(story, 'Bo')).toEqual([]);
  expect(await templates(story, 'Ana')).toEqual(['prompt']);
  expect(logged.some((line) => line.includes('letter too large'))).toBe(true);
});
