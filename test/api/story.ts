import { expect } from 'vitest';
import { z } from 'zod';
import { replyTo } from '../support/houseReply.ts';
import { type ApiHouse, congregationOver, idOf, pageIn, type TestCongregation, WILLOW } from './apiHouse.ts';
import { SEASON } from './seasonStory.ts';

/** What members wrote to each other and to nobody else. */
export const SECRET = 'wisteria-behind-the-shed';

/** A congregation in which everything has happened once, and an id of each kind of thing by its name in a path. */
export interface Story {
  readonly willow: TestCongregation;
  readonly ids: Readonly<Record<string, string>>;
}

export const QUESTION = { questions: ['What would help you most?'], digestAt: '2026-11-25T09:00' };

export const PRACTICE = {
  name: 'Walk and talk',
  purpose: 'To think aloud.',
  plans: { 60: [{ name: 'Walk', minutes: 60, how: 'Walk.' }] },
};

/** A crew in its season was asked, one member answered, a stranger's answer is held; both wrote the secret. */
export async function storyOver(api: ApiHouse, named = WILLOW): Promise<Story> {
  const { house, get, post } = api;
  const willow = await congregationOver(api, named);
  const { path, key } = willow;
  const imported = await post(`${path}/imports`, key, {
    members: [
      { name: 'Ana', email: 'ana@example.org' },
      { name: 'Bo', email: 'bo@example.org' },
      { name: 'Cleo', email: 'cleo@example.org' },
    ],
  });
  await house.settle();
  const added = pageIn(await get(`${path}/members`, key)).items.filter(({ role }) => role === 'member');
  const members = added.map(({ id }) => String(id));
  const season = { ...SEASON, hosting: members.slice(0, 1) };
  const made = await post(`${path}/crews`, key, { name: 'Tide pool', members, season });
  const crew = idOf(made);
  house.clock.pass({ minutes: 1 });
  const prompt = idOf(await post(`${path}/crews/${crew}/prompts`, key, QUESTION));
  await house.settle();
  const mail = house.mailOf('ana@example.org').at(-1);
  if (mail === undefined) throw new Error('Ana was not asked');
  const headers = { Subject: `Re: ${SECRET}` };
  const words = `The ${SECRET}, please.`;
  expect(await house.comesIn(await replyTo(mail, { words, headers }))).toBe('counted');
  const strange = await replyTo(mail, { words, headers, from: 'stranger@example.net' });
  expect(await house.comesIn(strange)).toBe('held: unknown-sender');
  const [letter] = pageIn(await get(`${path}/letters`, key)).items;
  const [held] = pageIn(await get(`${path}/held-mail`, key)).items;
  return {
    willow,
    ids: {
      congregation: willow.id,
      member: members[0] ?? '',
      crew,
      season: z.looseObject({ season: z.string() }).parse(made.body).season,
      number: '1',
      practice: idOf(await post(`${path}/practices`, key, { ...PRACTICE, name: `${named.name} walk` })),
      prompt,
      import: idOf(imported),
      letter: String(letter?.id),
      heldMail: String(held?.id),
    },
  };
}

/** `/a/{b}` with the ids that belong there. @throws Error for a name without an id */
export const pathWith = (path: string, ids: Story['ids']): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`no ${name} to ask for`);
    return id;
  });
