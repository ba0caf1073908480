import { threadOfSeason } from '@crewtide/domain';
import { describe, expect, test } from 'vitest';
import { addressOf, instantOf } from '../support/builders.ts';
import { houses } from '../support/house.ts';
import { outcomeOf, PEOPLE, reviewIn, type SeasonStory, seasonIn, textOf } from './reviewStory.ts';

const openHouse = houses();

/** What a member has answered so far, by question; the last answer to each. */
async function answersOf({ willow, crew, letter }: SeasonStory, name: string) {
  await letter(name, 'review');
  const season = await crew.season();
  const { items } = await willow.store.list('reply', { prefix: `${threadOfSeason(season.id)}#`, limit: 100 });
  const member = await willow.idOf(name);
  const hers = items
    .filter((reply) => reply.member === member)
    .sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1));
  return Object.fromEntries(
    hers.flatMap((reply) => reply.answers ?? []).map(({ question, words, yes }) => [question, yes ?? words]),
  );
}

/** The text of a letter with answers below its questions, as somebody writes who quotes. */
const inline = (text: string, answers: Readonly<Record<string, string>>): string =>
  [
    'On Wed, 9 Dec 2026 at 09:00, Tide pool <crew@crew.example> wrote:',
    ...text.split('\n').flatMap((line) => {
      const answer = Object.entries(answers).find(([question]) => line.includes(question))?.[1];
      return answer === undefined ? [`> ${line}`.trimEnd()] : [`> ${line}`, '', answer, ''];
    }),
  ].join('\n');

describe('the review is answered as people answer', () => {
  test('numbered, on top', async () => {
    const story = await reviewIn(await openHouse());
    const words = '1. The calm.\n2. Start on time.\n3. Yes, gladly.\n4. Open space\n5. no';
    expect(await story.says('Ana', 'review', words)).toBe('counted');
    expect(await answersOf(story, 'Ana')).toEqual({
      liked: 'The calm.',
      improve: 'Start on time.',
      'go-on': true,
      methods: 'Open space',
      regroup: false,
    });
  });

  test('between the lines', async () => {
    const story = await reviewIn(await openHouse());
    const words = inline(await textOf(await story.letter('Bo', 'review')), {
      'What did you like?': 'Being heard.',
      'Would you like to go on': 'No, I move away.',
    });
    expect(await story.says('Bo', 'review', words, { style: 'bare' })).toBe('counted');
    expect(await answersOf(story, 'Bo')).toEqual({ liked: 'Being heard.', 'go-on': false });
    expect(await story.templatesOf('Bo')).not.toContain('go-on');
  });

  test('in prose', async () => {
    const story = await reviewIn(await openHouse());
    expect(await story.says('Cleo', 'review', 'It was lovely. Yes, I want to go on with this crew.')).toBe(
      'counted',
    );
    expect(await answersOf(story, 'Cleo')).toMatchObject({ 'go-on': true });
    expect(await story.templatesOf('Cleo')).not.toContain('go-on');
  });

  test('and once more, where she could not be understood: one letter asks that alone', async () => {
    const story = await reviewIn(await openHouse());
    expect(await story.says('Dee', 'review', 'Thank you all for this winter.')).toBe('counted');
    expect(await story.templatesOf('Dee')).toContain('go-on');
    expect(await story.says('Dee', 'review', 'And for the soup.')).toBe('counted');
    expect((await story.templatesOf('Dee')).filter((each) => each === 'go-on')).toHaveLength(1);
    expect(await story.says('Dee', 'go-on', 'yes')).toBe('counted');
    expect(await answersOf(story, 'Dee')).toMatchObject({ 'go-on': true });
    expect(await story.says('Dee', 'go-on', 'No')).toBe('counted');
    expect(await answersOf(story, 'Dee')).toMatchObject({ 'go-on': false });
    expect((await story.templatesOf('Dee')).filter((each) => each === 'go-on')).toHaveLength(1);
  });

  test('and whoever answers some of the questions is not asked again', async () => {
    const story = await reviewIn(await openHouse());
    expect(await story.says('Ana', 'review', '1. The calm.')).toBe('counted');
    expect(await story.templatesOf('Ana')).not.toContain('go-on');
  });

  test('by the thread alone, where a mail system has lost the rest', async () => {
    const story = await reviewIn(await openHouse());
    const review = await story.letter('Ana', 'review');
    const headers = { 'In-Reply-To': undefined, References: rootOf(review.bytes) };
    const to = `willow-circle-${story.willow.id}@crew.example`;
    expect(await story.says('Ana', 'review', '1. The calm.\n3. yes', { headers, to })).toBe('counted');
    expect(await answersOf(story, 'Ana')).toEqual({ liked: 'The calm.', 'go-on': 'yes' });
    expect(await story.says('Ana', 'go-on', 'Yes')).toBe('counted');
    expect(await answersOf(story, 'Ana')).toMatchObject({ 'go-on': true });
  });

  test('and nobody of her crew can take her yes back by the thread that all of them know', async () => {
    const story = await reviewIn(await openHouse());
    for (const name of ['Ana', 'Bo', 'Cleo']) await story.says(name, 'review', '3. Yes');
    const headers = {
      'In-Reply-To': undefined,
      References: rootOf((await story.letter('Dee', 'review')).bytes),
    };
    const to = `willow-circle-${story.willow.id}@crew.example`;
    const from = addressOf('Cleo');
    expect(await story.says('Dee', 'review', '3. No', { headers, to, from })).toBe('counted');
    await outcomeOf(story);
    const crew = await story.willow.store.get('crew', story.crew.crew);
    expect(crew?.members).toContain(await story.willow.idOf('Cleo'));
  });
});

