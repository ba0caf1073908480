import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { apiHouses, congregationOver, idOf, pageIn, type TestCongregation } from './apiHouse.ts';

const openApi = apiHouses();

const WALK = {
  name: 'Walk and talk',
  purpose: 'To think aloud with somebody who listens.',
  plans: {
    60: [
      { name: 'Arrive', minutes: 10, how: 'Each says how you are.' },
      { name: 'Walk', minutes: 50, how: 'One speaks for half of the way, the other for the rest.' },
    ],
  },
};

async function library() {
  const api = await openApi();
  const willow = await congregationOver(api);
  const add = (body: unknown, headers = {}) =>
    api.post(`${willow.path}/practices`, willow.key, body, headers);
  const idsOf = async ({ path, key }: TestCongregation = willow) =>
    z
      .object({ items: z.array(z.object({ id: z.string() })) })
      .parse((await api.get(`${path}/practices`, key)).body)
      .items.map(({ id }) => id);
  return { ...api, willow, add, idsOf };
}

describe('the library of practices', () => {
  it('begins with those that come with Crewtide, each with steps for either length', async () => {
    const { idsOf, get, willow } = await library();
    const ids = await idsOf();
    expect(ids).toEqual(expect.arrayContaining(['case-clinic', 'check-in', 'goals-round', 'open-space']));
    expect(ids.length).toBeGreaterThanOrEqual(6);
    for (const id of ids) {
      expect(await get(`${willow.path}/practices/${id}`, willow.key)).toMatchObject({
        status: 200,
        body: { id, plans: { 60: expect.any(Array), 90: expect.any(Array) } },
      });
    }
  });

  it('takes a host’s own, under its name’s id unless another is given', async () => {
    const { add, idsOf, get, willow } = await library();
    const made = await add(WALK);
    expect(made).toMatchObject({ status: 201, body: { ...WALK, id: 'walk-and-talk' } });
    expect(made.headers.get('location')).toBe(`${willow.path}/practices/walk-and-talk`);
    expect((await get(made.headers.get('location') ?? '', willow.key)).body).toEqual(made.body);
    expect(idOf(await add({ ...WALK, id: 'walk' }))).toBe('walk');
    expect((await idsOf()).slice(-2).toSorted()).toEqual(['walk', 'walk-and-talk']);
    const audit = pageIn(await get(`${willow.path}/audit`, willow.key)).items;
    expect(audit.map(({ did, to }) => `${did} ${to}`).toSorted()).toEqual([
      'add-practice walk',
      'add-practice walk-and-talk',
    ]);
  });

  it('takes one once under one Idempotency-Key, and none whose id is there', async () => {
    const { add } = await library();
    const under = { 'idempotency-key': 'walk' };
    const first = await add(WALK, under);
    expect(await add(WALK, under)).toMatchObject({ status: 201, body: first.body });
    expect((await add({ ...WALK, name: 'Run' }, under)).status).toBe(422);
    for (const taken of [WALK, { ...WALK, name: 'Case clinic' }, { ...WALK, id: 'check-in' }]) {
      expect(await add(taken)).toMatchObject({
        status: 409,
        body: { type: 'https://crew.example/docs#practice-exists' },
      });
    }
  });

  it('is one congregation’s own', async () => {
    const { add, idsOf, get, willow, ...api } = await library();
    const elm = await congregationOver({ ...api, get }, { ...ELM });
    await add(WALK);
    expect(await idsOf(elm)).not.toContain('walk-and-talk');
    expect((await get(`${elm.path}/practices/walk-and-talk`, elm.key)).status).toBe(404);
    expect((await get(`${willow.path}/practices/walk-and-talk`, elm.key)).status).toBe(404);
  });

  it.each([
    ['steps of 61 minutes', { plans: { 60: [...WALK.plans[60], step(1)] } }, '/plans/60'],
    ['steps of 60 minutes for 90', { plans: { 90: WALK.plans[60] } }, '/plans/90'],
    ['no steps at all', { plans: {} }, '/plans'],
    ['thirteen steps', { plans: { 60: Array.from({ length: 13 }, () => step(5)) } }, '/plans/60'],
    ['a step of half a minute', { plans: { 60: [step(59.5), step(0.5)] } }, '/plans/60/0/minutes'],
    [
      'a step of words without end',
      { plans: { 60: [{ ...step(60), how: 'x'.repeat(601) }] } },
      '/plans/60/0/how',
    ],
    ['a name of two lines', { name: 'Walk\nand talk' }, '/name'],
    ['a name that gives no id', { name: '散歩' }, '/name'],
    ['an id with a blank', { id: 'walk talk' }, '/id'],
    ['no purpose', { purpose: ' ' }, '/purpose'],
    ['a field that nobody knows', { minutes: 60 }, ''],
  ])('refuses %s and says where', async (_, change, pointer) => {
    const { add } = await library();
    expect(await add({ ...WALK, ...change })).toMatchObject({
      status: 422,
      body: { errors: expect.arrayContaining([{ detail: expect.any(String), pointer }]) },
    });
  });

  it('takes a name without Latin letters with an id beside it', async () => {
    const { add } = await library();
    expect((await add({ ...WALK, name: '散歩', id: 'sanpo' })).status).toBe(201);
  });
});

function step(minutes: number) {
  return { name: 'Talk', minutes, how: 'Talk.' };
}

const ELM = {
  name: 'Elm circle',
  zone: 'Europe/Berlin',
  hosts: [
    { name: 'Eva', email: 'eva@example.com', zone: 'Europe/Berlin' },
    { name: 'Emil', email: 'emil@example.com', zone: 'Europe/Berlin' },
  ],
};
