import { describe, expect, it } from 'vitest';
import { apiHouses, pageIn } from './apiHouse.ts';
import { SEASON, type SeasonStory, seasonOver, shownSeason } from './seasonStory.ts';

const openApi = apiHouses();

async function story() {
  const season = await seasonOver(await openApi());
  const meeting = (number: number | string, json: unknown) =>
    season.call('PATCH', `${season.path}/meetings/${number}`, { key: season.willow.key, json });
  const add = (startsAt: string, headers = {}) =>
    season.post(`${season.path}/meetings`, season.willow.key, { startsAt }, headers);
  const end = (headers = {}) =>
    season.call('POST', `${season.path}/end`, { key: season.willow.key, headers });
  return { ...season, meeting, add, end };
}

const lettersOf = async ({ get, house, willow }: SeasonStory, template: string) => {
  await house.settle();
  const letters = pageIn(await get(`${willow.path}/letters?limit=100`, willow.key)).items;
  return letters.filter((letter) => letter.template === template).map(({ to }) => to);
};

describe('changing a meeting', () => {
  it('moves it to another hour, and its crew hears at once', async () => {
    const tale = await story();
    const moved = await tale.meeting(2, { startsAt: '2026-12-17T20:00' });
    expect(moved.status).toBe(200);
    expect(shownSeason(moved).meetings[1]).toMatchObject({
      number: 2,
      startsAt: '2026-12-17T20:00',
      at: '2026-12-17T20:00:00.000Z',
    });
    expect(await tale.season()).toEqual(moved.body);
    expect((await lettersOf(tale, 'change')).toSorted()).toEqual(tale.members.toSorted());
  });

  it('changes place and host together; who had it takes the next that was hers', async () => {
    const tale = await story();
    const [ana, bo, cleo, dee] = tale.members;
    const changed = shownSeason(await tale.meeting(1, { place: 'The tea house', host: cleo }));
    expect(changed.meetings.map(({ host }) => host)).toEqual([cleo, bo, ana, dee, ana]);
    expect(changed.meetings.map(({ place }) => place)).toEqual([
      'The tea house',
      ...Array.from({ length: 4 }, () => SEASON.place),
    ]);
  });

  it('cancels it, skips it to the end, and holds it after all when it is moved', async () => {
    const tale = await story();
    const cancelled = shownSeason(await tale.meeting(2, { state: 'cancelled' }));
    expect(cancelled.meetings.map(({ on }) => on)).toEqual([true, false, true, true, true]);
    const skipped = shownSeason(await tale.meeting(3, { state: 'skipped' }));
    expect(skipped.meetings.map(({ on }) => on)).toEqual([true, false, false, true, true, true]);
    expect(skipped.meetings[5]).toMatchObject({ number: 6, startsAt: '2027-02-09T19:30' });
    const held = shownSeason(await tale.meeting(2, { startsAt: '2026-12-15T19:30' }));
    expect(held.meetings[1]).toMatchObject({ on: true });
  });

  it('changes nothing, and writes to nobody, when it is so already', async () => {
    const tale = await story();
    const before = await tale.season();
    const same = await tale.meeting(1, { startsAt: '2026-12-01T19:30', place: SEASON.place });
    expect(same).toMatchObject({ status: 200, body: before });
    expect(await lettersOf(tale, 'change')).toEqual([]);
  });

  it('does all that was asked or nothing of it', async () => {
    const tale = await story();
    const before = await tale.season();
    const refused = await tale.meeting(1, { place: 'The tea house', host: 'aaaaaaaaaaaaaaaa' });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/host' }] } });
    expect(await tale.season()).toEqual(before);
  });

  it.each([
    ['an hour that has passed', { startsAt: '2026-11-23T08:00' }, '/startsAt'],
    ['an instant', { startsAt: '2026-12-17T20:00:00Z' }, '/startsAt'],
    ['a place of two lines', { place: 'a\nb' }, '/place'],
    ['a host who is none', { host: 'Ana' }, '/host'],
    ['a state that there isn’t', { state: 'held' }, '/state'],
    ['a state and a place', { state: 'cancelled', place: 'Here' }, '/state'],
    ['nothing', {}, ''],
    ['a field that nobody knows', { minutes: 60 }, ''],
  ])('refuses %s and says where', async (_, json, pointer) => {
    const tale = await story();
    const before = await tale.season();
    expect(await tale.meeting(1, json)).toMatchObject({
      status: 422,
      body: { errors: expect.arrayContaining([{ detail: expect.any(String), pointer }]) },
    });
    expect(await tale.season()).toEqual(before);
  });

  it.each(['0', '6', '61', '100', '-1', '1.5', 'one', '01'])('knows no meeting %s', async (number) => {
    const tale = await story();
    expect((await tale.meeting(number, { place: 'Here' })).status).toBe(404);
  });

  it('refuses one that has begun, or is not held, with what it is', async () => {
    const tale = await story();
    await tale.meeting(2, { state: 'cancelled' });
    expect(await tale.meeting(2, { place: 'Here' })).toMatchObject({
      status: 409,
      body: { type: 'https://crew.example/docs#meeting-passed' },
    });
    tale.house.clock.pass({ days: 9 });
    for (const json of [{ startsAt: '2026-12-20T19:30' }, { place: 'Here' }, { state: 'cancelled' }]) {
      expect(await tale.meeting(1, json)).toMatchObject({
        status: 409,
        body: { type: 'https://crew.example/docs#meeting-passed' },
      });
    }
  });
});