const rootOf = (bytes: Uint8Array): string =>
  /^References:\s*(<[^>]+>)/im.exec(Buffer.from(bytes).toString())?.[1] ?? '';

describe('the review', () => {
  test('leaves in the morning after the last meeting, and shows what came after its digest', async () => {
    const story = await seasonIn(await openHouse());
    await story.until('2026-12-08T12:00:00.000Z');
    await story.says('Ana', 'prompt', 'Late, but: rest.');
    const left = await story.until('2026-12-09T12:00:00.000Z');
    expect(left.map(({ at }) => at)).toEqual(PEOPLE.map(() => '2026-12-09T09:00:00.000Z'));
    expect(await textOf(await story.letter('Bo', 'review'))).toContain('Late, but: rest.');
    expect((await story.willow.store.list('late-reply', { prefix: '', limit: 10 })).items).toEqual([]);
  });

  test('is followed by its outcome on the seventh day, however early all have answered; nothing tells in between', async () => {
    const story = await reviewIn(await openHouse());
    const mailsBefore = story.house.carrier.mailboxes.length;
    for (const name of PEOPLE) await story.says(name, 'review', '3. Yes');
    expect(story.house.carrier.mailboxes).toHaveLength(mailsBefore);
    expect(await story.until('2026-12-16T17:59:00.000Z')).toEqual([]);
    const left = await story.until('2026-12-16T18:30:00.000Z');
    expect(new Set(left.map(({ at }) => at))).toEqual(new Set([instantOf('2026-12-16T18:00:00.000Z')]));
    expect(left.map(({ mail }) => mail.to).filter((to) => to === addressOf('Ana'))).toHaveLength(2);
  });

  test('counts the last answer of each', async () => {
    const story = await reviewIn(await openHouse());
    for (const name of ['Ana', 'Bo', 'Cleo']) await story.says(name, 'review', '1. The calm\n3. Yes');
    await story.says('Cleo', 'review', '1. The walks\n3. No');
    await outcomeOf(story);
    const text = await textOf(await story.letter('Ana', 'outcome'));
    expect((await story.templatesOf('Ana')).filter((each) => each === 'your-crew')).toHaveLength(1);
    expect((await story.crew.season()).state.name).toBe('ended');
    expect(text).toContain('The walks');
    expect(text.match(/The calm/g)).toHaveLength(2);
  });

  test('takes words that come after the outcome, and changes nothing by them', async () => {
    const story = await reviewIn(await openHouse());
    await outcomeOf(story);
    const before = story.house.carrier.mailboxes.length;
    for (const name of ['Ana', 'Bo', 'Cleo']) {
      expect(await story.says(name, 'review', 'Sorry, late. Yes, I want to go on!')).toBe('counted');
      expect(await story.says(name, 'review', 'And thank you.')).toBe('counted');
    }
    await story.until('2027-01-20T09:00:00.000Z');
    expect(story.house.carrier.mailboxes).toHaveLength(before);
  });
});
