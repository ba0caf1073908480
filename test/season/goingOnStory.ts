import { expect } from 'vitest';
import { addressOf } from '../support/builders.ts';
import type { TestHouse } from '../support/house.ts';
import type { TestCongregation } from '../support/houseCongregation.ts';
import { opened, replyTo } from '../support/houseReply.ts';
import {
  type CrewInSeason,
  clockIn,
  type Left,
  type PlayedHouse,
  playUntil,
} from '../support/houseSeason.ts';

const people = {
  Ana: 'Europe/Lisbon',
  Bo: 'Europe/Berlin',
  Cleo: 'America/New_York',
  Dov: 'America/Los_Angeles',
  Eva: 'Pacific/Auckland',
} as const;
type Name = keyof typeof people;
const everybody: readonly Name[] = ['Ana', 'Bo', 'Cleo', 'Dov', 'Eva'];

/** The crew of five whose season it is. */
export const FIVE = {
  people,
  zone: 'Europe/Lisbon',
  season: { first: '2026-12-01', meetings: 5, minutes: 90 },
} as const;

/** When each of them got a letter, by her own clock. */
const byTheirClocks = (left: readonly Left[]) =>
  Object.fromEntries(
    everybody.flatMap((name) =>
      left
        .filter(({ mail }) => mail.to === addressOf(name))
        .map(({ at }) => [name, clockIn(people[name], at)]),
    ),
  );

/** Above the line that names who reads an answer to it. */
const bodyOf = (text: string): string => text.split(/^Reply, and /m)[0] ?? '';

export interface FiveInSeason extends Pick<CrewInSeason, 'season'> {
  readonly house: PlayedHouse & Pick<TestHouse, 'comesIn' | 'mailOf'>;
  readonly willow: Pick<TestCongregation, 'store' | 'newest' | 'idOf'>;
}

