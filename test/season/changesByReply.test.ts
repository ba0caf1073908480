import { describe, expect, test } from 'vitest';
import { addressOf, instantOf } from '../support/builders.ts';
import { houses } from '../support/house.ts';
import { opened, replyTo } from '../support/houseReply.ts';
import { type ChangesStory, CREW, changesIn, highestSequence, shownTimes, TUESDAYS } from './changesStory.ts';

const openHouse = houses();
const without = (...numbers: readonly number[]) =>
  TUESDAYS.filter((_, index) => !numbers.includes(index + 1));

interface Kind {
  readonly words: string;
  /** What Ana's echo and Bo's letter say of it. */
  readonly echo: RegExp;
  readonly says: RegExp;
  readonly calendar: readonly string[];
}

const KINDS: Readonly<Record<string, Kind>> = {
  move: {
    words: 'Move to Thursday 18:00',
    echo: /Tuesday 1 December.* moves to Thursday 3 December, 18:00/,
    says: /Tuesday 1 December.* moves to Thursday 3 December, 18:00/,
    calendar: [...without(1), '2026-12-03 18:00'].toSorted(),
  },
  cancel: {
    words: 'Cancel the meeting',
    echo: /Tuesday 1 December.* is not held/,
    says: /Tuesday 1 December.* is not held/,
    calendar: without(1),
  },
  skip: {
    words: 'Skip this one, please',
    echo: /one more meeting: Tuesday 5 January/,
    says: /Tuesday 1 December.* is not held[\s\S]*one more meeting: Tuesday 5 January/,
    calendar: [...without(1), '2027-01-05 19:30'],
  },
  add: {
    words: 'Add a meeting on 12 December at 10:00',
    echo: /one more meeting: Saturday 12 December, 10:00/,
    says: /one more meeting: Saturday 12 December, 10:00/,
    calendar: [...TUESDAYS, '2026-12-12 10:00'].toSorted(),
  },
  place: {
    words: 'New place: The park',
    echo: /Tuesday 1 December.* at another place:\s+The park/,
    says: /Tuesday 1 December.* at another place:\s+The park/,
    calendar: TUESDAYS,
  },
  swap: {
    words: 'Swap with Bo',
    echo: /Bo hosts the meeting of Tuesday 1 December[\s\S]*You host the meeting of Tuesday 8 December/,
    says: /You host the meeting of Tuesday 1 December[\s\S]*Ana hosts the meeting of Tuesday 8 December/,
    calendar: TUESDAYS,
  },
};

/** Two days before the first meeting, which Ana hosts, right after everyone was asked. */
const asked = async () => {
  const story = await changesIn(await openHouse());
  await story.until('2026-11-29T09:05:00.000Z');
  story.mark();
  return story;
};
const templates = async (story: ChangesStory, name: string) =>
  (await story.since(name)).map(({ template }) => template);

