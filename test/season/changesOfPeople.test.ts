import { type CrewId, crewId, type MemberId, memberId } from '@crewtide/domain';
import { addToCrew, removeFromCrew } from '@crewtide/flows';
import { describe, expect, test } from 'vitest';
import { houses } from '../support/house.ts';
import { type ChangesStory, CREW, changesIn, highestSequence, shownTimes, TUESDAYS } from './changesStory.ts';

const openHouse = houses();

const people = (story: ChangesStory) => {
  const { house, willow, crew } = story;
  const input = (member: MemberId) => ({ crew: crew.crew, member });
  return {
    async add(name: string) {
      const made = await addToCrew(house.deps, willow.store, willow.host, input(await willow.idOf(name)));
      await house.settle();
      return made.outcome;
    },
    async remove(name: string) {
      const made = await removeFromCrew(
        house.deps,
        willow.store,
        willow.host,
        input(await willow.idOf(name)),
      );
      await house.settle();
      return made.outcome;
    },
  };
};
const withPeople = async () => {
  const story = await changesIn(await openHouse());
  return { ...story, ...people(story) };
};
const templates = async (story: ChangesStory, name: string) =>
  (await story.since(name)).map(({ template }) => template);
const everything = async (story: ChangesStory, names: readonly string[]) =>
  (await Promise.all(names.map((name) => story.since(name))))
    .flat()
    .map(({ text, subject }) => `${subject}\n${text}`)
    .join('\n');

describe('a member who is added', () => {
  test('gets the season with its calendar; the others hear who is in the crew now', async () => {
    const story = await withPeople();
    await story.willow.add('Eva');
    story.mark();
    expect(await story.add('Eva')).toBe('changed');
    const [hers, ...more] = await story.since('Eva');
    expect([hers?.template, more]).toEqual(['your-crew', []]);
    expect(shownTimes(hers)).toEqual(TUESDAYS);
    for (const name of CREW) {
      const [letter, ...others] = await story.since(name);
      expect([letter?.template, others]).toEqual(['change', []]);
      expect(letter?.text).toContain('Ana, Bo, Cleo, Dee and Eva');
    }
  });

  test('reads what is asked from then on, and nothing that was asked before', async () => {
    const story = await withPeople();
    await story.willow.add('Eva');
    await story.until('2026-11-29T10:00:00.000Z');
    await story.says('Bo', 'prompt', 'Before she came.');
    await story.add('Eva');
    story.mark();
    await story.until('2026-12-05T10:00:00.000Z');
    expect(await templates(story, 'Eva')).toEqual([]);
    await story.until('2026-12-06T10:00:00.000Z');
    await story.says('Bo', 'prompt', 'After she came.');
    await story.until('2026-12-07T19:00:00.000Z');
    const text = await everything(story, ['Eva']);
    expect([text.includes('After she came.'), text.includes('Before she came.')]).toEqual([true, false]);
  });

  test('must be a member who takes part, and find room in a crew', async () => {
    const story = await withPeople();
    const { house, willow, crew } = story;
    await willow.add('Eva', 'Fay', 'Gil', 'Ida');
    const of = (input: { readonly crew?: CrewId; readonly member: MemberId }) =>
      addToCrew(house.deps, willow.store, willow.host, { crew: crew.crew, ...input });
    expect((await of({ member: memberId.parse(crew.crew) })).outcome).toBe('unknown-member');
    const eva = await willow.idOf('Eva');
    expect((await of({ crew: crewId.parse(eva), member: eva })).outcome).toBe('no-such-crew');
    expect(await story.add('Ana')).toBe('already-in-crew');
    for (const name of ['Eva', 'Fay', 'Gil']) expect(await story.add(name)).toBe('changed');
    expect(await story.add('Ida')).toBe('crew-full');
    await story.says('Fay', 'your-crew', 'stop');
    expect(await story.remove('Fay')).toBe('changed');
    expect(await story.add('Fay')).toBe('not-taking-part');
  });

  test('can’t be added while it is asked whether the crew goes on, nor once it is complete', async () => {
    const story = await withPeople();
    await story.willow.add('Eva');
    await story.until('2026-12-02T09:30:00.000Z');
    await story.change({ change: 'end' });
    expect(await story.add('Eva')).toBe('reviewing');
    await story.until('2026-12-12T10:00:00.000Z');
    expect(await story.add('Eva')).toBe('completed');
  });
});

