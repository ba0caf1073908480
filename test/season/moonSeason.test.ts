import { expect, test } from 'vitest';
import { addressOf } from '../support/builders.ts';
import { houses } from '../support/house.ts';
import { congregationIn } from '../support/houseCongregation.ts';
import { opened, replyTo } from '../support/houseReply.ts';
import { clockIn, crewIn, daysAfter, type Left, playUntil } from '../support/houseSeason.ts';

const openHouse = houses();

const LISBON = 'Europe/Lisbon';
const PEOPLE: Readonly<Record<string, string>> = {
  Ana: 'Pacific/Auckland',
  Bo: LISBON,
  Cleo: 'America/Los_Angeles',
  Dora: 'America/Sao_Paulo',
  Esha: 'Asia/Kolkata',
};
const NAMES = Object.keys(PEOPLE);

/** The Tuesdays nearest the full moons of 24 December, 22 January, 20 February, 22 March and 20 April, 19:00 in Lisbon. */
const STARTS = [
  '2026-12-22T19:00Z',
  '2027-01-19T19:00Z',
  '2027-02-23T19:00Z',
  '2027-03-23T19:00Z',
  '2027-04-20T18:00Z',
];

/** What each of them sees of it. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  Ana: [
    'Wednesday 23 December, 08:00 (Tuesday 19:00 in Lisbon)',
    'Wednesday 20 January, 08:00 (Tuesday 19:00 in Lisbon)',
    'Wednesday 24 February, 08:00 (Tuesday 19:00 in Lisbon)',
    'Wednesday 24 March, 08:00 (Tuesday 19:00 in Lisbon)',
    'Wednesday 21 April, 06:00 (Tuesday 19:00 in Lisbon)',
  ],
  Bo: [
    'Tuesday 22 December, 19:00 (Lisbon time)',
    'Tuesday 19 January, 19:00 (Lisbon time)',
    'Tuesday 23 February, 19:00 (Lisbon time)',
    'Tuesday 23 March, 19:00 (Lisbon time)',
    'Tuesday 20 April, 19:00 (Lisbon time)',
  ],
  Cleo: [
    'Tuesday 22 December, 11:00 (19:00 in Lisbon)',
    'Tuesday 19 January, 11:00 (19:00 in Lisbon)',
    'Tuesday 23 February, 11:00 (19:00 in Lisbon)',
    'Tuesday 23 March, 12:00 (19:00 in Lisbon)',
    'Tuesday 20 April, 11:00 (19:00 in Lisbon)',
  ],
  Dora: [
    'Tuesday 22 December, 16:00 (19:00 in Lisbon)',
    'Tuesday 19 January, 16:00 (19:00 in Lisbon)',
    'Tuesday 23 February, 16:00 (19:00 in Lisbon)',
    'Tuesday 23 March, 16:00 (19:00 in Lisbon)',
    'Tuesday 20 April, 15:00 (19:00 in Lisbon)',
  ],
  Esha: [
    'Wednesday 23 December, 00:30 (Tuesday 19:00 in Lisbon)',
    'Wednesday 20 January, 00:30 (Tuesday 19:00 in Lisbon)',
    'Wednesday 24 February, 00:30 (Tuesday 19:00 in Lisbon)',
    'Wednesday 24 March, 00:30 (Tuesday 19:00 in Lisbon)',
    'Tuesday 20 April, 23:30 (19:00 in Lisbon)',
  ],
};

const to = (left: readonly Left[], name: string) => left.filter(({ mail }) => mail.to === addressOf(name));

async function begunIn(house: Awaited<ReturnType<typeof openHouse>>) {
  const willow = await congregationIn(house);
  const tide = await crewIn(house, willow, {
    people: PEOPLE,
    zone: LISBON,
    season: {
      rhythm: { every: 'moon', phase: 'full', weekday: 'tuesday' },
      time: '19:00',
      first: '2026-12-01',
    },
  });
  return { willow, tide };
}

test('a crew by the moon is asked at nine of each one’s morning, two of her own days before, and reads times by her own clock', async () => {
  const house = await openHouse();
  const { willow } = await begunIn(house);
  for (const name of NAMES) {
    const { text } = await opened(willow.newest(name));
    expect(text).toContain('the Tuesday nearest the full moon at 19:00 in Lisbon');
    const [, day, time, aside] = /^(.+), (\d\d:\d\d) \((.+)\)$/.exec(SHOWN[name]?.[0] ?? '') ?? [];
    expect(text).toContain(`${day?.replace(/^(...)\w+/, '$1')}, ${time} · `);
    if (name !== 'Bo') expect(text).toContain(`by your clock (${aside})`);
  }

  const left = await playUntil(house, '2027-04-20T20:00:00.000Z');
  expect(left).toHaveLength(STARTS.length * NAMES.length);
  for (const [name, zone] of Object.entries(PEOPLE)) {
    const prompts = to(left, name);
    expect(prompts.map(({ at }) => clockIn(zone, at))).toEqual(
      STARTS.map((start) => `${daysAfter(clockIn(zone, start).slice(0, 10), -2)} 09:00`),
    );
    const texts = await Promise.all(prompts.map(async ({ mail }) => (await opened(mail)).text));
    texts.forEach((text, at) => {
      expect(text).toContain(SHOWN[name]?.[at]);
    });
  }
});

test('its answers come back on the evening before, its review at nine the day after, and it goes on with the next moon', async () => {
  const house = await openHouse();
  const { willow, tide } = await begunIn(house);
  await playUntil(house, '2026-12-21T08:00:00.000Z');
  expect(await house.comesIn(await replyTo(willow.newest('Ana'), { words: 'It is summer here.' }))).toBe(
    'counted',
  );
  const evening = await playUntil(house, '2026-12-22T20:00:00.000Z');
  expect(evening.map(({ at, mail }) => [clockIn(LISBON, at), mail.to])).toEqual(
    NAMES.map((name) => ['2026-12-21 18:00', addressOf(name)]),
  );
  expect((await opened(willow.newest('Esha'))).text).toContain('It is summer here.');

  await playUntil(house, '2027-04-20T20:00:00.000Z');
  const reviews = await playUntil(house, '2027-04-21T22:00:00.000Z');
  for (const [name, zone] of Object.entries(PEOPLE)) {
    const met = clockIn(zone, '2027-04-20T18:00Z').slice(0, 10);
    expect(to(reviews, name).map(({ at }) => clockIn(zone, at))).toEqual([`${daysAfter(met, 1)} 09:00`]);
  }
  for (const name of ['Ana', 'Bo', 'Esha']) {
    await house.comesIn(await replyTo(willow.newest(name), { words: 'Yes, I go on.' }));
  }
  const outcome = await playUntil(house, '2027-04-28T20:00:00.000Z');
  expect(new Set(outcome.map(({ at }) => clockIn(LISBON, at)))).toEqual(new Set(['2027-04-28 18:00']));
  const next = await tide.season();
  expect(next.number).toBe(2);
  // Full on Thursday 20 May, Saturday 19 June, Sunday 18 July, Tuesday 17 August and, by Lisbon’s clock, Thursday 16 September.
  expect(next.meetings.map(({ startsAt }) => startsAt)).toEqual([
    '2027-05-18T19:00',
    '2027-06-22T19:00',
    '2027-07-20T19:00',
    '2027-08-17T19:00',
    '2027-09-14T19:00',
  ]);
});
