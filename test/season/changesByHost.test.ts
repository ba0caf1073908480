import { localDateTime, remove, type SeasonChange, seasonId, slotOfTelling } from '@crewtide/domain';
import { changeSeason, tellChanges } from '@crewtide/flows';
import { describe, expect, test } from 'vitest';
import { addressOf } from '../support/builders.ts';
import { houses } from '../support/house.ts';
import { compose } from '../support/houseReply.ts';
import { type ChangesStory, CREW, changesIn, highestSequence, shownTimes, TUESDAYS } from './changesStory.ts';

const openHouse = houses();
const at = (text: string) => localDateTime.parse(text);
const without = (...numbers: readonly number[]) =>
  TUESDAYS.filter((_, index) => !numbers.includes(index + 1));

interface Kind {
  readonly change: (story: ChangesStory) => SeasonChange;
  /** What Bo's letter says of it. */
  readonly says: RegExp;
  readonly calendar: readonly string[];
  /** Whether a calendar shows it at all. */
  readonly sequence: number;
}

const KINDS: Readonly<Record<string, Kind>> = {
  move: {
    change: () => ({ change: 'move', meeting: 2, startsAt: at('2026-12-10T18:00') }),
    says: /The meeting of Tuesday 8 December.* moves to Thursday 10 December, 18:00/,
    calendar: [...without(2), '2026-12-10 18:00'].toSorted(),
    sequence: 1,
  },
  cancel: {
    change: () => ({ change: 'cancel', meeting: 2 }),
    says: /The meeting of Tuesday 8 December.* is not held/,
    calendar: without(2),
    sequence: 1,
  },
  skip: {
    change: () => ({ change: 'skip', meeting: 2 }),
    says: /Tuesday 8 December.* is not held[\s\S]*one more meeting: Tuesday 5 January/,
    calendar: [...without(2), '2027-01-05 19:30'],
    sequence: 1,
  },
  add: {
    change: () => ({ change: 'add', startsAt: at('2026-12-12T10:00') }),
    says: /one more meeting: Saturday 12 December, 10:00/,
    calendar: [...TUESDAYS, '2026-12-12 10:00'].toSorted(),
    sequence: 1,
  },
  place: {
    change: () => ({ change: 'place', meeting: 2, place: 'The park' }),
    says: /Tuesday 8 December.* at another place:\s+The park/,
    calendar: TUESDAYS,
    sequence: 1,
  },
  swap: {
    change: ({ ids }) => ({ change: 'swap', meeting: 1, host: ids.Bo ?? never() }),
    says: /You host[\s\S]*Ana hosts/,
    calendar: TUESDAYS,
    sequence: 0,
  },
  end: {
    change: () => ({ change: 'end' }),
    says: /season ends here/,
    calendar: [],
    sequence: 1,
  },
};

const never = (): never => {
  throw new Error('she is in the crew');
};