describe('what a meeting’s host writes', () => {
  test.each(Object.entries(KINDS))(
    'to %s is echoed at once, and the crew hears it once after an hour',
    async (_, kind) => {
      const story = await asked();
      expect(await story.says('Ana', 'prompt', kind.words)).toBe('done');
      const [echo, ...more] = await story.since('Ana');
      expect([echo?.template, more]).toEqual(['echo', []]);
      expect(echo?.text).toMatch(kind.echo);
      await story.until('2026-11-29T10:05:00.000Z');
      for (const name of CREW.slice(1)) expect(await story.since(name)).toEqual([]);
      await story.until('2026-11-29T10:07:00.000Z');
      for (const name of CREW) {
        const letters = (await story.since(name)).filter(({ template }) => template !== 'echo');
        expect(letters.map(({ template }) => template)).toEqual(['change']);
        expect(shownTimes(letters[0])).toEqual(kind.calendar);
        expect(highestSequence(letters[0])).toBe(kind.words.startsWith('Swap') ? 0 : 1);
      }
      expect((await story.since('Bo'))[0]?.text).toMatch(kind.says);
    },
  );

  test.each(Object.entries(KINDS))(
    'to %s and takes back within the hour nobody else ever hears',
    async (_, kind) => {
      const story = await asked();
      const before = await story.crew.season();
      await story.says('Ana', 'prompt', kind.words);
      await story.until('2026-11-29T09:50:00.000Z');
      expect(await story.says('Ana', 'echo', 'undo')).toBe('done');
      await story.until('2026-11-29T12:00:00.000Z');
      expect(await templates(story, 'Ana')).toEqual(['echo', 'receipt']);
      for (const name of CREW.slice(1)) expect(await story.since(name)).toEqual([]);
      expect((await story.crew.season()).meetings).toEqual(before.meetings);
      await story.until('2026-11-30T20:00:00.000Z');
      expect(await story.says('Bo', 'prompt', 'Late.')).toBe('counted');
      await story.until('2026-12-06T12:00:00.000Z');
      expect(await templates(story, 'Bo')).toEqual(['prompt']);
    },
  );

  test.each([
    ['Move to Thursday 20:30', '2026-12-03T19:30'],
    ['Move to Wednesday', '2026-12-02T19:30'],
  ])('counts by her own clock, an hour ahead of the crew’s: %s', async (words, startsAt) => {
    const story = await changesIn(await openHouse(), { Ana: 'Europe/Berlin' });
    await story.until('2026-11-29T09:05:00.000Z');
    story.mark();
    await story.says('Ana', 'prompt', words);
    const [echo] = await story.since('Ana');
    expect(echo?.text).toMatch(/December,? 20:30 \(19:30 in Lisbon\)/);
    expect((await story.crew.season()).meetings[0]?.startsAt).toBe(startsAt);
  });

  test('stands in no digest and in no note: it was for us', async () => {
    const story = await asked();
    await story.says('Bo', 'prompt', 'Quiet mornings.');
    await story.says('Ana', 'prompt', 'Move to Thursday 18:00');
    await story.until('2026-12-04T12:00:00.000Z');
    const letters = (await Promise.all(CREW.map((name) => story.since(name)))).flat();
    const said = letters.filter(({ template }) => template !== 'echo').map(({ text }) => text);
    expect(said.join('\n')).toContain('Quiet mornings.');
    expect(said.join('\n')).not.toContain('Move to Thursday');
    const replies = await story.willow.store.list('reply', { limit: 10 });
    expect(replies.items.map(({ words }) => words)).toContain('Move to Thursday 18:00');
  });

  test('twice in an hour is heard once, when the second can’t be taken back any more', async () => {
    const story = await asked();
    await story.says('Ana', 'prompt', 'Move to Thursday 18:00');
    await story.until('2026-11-29T09:40:00.000Z');
    await story.says('Ana', 'prompt', 'New place: The park');
    await story.until('2026-11-29T10:30:00.000Z');
    expect(await story.since('Bo')).toEqual([]);
    await story.until('2026-11-29T11:00:00.000Z');
    const [letter, ...more] = await story.since('Bo');
    expect([letter?.template, more]).toEqual(['change', []]);
    expect(letter?.text).toMatch(/moves to Thursday 3 December[\s\S]*The park/);
  });

  test('can be put right in answer to the echo', async () => {
    const story = await asked();
    await story.says('Ana', 'prompt', 'Move to Thursday 18:00');
    expect(await story.says('Ana', 'echo', 'Move to Friday 18:00')).toBe('done');
    await story.until('2026-11-29T11:00:00.000Z');
    const [letter] = await story.since('Bo');
    expect(letter?.text).toContain('Friday 4 December, 18:00');
    expect(letter?.text).not.toContain('Thursday');
  });

  test('while the digest is near holds it back, so that nobody reads what may be undone', async () => {
    const story = await asked();
    await story.says('Bo', 'prompt', 'Quiet mornings.');
    await story.until('2026-11-30T17:30:00.000Z');
    await story.says('Ana', 'prompt', 'New place: The park');
    await story.until('2026-11-30T18:20:00.000Z');
    expect(await story.since('Cleo')).toEqual([]);
    await story.until('2026-11-30T19:00:00.000Z');
    expect((await templates(story, 'Cleo')).toSorted()).toEqual(['change', 'digest']);
  });

  test('shortly before the meeting is told at once, and so is what takes it back', async () => {
    const story = await asked();
    await story.until('2026-12-01T17:00:00.000Z');
    story.mark();
    await story.says('Ana', 'prompt', 'New place: The park');
    expect(await templates(story, 'Bo')).toEqual(['change']);
    await story.says('Ana', 'echo', 'undo');
    expect(await templates(story, 'Bo')).toEqual(['change', 'change']);
    const [first, second] = await story.since('Bo');
    expect(first?.text).toContain('The park');
    expect(second?.text).not.toContain('The park');
    expect(highestSequence(second)).toBeGreaterThan(highestSequence(first));
  });

  test('to “your crew” concerns the next meeting that she hosts', async () => {
    const story = await asked();
    expect(await story.says('Cleo', 'your-crew', 'Move to 17 December 18:00')).toBe('done');
    await story.until('2026-11-29T11:00:00.000Z');
    const [letter] = await story.since('Bo');
    expect(letter?.text).toMatch(/Tuesday 15 December.* moves to Thursday 17 December, 18:00/);
  });
});

