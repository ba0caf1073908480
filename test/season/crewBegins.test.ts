import { crewId, localDate, localTime, practiceId, seasonId, slotOfSeason } from '@crewtide/domain';
import {
  createCrew,
  createSeason,
  type HostRequest,
  type NewSeason,
  removeFromCrew,
  strike,
} from '@crewtide/flows';
import { describe, expect, test } from 'vitest';
import { addressOf, instantOf } from '../support/builders.ts';
import { houses } from '../support/house.ts';
import { congregationIn } from '../support/houseCongregation.ts';
import { replyTo } from '../support/houseReply.ts';

const openHouse = houses();

const agreed: NewSeason = {
  rhythm: { every: 'week' },
  time: localTime.parse('19:30'),
  first: localDate.parse('2026-12-01'),
  meetings: 3,
  minutes: 90,
  place: 'The kitchen table',
  practice: practiceId.parse('case-clinic'),
  questions: ['What would help you most?'],
};

async function willowIn() {
  const house = await openHouse();
  const willow = await congregationIn(house);
  await willow.add('Ana', 'Bo', 'Cleo', 'Dov');
  const crew = async (
    names: readonly string[],
    season: Partial<NewSeason> | 'none' = {},
    host = willow.host,
  ) =>
    createCrew(house.deps, willow.store, host, {
      name: 'Tide pool',
      members: await Promise.all(names.map(willow.idOf)),
      zone: undefined,
      season: season === 'none' ? undefined : { ...agreed, ...season },
    });
  const begun = async (names: readonly string[], season: Partial<NewSeason> = {}) => {
    const made = await crew(names, season);
    if (made.outcome !== 'created') throw new Error(made.outcome);
    await house.settle();
    const record = await willow.store.get('crew', made.id);
    if (record?.season === undefined) throw new Error('the crew has a season');
    return { id: record.id, season: record.season, warnings: made.warnings };
  };
  const next = (of: string, change: Partial<NewSeason> = {}, host: HostRequest = willow.host) =>
    createSeason(house.deps, willow.store, host, { ...agreed, ...change, crew: crewId.parse(of) });
  return { house, willow, crew, begun, next };
}

describe('a crew with a season', () => {
  test('is told of it once, and has one next step', async () => {
    const { house, willow, begun } = await willowIn();
    const { id, season } = await begun(['Ana', 'Bo', 'Cleo']);
    for (const name of ['Ana', 'Bo', 'Cleo']) expect(house.mailOf(addressOf(name))).toHaveLength(2);
    expect(house.mailOf(addressOf('Dov'))).toHaveLength(1);
    const { items } = await willow.store.list('appointment', { limit: 10 });
    expect(items).toMatchObject([{ id: slotOfSeason(season), at: '2026-11-29T09:00' }]);
    expect(await willow.store.get('season', season)).toMatchObject({
      crew: id,
      number: 1,
      zone: 'Europe/Lisbon',
    });
  });

  test('needs three members, a practice with a plan, hosts of its own, and a first meeting to come', async () => {
    const { willow, house, crew } = await willowIn();
    const dov = await willow.idOf('Dov');
    const three = ['Ana', 'Bo', 'Cleo'];
    const unknown = practiceId.parse('nobody-knows-it');
    expect(await crew(['Ana', 'Bo'])).toEqual({ outcome: 'size', members: 2 });
    expect(await crew(three, { practice: unknown })).toEqual({ outcome: 'unknown-practice' });
    expect(await crew(three, { hosting: [dov] })).toEqual({ outcome: 'host-not-in-crew', members: [dov] });
    expect(await crew(three, { first: localDate.parse('2026-11-22') })).toEqual({
      outcome: 'first-meeting-in-the-past',
    });
    expect((await willow.store.list('crew', { limit: 10 })).items).toEqual([]);
    expect(house.carrier.mailboxes).toHaveLength(4);
  });

  test('whose first meeting is too near for a prompt meets without one', async () => {
    const { house, willow, begun } = await willowIn();
    const { season } = await begun(['Ana', 'Bo', 'Cleo'], { first: localDate.parse('2026-11-23') });
    expect(house.mailOf(addressOf('Bo'))).toHaveLength(2);
    expect((await willow.store.get('season', season))?.meetings.map(({ prompted }) => prompted)).toEqual([
      'missed',
      undefined,
      undefined,
    ]);
  });

  test('whose first prompt’s hour has passed, but not its digest’s, is asked at once', async () => {
    const { house, willow, begun } = await willowIn();
    await begun(['Ana', 'Bo', 'Cleo'], { first: localDate.parse('2026-11-24') });
    expect(house.mailOf(addressOf('Bo'))).toHaveLength(3);
    expect((await willow.store.list('prompt', { limit: 10 })).items).toMatchObject([
      { state: 'asked', digestAt: '2026-11-23T18:00' },
    ]);
  });

  test('is one crew, with the same warnings, however often its host asks for it under one key', async () => {
    const { willow, crew, begun } = await willowIn();
    const other = await begun(['Cleo', 'Dov', 'Ana']);
    const idempotency = { key: 'k', fingerprint: 'f' };
    const host = { ...willow.host, idempotency };
    const first = await crew(['Ana', 'Bo', 'Dov'], {}, host);
    if (first.outcome !== 'created') throw new Error(first.outcome);
    expect(first.warnings.map((each) => each.crew)).toEqual([other.id, other.id]);
    expect(await crew(['Ana', 'Bo', 'Dov'], {}, host)).toEqual({ ...first, outcome: 'repeated' });
    const reused = { ...host, idempotency: { key: 'k', fingerprint: 'another' } };
    expect(await crew(['Ana', 'Bo', 'Dov'], {}, reused)).toEqual({ outcome: 'key-reused' });
  });
});