describe('a member who is taken out', () => {
  test('gets one farewell that takes the season out of her calendar, and nothing afterwards', async () => {
    const story = await withPeople();
    expect(await story.remove('Bo')).toBe('changed');
    const [farewell, ...more] = await story.since('Bo');
    expect([farewell?.template, more]).toEqual(['farewell', []]);
    expect([farewell?.calendar?.method, shownTimes(farewell)]).toEqual(['CANCEL', []]);
    expect(highestSequence(farewell)).toBeGreaterThan(0);
    story.mark();
    await story.until('2027-01-15T10:00:00.000Z');
    expect(await templates(story, 'Bo')).toEqual([]);
  });

  test('is named in no letter of the others, who hear whose turn it is', async () => {
    const story = await withPeople();
    await story.remove('Bo');
    const [letter, ...more] = await story.since('Cleo');
    expect([letter?.template, more]).toEqual(['change', []]);
    expect(letter?.text).toMatch(/You host the meeting of Tuesday 8 December/);
    await story.until('2027-01-15T10:00:00.000Z');
    expect(await everything(story, ['Ana', 'Cleo', 'Dee'])).not.toMatch(/\bBo\b/);
  });

  test('whose answer waits for the digest takes it with her', async () => {
    const story = await withPeople();
    await story.until('2026-11-29T10:00:00.000Z');
    await story.says('Bo', 'prompt', 'A word of Bo.');
    await story.says('Cleo', 'prompt', 'A word of Cleo.');
    story.mark();
    await story.remove('Bo');
    await story.until('2026-12-08T12:00:00.000Z');
    const text = await everything(story, ['Ana', 'Cleo', 'Dee']);
    expect([text.includes('A word of Cleo.'), text.includes('A word of Bo.')]).toEqual([true, false]);
  });

  test('whose letter has not left yet never gets it', async () => {
    const story = await withPeople();
    story.house.carrier.next('later', 'later', 'later', 'later');
    await story.until('2026-11-29T09:00:00.000Z');
    for (const name of CREW) expect(await templates(story, name)).toEqual([]);
    await story.remove('Bo');
    await story.until('2026-11-30T09:00:00.000Z');
    expect(await templates(story, 'Bo')).toEqual(['farewell']);
    expect((await templates(story, 'Cleo')).toSorted()).toEqual(['change', 'prompt']);
  });

  test('can come back in the same season', async () => {
    const story = await withPeople();
    await story.remove('Bo');
    const [farewell] = await story.since('Bo');
    story.mark();
    expect(await story.add('Bo')).toBe('changed');
    const [letter] = await story.since('Bo');
    expect([letter?.template, shownTimes(letter)]).toEqual(['your-crew', TUESDAYS]);
    expect(highestSequence(letter)).toBeGreaterThan(highestSequence(farewell));
    expect(await story.remove('Bo')).toBe('changed');
    expect(await templates(story, 'Bo')).toEqual(['your-crew', 'farewell']);
  });

  test('and leaves one alone ends the season; who is not there can’t be taken out', async () => {
    const story = await withPeople();
    for (const name of ['Ana', 'Bo', 'Cleo']) expect(await story.remove(name)).toBe('changed');
    expect(await story.remove('Ana')).toBe('not-in-crew');
    expect((await story.since('Dee')).at(-1)?.text).toMatch(/season ends here/);
    story.mark();
    await story.until('2027-01-15T10:00:00.000Z');
    expect(await templates(story, 'Dee')).toEqual([]);
    const crew = await story.willow.store.get('crew', story.crew.crew);
    expect(crew?.completedAt).toBeDefined();
    expect(await story.remove('Dee')).toBe('changed');
  });
});

test('a crew that has no season changes quietly', async () => {
  const story = await withPeople();
  await story.willow.add('Eva');
  const quiet = { ...story, crew: { ...story.crew, crew: await story.willow.crew('Ana', 'Bo') } };
  story.mark();
  expect(await people(quiet).add('Eva')).toBe('changed');
  expect(await people(quiet).remove('Ana')).toBe('changed');
  expect((await story.willow.store.get('crew', quiet.crew.crew))?.members).toHaveLength(2);
  for (const name of ['Ana', 'Bo', 'Eva']) expect(await story.since(name)).toEqual([]);
});

test('the same request under one key changes a crew once, and is on record', async () => {
  const story = await withPeople();
  const { house, willow, crew } = story;
  const request = { ...willow.host, idempotency: { key: 'k', fingerprint: 'f' } };
  const member = await willow.idOf('Bo');
  const remove = () => removeFromCrew(house.deps, willow.store, request, { crew: crew.crew, member });
  expect([(await remove()).outcome, (await remove()).outcome]).toEqual(['changed', 'repeated']);
  const { items } = await willow.store.list('audit', { limit: 50 });
  expect(items.filter(({ did }) => did === 'remove-from-crew')).toHaveLength(1);
});

test('a member who says stop gets nothing more, and no letter names her any more', async () => {
  const story = await withPeople();
  await story.until('2026-12-03T10:00:00.000Z');
  await story.says('Bo', 'prompt', 'stop');
  story.mark();
  await story.until('2027-01-15T10:00:00.000Z');
  expect(await templates(story, 'Bo')).toEqual([]);
  expect(await everything(story, ['Ana', 'Cleo', 'Dee'])).not.toMatch(/\bBo\b/);
  const prompts = (await story.since('Cleo')).filter(({ template }) => template === 'prompt');
  expect(prompts[0]?.text).toMatch(/You host|you host|your turn/i);
});
