import { describe, expect, test } from 'vitest';
import { addressOf } from '../support/builders.ts';
import { houses } from '../support/house.ts';
import { opened } from '../support/houseReply.ts';
import type { DeliveredMail } from '../support/memoryCarrier.ts';
import {
  OUTCOME_AT,
  outcomeOf,
  PEOPLE,
  reviewIn,
  type SeasonStory,
  seasonIn,
  textOf,
} from './reviewStory.ts';

const openHouse = houses();

async function endedWith(answers: Readonly<Record<string, string>>) {
  const story = await reviewIn(await openHouse());
  for (const [name, words] of Object.entries(answers)) await story.says(name, 'review', words);
  return { story, left: await outcomeOf(story) };
}

const crewOf = async ({ willow, crew }: SeasonStory) => {
  const found = await willow.store.get('crew', crew.crew);
  if (found === undefined) throw new Error('the crew is there');
  return found;
};

/** A letter without what differs from reader to reader: her name, what is signed for her, and the boundaries. */
const withoutReader = async (mail: DeliveredMail, names: readonly string[]): Promise<string> => {
  const { text, html, subject } = await opened(mail);
  return [subject, text, html]
    .join('\n')
    .replace(/[a-z2-7]{48}/g, 'token')
    .replace(new RegExp(names.join('|'), 'g'), 'somebody');
};

describe('with fewer than three yeses a crew is celebrated as complete', () => {
  test.each([
    ['nobody answers', {}],
    ['one says yes', { Ana: '3. yes' }],
    ['two say yes, and one no', { Ana: '3. yes', Bo: '3. yes', Cleo: '3. no' }],
  ])('where %s', async (_, answers) => {
    const { story, left } = await endedWith(answers);
    expect(left.map(({ at }) => at)).toEqual(PEOPLE.map(() => OUTCOME_AT));
    const crew = await crewOf(story);
    expect(crew.completedAt?.slice(0, 16)).toBe('2026-12-16T18:00');
    expect(crew.members).toHaveLength(4);
    const letters = await Promise.all(PEOPLE.map((name) => story.letter(name, 'outcome')));
    const bare = await Promise.all(letters.map((mail) => withoutReader(mail, PEOPLE)));
    expect(new Set(bare).size).toBe(1);
    // Nothing follows: no next meeting, no prompt, no review.
    expect(await story.until('2027-03-01T09:00:00.000Z')).toEqual([]);
  });

  test('its members can say goodbye to each other, once and without the crew’s going on', async () => {
    const { story } = await endedWith({});
    expect(await story.says('Ana', 'outcome', 'Thank you all, it was good.')).toBe('passed-on');
    for (const name of ['Bo', 'Cleo', 'Dee']) {
      expect(await textOf(await story.letter(name, 'note'))).toContain('Thank you all, it was good.');
    }
    expect(await story.templatesOf('Ana')).not.toContain('note');
  });
});

describe('with exactly three yeses', () => {
  const answers = { Ana: '3. yes', Bo: '3. Yes please', Dee: '3. yes', Cleo: '3. No, Bo talks too much.' };

  test('the next season is booked for those who said so, and names only them', async () => {
    const { story, left } = await endedWith(answers);
    expect(left.map(({ at }) => at)).toEqual(Array.from({ length: 7 }, () => OUTCOME_AT));
    const ids = await Promise.all(['Ana', 'Bo', 'Dee'].map(story.willow.idOf));
    expect((await crewOf(story)).members).toEqual(ids);
    const season = await story.crew.season();
    expect(season).toMatchObject({ number: 2, state: { name: 'running' } });
    expect(season.meetings.map(({ startsAt }) => startsAt)).toEqual(['2026-12-22T19:30', '2026-12-29T19:30']);
    for (const name of ['Ana', 'Bo', 'Dee']) {
      for (const template of ['outcome', 'your-crew']) {
        const { text, html } = await opened(await story.letter(name, template));
        expect(`${text}${html}`).not.toMatch(/Cleo|too much/);
      }
    }
    expect(await story.templatesOf('Cleo')).not.toContain('note');
    await story.until('2026-12-23T12:00:00.000Z');
    expect((await story.templatesOf('Ana')).filter((each) => each === 'prompt')).toHaveLength(3);
    expect((await story.templatesOf('Cleo')).filter((each) => each === 'prompt')).toHaveLength(2);
  });

  test('a no and a silence get the same letter, at the same instant, and so does a crew that nobody goes on with', async () => {
    const { story: said } = await endedWith(answers);
    const { Cleo: _, ...silent } = answers;
    const { story: unsaid } = await endedWith(silent);
    const { story: over } = await endedWith({});
    const letters = await Promise.all(
      [said, unsaid, over].map(async (story) =>
        withoutReader(await story.letter('Cleo', 'outcome'), ['Cleo']),
      ),
    );
    expect(new Set(letters).size).toBe(1);
    const loggedOf = (story: SeasonStory) =>
      story.house.logged.filter((line) => line.includes('season') || line.includes('page'));
    expect(loggedOf(said).length).toBe(loggedOf(unsaid).length);
  });

  test('who doesn’t go on can still say goodbye, and be answered', async () => {
    const { story } = await endedWith(answers);
    expect(await story.says('Cleo', 'outcome', 'All the best.')).toBe('passed-on');
    expect(await textOf(await story.letter('Ana', 'note'))).toContain('All the best.');
    expect(await story.says('Ana', 'note', 'Fare well, you.')).toBe('passed-on');
    expect(await textOf(await story.letter('Cleo', 'note'))).toContain('Fare well, you.');
    // What those say who go on stays among them.
    const before = story.house.mailOf(addressOf('Cleo')).length;
    expect(await story.says('Ana', 'outcome', 'See you on Tuesday.')).toBe('passed-on');
    expect(await story.says('Bo', 'your-crew', 'Yes, Tuesday.')).toBe('passed-on');
    expect(story.house.mailOf(addressOf('Cleo'))).toHaveLength(before);
    expect(await textOf(await story.letter('Dee', 'note'))).toContain('Yes, Tuesday.');
  });
});

describe('words to a season that has ended', () => {
  test('are kept where they answer its prompt, and go on where they answer its digest', async () => {
    const story = await seasonIn(await openHouse());
    await story.until('2026-12-06T12:00:00.000Z');
    await story.says('Ana', 'prompt', 'Rest.');
    await story.until('2026-12-16T18:30:00.000Z');
    expect((await crewOf(story)).completedAt).toBeDefined();
    expect(await story.says('Bo', 'prompt', 'I found this only now.')).toBe('counted');
    expect(await story.says('Bo', 'digest', 'Good words, Ana.')).toBe('passed-on');
    expect(await textOf(await story.letter('Ana', 'note'))).toContain('Good words, Ana.');
    const { items } = await story.willow.store.list('late-reply', { prefix: '', limit: 10 });
    expect(items).toHaveLength(1);
  });

  test('find nobody where all have left the congregation: the season ends by itself', async () => {
    const story = await seasonIn(await openHouse());
    for (const name of PEOPLE) expect(await story.says(name, 'your-crew', 'stop')).toBe('done');
    const left = await story.until('2027-01-10T12:00:00.000Z');
    expect(left).toEqual([]);
    expect((await story.crew.season()).state.name).toBe('ended');
  });
});