describe('what can’t be done is said, once and to her alone', () => {
  const answerTo = async (words: string, at = '2026-11-29T09:30:00.000Z', template = 'prompt') => {
    const story = await asked();
    await story.until(at);
    story.mark();
    expect(await story.says('Ana', template, words)).toBe('done');
    await story.until(at.replace(/T(\d\d)/, (_, hour) => `T${Number(hour) + 2}`));
    for (const name of CREW.slice(1)) expect(await templates(story, name)).not.toContain('change');
    const letters = await story.since('Ana');
    const content = await story.willow.store.get(
      'letter',
      story.house.mailOf(addressOf('Ana')).at(-1)?.key ?? '',
    );
    expect(letters.map(({ template: of }) => of)).toEqual(['change-unclear']);
    return content?.content;
  };

  test('a meeting that has begun', async () => {
    expect(await answerTo('Cancel the meeting', '2026-12-01T20:00:00.000Z')).toMatchObject({
      why: 'has-passed',
    });
  });

  test('a swap with somebody who is not in the crew', async () => {
    expect(await answerTo('Swap with Zoe')).toMatchObject({ why: 'not-a-member', wrote: 'Swap with Zoe' });
  });

  test('a move whose time can’t be read', async () => {
    expect(await answerTo('Move the meeting to somewhen next year maybe')).toMatchObject({ why: 'no-time' });
  });

  test('an undo after the hour', async () => {
    const story = await asked();
    await story.says('Ana', 'prompt', 'Move to Thursday 18:00');
    await story.until('2026-11-29T11:00:00.000Z');
    expect(await story.says('Ana', 'echo', 'undo')).toBe('done');
    expect(await templates(story, 'Ana')).toEqual(['echo', 'change', 'change-unclear']);
    expect((await story.crew.season()).meetings[0]?.startsAt).toBe('2026-12-03T18:00');
  });
});

describe('whoever doesn’t host the meeting changes nothing', () => {
  test('her words are an answer like any other', async () => {
    const story = await asked();
    expect(await story.says('Bo', 'prompt', 'Move to Thursday 18:00')).toBe('counted');
    await story.until('2026-11-30T19:00:00.000Z');
    expect((await story.since('Cleo')).map(({ text }) => text).join('')).toContain('Move to Thursday 18:00');
    expect((await story.crew.season()).meetings[0]?.startsAt).toBe('2026-12-01T19:30');
  });

  test('nor does a host who has left; whoever stands in for her can', async () => {
    const story = await asked();
    await story.says('Ana', 'prompt', 'stop');
    story.mark();
    await story.says('Ana', 'prompt', 'Move to Thursday 18:00');
    expect((await story.crew.season()).meetings[0]?.startsAt).toBe('2026-12-01T19:30');
    expect(await story.says('Bo', 'prompt', 'Move to Thursday 18:00')).toBe('done');
    expect((await story.crew.season()).meetings[0]?.startsAt).toBe('2026-12-03T18:00');
  });

  test('nor does a letter that is half a year old, or the thread alone', async () => {
    const story = await changesIn(await openHouse({ ownMessageIds: true }));
    await story.until('2026-11-29T09:05:00.000Z');
    const [prompt] = story.house.mailOf(addressOf('Ana')).slice(-1);
    if (prompt === undefined) throw new Error('she was asked');
    const to = (await opened(prompt)).header('from').replace(/.*<|>/g, '');
    await story.house.comesIn(await replyTo(prompt, { words: 'Move to Thursday 18:00', to }));
    expect((await story.crew.season()).meetings[0]?.startsAt).toBe('2026-12-01T19:30');
    expect(story.house.clock.now() > instantOf('2026-11-29T09:05:00.000Z')).toBe(true);
  });
});