describe('adding a meeting', () => {
  it('is done once under one Idempotency-Key, at the season’s place, with the next host', async () => {
    const tale = await story();
    const under = { 'idempotency-key': 'more' };
    const added = await tale.add('2027-02-02T19:30', under);
    expect(added.status).toBe(200);
    expect(shownSeason(added).meetings[5]).toMatchObject({
      number: 6,
      startsAt: '2027-02-02T19:30',
      place: SEASON.place,
      host: tale.members[1],
      on: true,
    });
    expect(await tale.add('2027-02-02T19:30', under)).toMatchObject({ status: 200, body: added.body });
    expect((await tale.season()).meetings).toHaveLength(6);
    expect((await tale.add('2027-02-03T19:30', under)).status).toBe(422);
  });

  it('is refused in the past, and beyond what a season holds', async () => {
    const tale = await story();
    expect(await tale.add('2026-11-20T19:30')).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/startsAt' }] },
    });
    for (let day = 1; day <= 25; day += 1) {
      expect((await tale.add(`2027-03-${String(day).padStart(2, '0')}T19:30`)).status).toBe(200);
    }
    expect(await tale.add('2027-04-01T19:30')).toMatchObject({
      status: 409,
      body: { type: 'https://crew.example/docs#season-full' },
    });
  });
});

describe('ending a season early', () => {
  it('cancels what is to come, once; then nothing can be changed', async () => {
    const tale = await story();
    tale.house.clock.pass({ days: 8, hours: 15 });
    await tale.house.settle();
    const ended = await tale.end();
    expect(ended.status).toBe(200);
    expect(shownSeason(ended).meetings.map(({ on }) => on)).toEqual([true, false, false, false, false]);
    expect((await lettersOf(tale, 'change')).toSorted()).toEqual(tale.members.toSorted());
    expect(await tale.end()).toMatchObject({ status: 200 });
    expect((await lettersOf(tale, 'change')).toSorted()).toEqual(tale.members.toSorted());
  });

  it('is refused, as every change is, once its review has begun', async () => {
    const tale = await story();
    tale.house.clock.pass({ days: 9 });
    await tale.house.settle();
    await tale.end();
    tale.house.clock.pass({ days: 2 });
    await tale.house.settle();
    expect(await tale.season()).toMatchObject({
      state: { name: 'reviewing', outcomeAt: expect.stringMatching(/T18:00$/) },
    });
    for (const refused of [
      await tale.end(),
      await tale.add('2027-02-02T19:30'),
      await tale.meeting(2, { place: 'x' }),
    ]) {
      expect(refused).toMatchObject({
        status: 409,
        body: { type: 'https://crew.example/docs#season-not-running' },
      });
    }
  });
});
