import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { apiHouses } from '../api/apiHouse.ts';
import { opened } from '../support/houseReply.ts';
import { outcomeOf, type SeasonStory, seasonIn, textOf } from './reviewStory.ts';

const openApi = apiHouses();

/** A season to its end, in which Ana and Bo answered before the first meeting and Cleo, late, before the second. */
async function kept() {
  const { house, get } = await openApi();
  const story = await seasonIn(house);
  await story.until('2026-11-30T12:00:00.000Z');
  await story.says('Ana', 'prompt', 'A quiet week.');
  await story.says('Bo', 'prompt', 'A walk.');
  await story.until('2026-11-30T18:30:00.000Z');
  await story.says('Dee', 'digest', 'Running late.');
  await story.until('2026-12-07T19:00:00.000Z');
  await story.says('Cleo', 'prompt', 'Soup, after all.');
  await outcomeOf(story);
  const open = async (link: string) => get(new URL(link).pathname);
  return { ...story, open };
}
const linkIn = async (story: SeasonStory, name: string, template = 'outcome') =>
  /https:\/\/crew\.example\/keepsake\/[a-z2-7]{48}/.exec(
    await textOf(await story.letter(name, template)),
  )?.[0] ?? '';

describe('a season’s keepsake', () => {
  test('comes by replying “keep”, as often as she asks, with a page to print', async () => {
    const story = await kept();
    expect(await story.says('Bo', 'outcome', 'Keep')).toBe('done');
    const letter = await story.letter('Bo', 'keepsake');
    const { text, header } = await opened(letter);
    for (const words of ['A quiet week.', 'A walk.', 'Soup, after all.']) expect(text).toContain(words);
    expect(text).not.toContain('Running late.');
    expect(header('from')).toContain('Tide pool (Willow circle)');
    const { attachments } = await PostalMime.parse(letter.bytes, { attachmentEncoding: 'utf8' });
    const page = attachments.find(({ mimeType }) => mimeType === 'text/html');
    expect(page?.content).toContain('Soup, after all.');
    expect(await story.says('Bo', 'outcome', 'keep please')).toBe('done');
    expect((await story.templatesOf('Bo')).filter((template) => template === 'keepsake')).toHaveLength(2);
    expect((await story.templatesOf('Ana')).filter((template) => template === 'note')).toHaveLength(1);
  });

  test('stands behind the link of the letter that ended the season, for half a year', async () => {
    const story = await kept();
    const link = await linkIn(story, 'Ana');
    const page = await story.open(link);
    expect(page.status).toBe(200);
    expect(page.text).toContain('A quiet week.');
    expect(page.text).not.toContain('Running late.');
    await story.says('Ana', 'outcome', 'keep');
    expect((await story.open(await linkIn(story, 'Ana', 'keepsake'))).status).toBe(200);
    await story.until('2027-06-13T12:00:00.000Z');
    expect((await story.open(link)).status).toBe(200);
    await story.until('2027-06-14T12:00:00.000Z');
    expect((await story.open(link)).status).toBe(404);
  });

  test('is shown to nobody by another token, nor once she has left', async () => {
    const story = await kept();
    const link = await linkIn(story, 'Ana');
    const { tokens } = story.house.deps;
    const [, token = ''] = link.split('/keepsake/');
    const read = tokens.read(token);
    if (read.found !== 'claim') throw new Error('a token of ours');
    const asScope = (scope: 'leave' | 'reply', subject = read.claim.subject) =>
      tokens.sign({ ...read.claim, scope, subject });
    const ofReview = tokens.sign({ ...read.claim, subject: (await story.letter('Ana', 'review')).key });
    const ofNothing = tokens.sign({ ...read.claim, subject: 'a'.repeat(16) });
    for (const other of [asScope('leave'), asScope('reply'), ofReview, ofNothing, 'nothing']) {
      expect((await story.open(`https://crew.example/keepsake/${other}`)).status).toBe(404);
    }
    await story.says('Ana', 'outcome', 'stop');
    expect((await story.open(link)).status).toBe(404);
  });

  test('is not there before the season’s end: then “keep” are words to the crew', async () => {
    const { house } = await openApi();
    const story = await seasonIn(house);
    expect(await story.says('Bo', 'your-crew', 'Keep')).toBe('passed-on');
    expect(await textOf(await story.letter('Ana', 'note'))).toContain('Keep');
  });

  test('comes in answer to the season’s other letters too, once it has ended', async () => {
    const story = await kept();
    for (const template of ['digest', 'review', 'keepsake'] as const) {
      if (template === 'keepsake') await story.says('Cleo', 'outcome', 'keep');
      expect(await story.says('Cleo', template, 'keep')).toBe('done');
    }
  });

  test('can’t be had to read by answering as somebody else', async () => {
    const story = await kept();
    expect(await story.says('Ana', 'outcome', 'keep', { from: 'stranger@example.net' })).toBe(
      'held: unknown-sender',
    );
    expect(story.house.mailOf('stranger@example.net')).toEqual([]);
  });
});