describe('a host’s change', () => {
  test('comes from the same organizer as the season, to whom an answer is no request', async () => {
    const story = await changesIn(await openHouse());
    const organizersOf = async () =>
      (await story.since('Bo')).flatMap(({ calendar }) => calendar?.events.map(({ organizer }) => organizer));
    await story.change({ change: 'cancel', meeting: 2 });
    await story.change({ change: 'cancel', meeting: 3 });
    const organizers = new Set(await organizersOf());
    expect([...organizers]).toEqual([expect.stringMatching(/^mailto:reply\+/i)]);
    const [organizer = ''] = organizers;
    const to = organizer.replace(/^mailto:/i, '');
    await story.house.comesIn(compose({ From: addressOf('Bo'), To: to }, 'stop'));
    const bo = await story.willow.store.get('member', story.ids.Bo ?? never());
    expect(bo?.standing).toEqual({ name: 'active' });
  });

  test.each(Object.entries(KINDS))('%s: everyone hears once, at once, with the calendar', async (_, kind) => {
    const story = await changesIn(await openHouse());
    expect(await story.change(kind.change(story))).toBe('changed');
    for (const name of CREW) {
      const [letter, ...others] = await story.since(name);
      expect([letter?.template, others.map(({ template }) => template)]).toEqual(['change', []]);
      expect(shownTimes(letter)).toEqual(kind.calendar);
      expect(letter?.calendar?.method).toBe('REQUEST');
      expect(highestSequence(letter)).toBe(kind.sequence);
      if (name === 'Bo') expect(letter?.text).toMatch(kind.says);
    }
    story.mark();
    await story.until('2026-11-28T23:00:00.000Z');
    expect(await story.since('Ana')).toEqual([]);
  });

  test('made twice is heard once; each further one has a higher sequence', async () => {
    const story = await changesIn(await openHouse());
    for (const [times, change] of [
      KINDS.move?.change(story),
      KINDS.move?.change(story),
      { change: 'cancel', meeting: 4 } as const,
    ].entries()) {
      expect(await story.change(change ?? never())).toBe('changed');
      const letters = await story.since('Ana');
      expect(letters.map(highestSequence)).toEqual(times < 2 ? [1] : [1, 2]);
    }
  });

  test('of two things at once is one letter, or none where one is refused', async () => {
    const story = await changesIn(await openHouse());
    const [move, place] = [KINDS.move?.change(story) ?? never(), KINDS.place?.change(story) ?? never()];
    expect(await story.change(move, { change: 'cancel', meeting: 9 })).toBe('refused');
    expect(await story.since('Ana')).toEqual([]);
    expect(await story.change(move, place)).toBe('changed');
    const letters = await story.since('Ana');
    expect(letters).toHaveLength(1);
    expect(letters[0]?.text).toMatch(/moves to Thursday 10 December[\s\S]*another place/);
  });

  test('comes once under one key, and only for a season that there is', async () => {
    const story = await changesIn(await openHouse());
    const { house, willow, crew } = story;
    const season = (await crew.season()).id;
    const request = { ...willow.host, idempotency: { key: 'k', fingerprint: 'f' } };
    const changes: SeasonChange[] = [{ change: 'add', startsAt: at('2026-12-12T10:00') }];
    const change = () => changeSeason(house.deps, willow.store, request, { season, changes });
    expect([(await change()).outcome, (await change()).outcome]).toEqual(['changed', 'repeated']);
    expect((await crew.season()).meetings).toHaveLength(6);
    const none = seasonId.parse(crew.crew);
    const unknown = await changeSeason(house.deps, willow.store, willow.host, { season: none, changes });
    expect(unknown.outcome).toBe('no-such-season');
    const telling = await willow.store.get('appointment', slotOfTelling(season));
    if (telling === undefined) throw new Error('the crew is to hear');
    const gone = await tellChanges(house.deps, willow.store, telling, none);
    expect(gone).toEqual({ records: [remove(telling)], letters: [], appointments: [] });
  });

  test('is read by each in her own time, with the crew’s beside it', async () => {
    const story = await changesIn(await openHouse(), { Bo: 'America/New_York' });
    await story.change(KINDS.move?.change(story) ?? never());
    const [letter] = await story.since('Bo');
    expect(letter?.text).toContain('13:00');
    expect(letter?.text).toContain('18:00');
  });

  test('is asked of the crew by the new times: prompt, digest and host follow', async () => {
    const story = await changesIn(await openHouse());
    await story.change({ change: 'move', meeting: 1, startsAt: at('2026-12-04T18:00') });
    story.mark();
    await story.until('2026-12-02T08:59:00.000Z');
    expect(await story.since('Ana')).toEqual([]);
    await story.until('2026-12-02T09:30:00.000Z');
    const [prompt] = await story.since('Ana');
    expect(prompt?.template).toBe('prompt');
    expect(prompt?.text).toContain('Friday 4 December, 18:00');
  });
});

