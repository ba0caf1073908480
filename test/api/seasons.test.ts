import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { apiHouses, congregationOver, idOf, membersOver, pageIn } from './apiHouse.ts';
import { crewOver, SEASON, type seasonOver, shownSeason } from './seasonStory.ts';

const openApi = apiHouses();
const names = ['Ana', 'Bo', 'Cleo', 'Dee'];

const withSeason = z.looseObject({ season: z.string(), warnings: z.array(z.unknown()) });

async function circle(...who: readonly string[]) {
  const api = await openApi();
  const willow = await congregationOver(api);
  const members = await membersOver(api, willow, ...who);
  const form = (season: unknown, change: object = {}, headers = {}) =>
    api.post(`${willow.path}/crews`, willow.key, { name: 'Tide pool', members, season, ...change }, headers);
  return { ...api, willow, members, form };
}

describe('forming a crew with the season that it agreed to', () => {
  it('plans its meetings on the crew’s clock and tells everybody', async () => {
    const { form, willow, members, get, house } = await circle(...names);
    const made = await form(SEASON);
    expect(made.status).toBe(201);
    const { season, warnings } = withSeason.parse(made.body);
    expect(warnings).toEqual([]);
    expect((await get(`${willow.path}/crews/${idOf(made)}`, willow.key)).body).toMatchObject({ season });
    const [ana, bo, cleo, dee] = members;
    const found = await get(`${willow.path}/seasons/${season}`, willow.key);
    expect(found.body).toMatchObject({
      crew: idOf(made),
      number: 1,
      rhythm: SEASON.rhythm,
      zone: 'Europe/Lisbon',
      hosting: members,
      practice: 'case-clinic',
      state: { name: 'running' },
      meetings: [
        { number: 1, startsAt: '2026-12-01T19:30', at: '2026-12-01T19:30:00.000Z', host: ana, on: true },
        { number: 2, startsAt: '2026-12-15T19:30', host: bo },
        { number: 3, startsAt: '2026-12-29T19:30', host: cleo },
        { number: 4, startsAt: '2027-01-12T19:30', host: dee },
        { number: 5, startsAt: '2027-01-26T19:30', host: ana },
      ],
    });
    expect(pageIn(await get(`${willow.path}/seasons`, willow.key)).items).toEqual([found.body]);
    await house.settle();
    const letters = pageIn(await get(`${willow.path}/letters`, willow.key)).items;
    const told = letters.filter(({ template }) => template === 'your-crew').map(({ to }) => to);
    expect(told.toSorted()).toEqual(members.toSorted());
  });

  it('takes every rhythm, a number of meetings from 2 to 30, an order of hosting and a zone', async () => {
    const { form, members, get, willow } = await circle(...names);
    for (const [rhythm, first] of [
      [{ every: 'week' }, '2026-12-01T19:30'],
      [{ every: 'month', on: { weekday: 'tuesday', which: 2 } }, '2026-12-08T19:30'],
      [{ every: 'month', on: { weekday: 'friday', which: 'last' } }, '2026-12-25T19:30'],
      [{ every: 'month', on: { day: 15 } }, '2026-12-15T19:30'],
      [{ every: 'moon', phase: 'full', weekday: 'tuesday' }, '2026-12-22T19:30'],
    ] as const) {
      const hosting = members.toReversed();
      const made = await form(
        { ...SEASON, rhythm, meetings: 2, minutes: 60, hosting },
        { zone: 'Asia/Tokyo' },
      );
      const season = shownSeason(
        await get(`${willow.path}/seasons/${withSeason.parse(made.body).season}`, willow.key),
      );
      expect(season.meetings.map(({ startsAt }) => startsAt)[0], JSON.stringify(rhythm)).toBe(first);
      expect(season.meetings[0]).toMatchObject({
        at: `${first.slice(0, 11)}10:30:00.000Z`,
        host: members.at(-1),
      });
      expect(season.meetings).toHaveLength(2);
    }
    expect((await form({ ...SEASON, meetings: 30 })).status).toBe(201);
  });

  it('is done once under one Idempotency-Key', async () => {
    const { form, get, willow } = await circle(...names);
    const under = { 'idempotency-key': 'once' };
    const first = await form(SEASON, {}, under);
    expect(await form(SEASON, {}, under)).toMatchObject({ status: 201, body: first.body });
    expect(pageIn(await get(`${willow.path}/seasons`, willow.key)).items).toHaveLength(1);
    expect((await form({ ...SEASON, meetings: 6 }, {}, under)).status).toBe(422);
  });

  it('warns when somebody would be in two crews at the same hour, and does it', async () => {
    const { form, members, willow, house } = await circle(...names, 'Eli', 'Fay');
    const [ana = '', bo = '', cleo = '', , eli = '', fay = ''] = members;
    const first = await form(SEASON, { members: [ana, bo, cleo] });
    await house.settle();
    const second = await form({ ...SEASON, time: '20:30' }, { name: 'Reef', members: [ana, eli, fay] });
    expect(second).toMatchObject({
      status: 201,
      body: {
        warnings: [
          {
            detail: expect.stringContaining('Ana'),
            member: ana,
            crew: idOf(first),
            at: '2026-12-01T20:30:00.000Z',
          },
        ],
      },
    });
    const later = await form({ ...SEASON, time: '21:00' }, { name: 'Cliff', members: [bo, eli, fay] });
    expect(withSeason.parse(later.body).warnings).toHaveLength(2);
    expect(willow.id).toHaveLength(10);
  });

  it.each([
    ['a crew of two', {}, { members: 2 }, '/members'],
    ['a crew of eight', {}, { members: 8 }, '/members'],
    ['a first day in the past', { first: '2026-11-20' }, {}, '/season/first'],
    ['a first day ten years ahead', { first: '2036-12-01' }, {}, '/season/first'],
    ['a first day that does not exist', { first: '2027-02-29' }, {}, '/season/first'],
    ['a first day with a time', { first: '2026-12-01T19:30' }, {}, '/season/first'],
    ['a time that no clock shows', { time: '24:00' }, {}, '/season/time'],
    ['one meeting', { meetings: 1 }, {}, '/season/meetings'],
    ['thirty-one meetings', { meetings: 31 }, {}, '/season/meetings'],
    ['half a meeting', { meetings: 2.5 }, {}, '/season/meetings'],
    ['75 minutes', { minutes: 75 }, {}, '/season/minutes'],
    ['no place', { place: ' ' }, {}, '/season/place'],
    ['a place of two lines', { place: 'Here\r\nBcc: x' }, {}, '/season/place'],
    ['a practice that nobody knows', { practice: 'arm-wrestling' }, {}, '/season/practice'],
    ['a practice that is no id', { practice: '../case clinic' }, {}, '/season/practice'],
    ['questions of 10,000 characters', { questions: ['x'.repeat(10_000)] }, {}, '/season/questions/0'],
    ['no question', { questions: [] }, {}, '/season/questions'],
    ['three questions', { questions: ['1', '2', '3'] }, {}, '/season/questions'],
    ['a rhythm by the year', { rhythm: { every: 'year' } }, {}, '/season/rhythm/every'],
    ['a rhythm in words', { rhythm: 'weekly' }, {}, '/season/rhythm'],
    ['a month without a day', { rhythm: { every: 'month' } }, {}, '/season/rhythm/on'],
    ['the 32nd of the month', { rhythm: { every: 'month', on: { day: 32 } } }, {}, '/season/rhythm/on/day'],
    [
      'the fifth Tuesday',
      { rhythm: { every: 'month', on: { weekday: 'tuesday', which: 5 } } },
      {},
      '/season/rhythm/on',
    ],
    [
      'half a moon',
      { rhythm: { every: 'moon', phase: 'half', weekday: 'monday' } },
      {},
      '/season/rhythm/phase',
    ],
    ['a weekday for a week', { rhythm: { every: 'week', weekday: 'monday' } }, {}, '/season/rhythm'],
    ['a zone that nobody knows', {}, { zone: 'Europe/Atlantis' }, '/zone'],
    ['a host who is not in the crew', { hosting: ['aaaaaaaaaaaaaaaa'] }, {}, '/season/hosting/0'],
    ['nobody to host', { hosting: [] }, {}, '/season/hosting'],
    ['an offset that nobody knows', { offset: 1 }, {}, '/season'],
  ])('refuses %s and says where', async (_, season, crew, pointer) => {
    const size = 'members' in crew ? crew.members : 3;
    const { form, get, willow, members } = await circle(
      'Ana',
      'Bo',
      'Cleo',
      'Dee',
      'Eli',
      'Fay',
      'Gus',
      'Hal',
    );
    const refused = await form({ ...SEASON, ...season }, { ...crew, members: members.slice(0, size) });
    expect(refused).toMatchObject({
      status: 422,
      body: { errors: expect.arrayContaining([{ detail: expect.any(String), pointer }]) },
    });
    expect(pageIn(await get(`${willow.path}/crews`, willow.key)).items).toEqual([]);
  });

  it('refuses a practice that has no steps for that length, and takes it for the other', async () => {
    const { form, post, willow } = await circle(...names);
    const plans = { 60: [{ name: 'Walk', minutes: 60, how: 'Walk.' }] };
    await post(`${willow.path}/practices`, willow.key, { name: 'Walk', purpose: 'To walk.', plans });
    expect(await form({ ...SEASON, practice: 'walk' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/season/minutes', detail: expect.stringContaining('90') }] },
    });
    expect((await form({ ...SEASON, practice: 'walk', minutes: 60 })).status).toBe(201);
  });

  it('says which rhythms there are', async () => {
    const { form } = await circle('Ana', 'Bo', 'Cleo');
    const refused = await form({ ...SEASON, rhythm: { every: 'year' } });
    expect(refused.text).toContain('week, fortnight, month or moon');
    const fifth = { every: 'month', on: { weekday: 'tuesday', which: 5 } };
    expect((await form({ ...SEASON, rhythm: fifth })).text).toContain('1 to 4 or');
  });
});

describe('a season for a crew that has none', () => {
  it('begins once, under its key, and a second one is refused while it runs', async () => {
    const { post, get, willow, crew, members } = await crewOver(await openApi(), ...names);
    const begin = (json: object, headers = {}) =>
      post(`${willow.path}/crews/${crew}/seasons`, willow.key, json, headers);
    const under = { 'idempotency-key': 'begin' };
    const made = await begin(SEASON, under);
    expect(made).toMatchObject({ status: 201, body: { crew, number: 1, hosting: members, warnings: [] } });
    expect(made.headers.get('location')).toBe(`${willow.path}/seasons/${idOf(made)}`);
    expect(await begin(SEASON, under)).toMatchObject({ status: 201, body: { id: idOf(made) } });
    expect((await get(`${willow.path}/crews/${crew}`, willow.key)).body).toMatchObject({
      season: idOf(made),
    });
    expect(await begin(SEASON)).toMatchObject({
      status: 409,
      body: { type: 'https://crew.example/docs#season-running' },
    });
  });

  it.each([
    ['a first day in the past', { first: '2026-11-20' }, '/first'],
    ['a practice that nobody knows', { practice: 'arm-wrestling' }, '/practice'],
    ['a host who is not in the crew', { hosting: ['aaaaaaaaaaaaaaaa'] }, '/hosting/0'],
  ])('refuses %s and says where', async (_, change, pointer) => {
    const { post, willow, crew } = await crewOver(await openApi(), ...names);
    expect(
      await post(`${willow.path}/crews/${crew}/seasons`, willow.key, { ...SEASON, ...change }),
    ).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });

  it('is refused to a crew of which two are left', async () => {
    const { post, house, willow, crew } = await crewOver(await openApi(), 'Ana', 'Bo', 'Cleo');
    await leaves(house, 'ana@example.org', post);
    expect(await post(`${willow.path}/crews/${crew}/seasons`, willow.key, SEASON)).toMatchObject({
      status: 409,
      body: { type: 'https://crew.example/docs#crew-too-small' },
    });
  });
});

/** By the one-click link of the newest letter to an address. */
async function leaves(
  house: Awaited<ReturnType<typeof seasonOver>>['house'],
  address: string,
  post: Awaited<ReturnType<typeof seasonOver>>['post'],
) {
  const mail = Buffer.from(house.mailOf(address).at(-1)?.bytes ?? []).toString();
  const path = /https:\/\/crew\.example(\/leave\/[a-z2-7]+)/.exec(mail)?.[1] ?? '';
  expect((await post(path, undefined, undefined)).status).toBe(200);
}