/** Plays the season of the five to its review, its outcome and the first prompts of the next, whatever house they are in. */
export async function seasonGoesOn({ house, willow, season }: FiveInSeason): Promise<void> {
  const newest = async (name: Name) => opened(willow.newest(name));
  const says = async (name: Name, words: string) =>
    house.comesIn(await replyTo(willow.newest(name), { words }));
  const first = await season();

  const evas = await newest('Eva');
  expect(evas.subject).toContain('Tide pool');
  for (const day of ['2 December', '9 December', '16 December', '23 December', '30 December']) {
    expect(evas.text).toContain(day);
  }

  const asked = await playUntil(house, '2026-11-29T22:00:00.000Z');
  expect(byTheirClocks(asked)).toEqual({
    Ana: '2026-11-29 09:00',
    Bo: '2026-11-29 09:00',
    Cleo: '2026-11-29 09:00',
    Dov: '2026-11-29 09:00',
    Eva: '2026-11-30 09:00',
  });
  const prompts = new Map(asked.map(({ mail }) => [mail.to, mail]));
  const prompt = await newest('Dov');
  for (const line of [
    'Tuesday 1 December, 11:30',
    'Ana hosts',
    'What would you like time for?',
    'Ana, Bo, Cleo and Eva will read your answer.',
    'Case clinic',
    '10 min',
  ]) {
    expect(prompt.text).toContain(line);
  }
  expect(await says('Bo', 'My move to the coast.')).toBe('counted');
  expect(await says('Eva', 'Nothing yet.')).toBe('counted');
  expect(await says('Bo', 'And the garden.')).toBe('counted');

  const read = await playUntil(house, '2026-12-01T21:00:00.000Z');
  expect(read.map(({ at }) => at)).toEqual(Array(5).fill('2026-11-30T18:00:00.000Z'));
  for (const { mail } of read) {
    const { text, header } = await opened(mail);
    const words = ['My move to the coast.', 'Nothing yet.', 'And the garden.'].map((each) =>
      text.indexOf(each),
    );
    expect(words).toEqual([...words].sort((a, b) => a - b));
    expect(Math.min(...words)).toBeGreaterThan(0);
    expect(header('in-reply-to')).toBe(`<${prompts.get(mail.to)?.messageId}>`);
    const greeted = bodyOf(text).split('\n').slice(1).join('\n');
    for (const silent of ['Ana', 'Cleo', 'Dov']) expect(greeted).not.toContain(silent);
  }

  expect(await says('Dov', 'Late, as ever: my brother.')).toBe('passed-on');
  const notes = house.carrier.mailboxes.slice(-4);
  expect(notes.map(({ to }) => to).sort()).toEqual(['Ana', 'Bo', 'Cleo', 'Eva'].map(addressOf));
  for (const note of notes) expect((await opened(note)).text).toContain('Late, as ever: my brother.');
  const herPrompt = prompts.get(addressOf('Cleo'));
  if (herPrompt === undefined) throw new Error('Cleo was asked');
  expect(await house.comesIn(await replyTo(herPrompt, { words: 'Too late for that one.' }))).toBe('counted');

  const second = await playUntil(house, '2026-12-08T21:00:00.000Z');
  expect(second).toHaveLength(5 + 5);
  const withLate = await newest('Ana');
  expect(withLate.text).toContain('Too late for that one.');
  expect(withLate.text).not.toContain('my brother');

  const third = await playUntil(house, '2026-12-15T21:00:00.000Z');
  expect(byTheirClocks(third)).toMatchObject({ Dov: '2026-12-13 09:00', Eva: '2026-12-14 09:00' });
  expect(third).toHaveLength(5);

  await playUntil(house, '2026-12-28T10:00:00.000Z');
  const last = willow.newest('Eva');
  expect(await says('Cleo', 'The fifth already.')).toBe('counted');
  expect(await playUntil(house, '2026-12-29T21:00:00.000Z')).toHaveLength(5);
  expect(await house.comesIn(await replyTo(last, { words: 'Words after the last digest.' }))).toBe('counted');

  const reviewed = await playUntil(house, '2026-12-30T21:00:00.000Z');
  expect(byTheirClocks(reviewed)).toEqual({
    Ana: '2026-12-30 09:00',
    Bo: '2026-12-30 09:00',
    Cleo: '2026-12-30 09:00',
    Dov: '2026-12-30 09:00',
    Eva: '2026-12-31 09:00',
  });
  for (const { mail } of reviewed) {
    expect((await opened(mail)).text).toContain('Words after the last digest.');
  }
  for (const name of ['Bo', 'Cleo', 'Eva'] as const) {
    await says(name, `1. The quiet of it (${name.length})\n2. A shorter start\n3. Yes\n4. No\n5. Yes`);
  }
  await says('Dov', '3. No');

  const outcome = await playUntil(house, '2027-01-06T21:00:00.000Z');
  expect(new Set(outcome.map(({ at }) => at))).toEqual(new Set(['2027-01-06T18:00:00.000Z']));
  expect(outcome).toHaveLength(5 + 3);
  const [anas, dovs] = await Promise.all(
    (['Ana', 'Dov'] as const).map(async (name) => {
      const { text, subject } = await newest(name);
      return `${subject}\n${text.split('keepsake')[0]}`.replaceAll(/Ana|Dov/g, 'Somebody');
    }),
  );
  expect(anas).toBe(dovs);
  expect(anas).toContain('The quiet of it');
  const bos = house.mailOf(addressOf('Bo')).slice(-2);
  const [goesOn, yourCrew] = await Promise.all(bos.map(opened));
  expect(goesOn?.text).toContain('Cleo and Eva');
  expect(yourCrew?.text).toContain('Tue 12 January');
  for (const each of [goesOn, yourCrew]) expect(each?.text).not.toMatch(/Ana|Dov/);

  const next = await playUntil(house, '2027-01-10T22:00:00.000Z');
  expect(byTheirClocks(next)).toEqual({
    Bo: '2027-01-10 09:00',
    Cleo: '2027-01-10 09:00',
    Eva: '2027-01-11 09:00',
  });
  const following = await season();
  expect(following).toMatchObject({ number: 2, practice: first.practice, place: first.place });
  expect(following.meetings).toHaveLength(5);
  const [bo, cleo, eva] = await Promise.all((['Bo', 'Cleo', 'Eva'] as const).map(willow.idOf));
  expect(new Set(following.hosting)).toEqual(new Set([bo, cleo, eva]));
  expect((await willow.store.get('season', first.id))?.state.name).toBe('ended');
}