describe('a change while a prompt is open', () => {
  const answered = async () => {
    const story = await changesIn(await openHouse());
    await story.until('2026-11-29T10:00:00.000Z');
    expect(await story.says('Bo', 'prompt', 'Quiet mornings.')).toBe('counted');
    story.mark();
    return story;
  };
  const templates = async (story: ChangesStory, name: string) =>
    (await story.since(name)).map(({ template }) => template);

  test('moves the digest to the evening before the new day', async () => {
    const story = await answered();
    await story.change({ change: 'move', meeting: 1, startsAt: at('2026-12-03T18:00') });
    await story.until('2026-12-02T17:59:00.000Z');
    expect(await templates(story, 'Ana')).toEqual(['change']);
    await story.until('2026-12-02T19:00:00.000Z');
    const [, digest] = await story.since('Ana');
    expect([digest?.template, digest?.text.includes('Quiet mornings.')]).toEqual(['digest', true]);
  });

  test('brings the digest at once where its hour has passed', async () => {
    const story = await answered();
    await story.change({ change: 'move', meeting: 1, startsAt: at('2026-11-29T20:00') });
    expect((await templates(story, 'Ana')).toSorted()).toEqual(['change', 'digest']);
  });

  test('that cancels it loses no words: they come with the next digest', async () => {
    const story = await answered();
    await story.change({ change: 'cancel', meeting: 1 });
    await story.until('2026-12-07T19:00:00.000Z');
    const letters = await story.since('Ana');
    expect(letters.map(({ template }) => template)).toEqual(['change', 'prompt', 'digest']);
    expect(letters[2]?.text).toContain('Quiet mornings.');
  });

  test('that holds it after all opens it again', async () => {
    const story = await answered();
    await story.change({ change: 'cancel', meeting: 1 });
    await story.change({ change: 'move', meeting: 1, startsAt: at('2026-12-01T19:30') });
    await story.until('2026-11-30T19:00:00.000Z');
    const letters = await story.since('Ana');
    expect(letters.map(({ template }) => template)).toEqual(['change', 'change', 'digest']);
    expect(letters[2]?.text).toContain('Quiet mornings.');
    expect(shownTimes(letters[1])).toEqual(TUESDAYS);
  });

  test('asks those whose hour is still to come before the new day, once', async () => {
    const story = await changesIn(await openHouse(), { Dee: 'America/Los_Angeles' });
    await story.until('2026-11-29T10:00:00.000Z');
    expect(await templates(story, 'Dee')).toEqual([]);
    await story.change({ change: 'move', meeting: 1, startsAt: at('2026-12-03T18:00') });
    await story.until('2026-12-01T16:00:00.000Z');
    expect(await templates(story, 'Dee')).toEqual(['change']);
    await story.until('2026-12-02T17:00:00.000Z');
    expect(await templates(story, 'Dee')).toEqual(['change', 'prompt']);
    expect(await templates(story, 'Ana')).toEqual(['prompt', 'change']);
  });
});

describe('a season that ends early', () => {
  test('is reviewed for the meetings that were held', async () => {
    const story = await changesIn(await openHouse());
    await story.until('2026-12-09T08:00:00.000Z');
    story.mark();
    await story.change({ change: 'end' });
    await story.until('2026-12-09T12:00:00.000Z');
    const letters = await story.since('Ana');
    expect(letters.map(({ template }) => template)).toEqual(['change', 'review']);
    expect(await story.change({ change: 'add', startsAt: at('2026-12-20T18:00') })).toBe('refused');
  });

  test('before it began ends without a word more', async () => {
    const story = await changesIn(await openHouse());
    for (const meeting of [1, 2, 3, 4, 5]) await story.change({ change: 'cancel', meeting });
    expect((await story.since('Ana')).at(-1)?.text).toMatch(/season ends here/);
    story.mark();
    await story.until('2027-02-01T09:00:00.000Z');
    for (const name of CREW) expect(await story.since(name)).toEqual([]);
    expect((await story.crew.season()).state.name).toBe('ended');
  });
});