describe('somebody in two crews', () => {
  test('who would be in both at once is warned of, and nothing is refused', async () => {
    const { willow, begun } = await willowIn();
    const first = await begun(['Ana', 'Bo', 'Cleo']);
    const late = { time: localTime.parse('20:30') };
    const second = await begun(['Bo', 'Cleo', 'Dov'], late);
    const [bo, cleo] = await Promise.all(['Bo', 'Cleo'].map(willow.idOf));
    const at = '2026-12-01T20:30:00.000Z';
    expect(second.warnings).toEqual([
      { member: bo, crew: first.id, at },
      { member: cleo, crew: first.id, at },
    ]);
    expect((await begun(['Ana', 'Bo', 'Cleo'], { time: localTime.parse('12:00') })).warnings).toEqual([]);
  });
});

describe('a crew without a season', () => {
  test('can begin one, once, with those who have not left', async () => {
    const { house, willow, crew, next } = await willowIn();
    const made = await crew(['Ana', 'Bo', 'Cleo', 'Dov'], 'none');
    if (made.outcome !== 'created') throw new Error(made.outcome);
    expect(made.warnings).toEqual([]);
    await house.comesIn(await replyTo(willow.newest('Dov'), { words: 'stop' }));
    const idempotency = { key: 'k', fingerprint: 'f' };
    const host = { ...willow.host, idempotency };
    const started = await next(made.id, {}, host);
    if (started.outcome !== 'created') throw new Error(started.outcome);
    await house.settle();
    const dov = await willow.idOf('Dov');
    const season = await willow.store.get('season', started.id);
    expect(season?.number).toBe(1);
    expect(season?.hosting).not.toContain(dov);
    expect(await next(made.id, {}, host)).toEqual({ ...started, outcome: 'repeated' });
    expect(await next(made.id, {}, { ...host, idempotency: { key: 'k', fingerprint: 'x' } })).toEqual({
      outcome: 'key-reused',
    });
    expect(await next(made.id)).toEqual({ outcome: 'season-running' });
    expect(await next(seasonId.parse('a'.repeat(16)))).toEqual({ outcome: 'no-such-crew' });
  });

  test('can begin its second after its first has ended, but not once it is complete', async () => {
    const { willow, begun, next, house } = await willowIn();
    const { id, season } = await begun(['Ana', 'Bo', 'Cleo']);
    const [crewRecord, record] = await Promise.all([
      willow.store.get('crew', id),
      willow.store.get('season', season),
    ]);
    if (crewRecord === undefined || record === undefined) throw new Error('a crew in season');
    const now = house.clock.now();
    await willow.store.commit([
      { change: 'replace', record: { ...record, state: { name: 'ended', at: now } } },
    ]);
    const second = await next(id, { hosting: crewRecord.members.slice(1) });
    if (second.outcome !== 'created') throw new Error(second.outcome);
    expect((await willow.store.get('season', second.id))?.number).toBe(2);
    const after = await willow.store.get('crew', id);
    if (after === undefined) throw new Error('a crew');
    await willow.store.commit([{ change: 'replace', record: { ...after, completedAt: now } }]);
    expect(await next(id)).toEqual({ outcome: 'crew-complete' });
  });

  test('of two is too few for one', async () => {
    const { crew, next } = await willowIn();
    const made = await crew(['Ana', 'Bo'], 'none');
    if (made.outcome !== 'created') throw new Error(made.outcome);
    expect(await next(made.id)).toEqual({ outcome: 'size', members: 2 });
  });
});

test('whoever is taken out of a crew gets none of its letters that have not left', async () => {
  const { house, willow, begun } = await willowIn();
  const { id, season } = await begun(['Ana', 'Bo', 'Cleo', 'Dov']);
  house.clock.goTo(instantOf('2026-11-29T09:00:00.001Z'));
  await strike(house.deps, willow.id, slotOfSeason(season));
  const dov = await willow.idOf('Dov');
  await removeFromCrew(house.deps, willow.store, willow.host, { crew: id, member: dov });
  await house.settle();
  const letters = (await willow.store.list('letter', { limit: 100 })).items.filter(({ to }) => to === dov);
  expect(letters.find(({ content }) => content.template === 'prompt')?.state).toMatchObject({
    name: 'cancelled',
    reason: 'not-in-crew',
  });
  expect(letters.find(({ content }) => content.template === 'farewell')?.state.name).toBe('sent');
});
