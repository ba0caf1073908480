import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { apiHouses, congregationOver, idOf, membersOver } from './apiHouse.ts';

const openApi = apiHouses();

async function circle(...names: readonly string[]) {
  const api = await openApi();
  const willow = await congregationOver(api);
  const members = await membersOver(api, willow, ...names);
  const form = (body: unknown, headers = {}) => api.post(`${willow.path}/crews`, willow.key, body, headers);
  return { ...api, willow, members, form };
}

describe('forming a crew', () => {
  it('takes its members and the congregation’s zone unless told otherwise', async () => {
    const { form, members, willow, get } = await circle('Ana', 'Bo', 'Cleo');
    const made = await form({ name: 'Tide pool', members });
    expect(made).toMatchObject({ status: 201, body: { name: 'Tide pool', members, zone: 'Europe/Lisbon' } });
    const location = made.headers.get('location') ?? '';
    expect(location).toBe(`${willow.path}/crews/${idOf(made)}`);
    const { warnings: none, ...shown } = z.looseObject({ warnings: z.array(z.unknown()) }).parse(made.body);
    expect(none).toEqual([]);
    expect((await get(location, willow.key)).body).toEqual(shown);
    const elsewhere = await form({ name: 'Reef', members, zone: 'Asia/Tokyo' });
    expect(elsewhere.body).toMatchObject({ zone: 'Asia/Tokyo' });
  });

  it('is done once under one Idempotency-Key, which names no other request', async () => {
    const { form, members, willow, get } = await circle('Ana', 'Bo', 'Cleo');
    const under = { 'idempotency-key': 'once' };
    const first = await form({ name: 'Tide pool', members }, under);
    expect(await form({ name: 'Tide pool', members }, under)).toMatchObject({
      status: 201,
      body: first.body,
    });
    expect(await form({ name: 'Reef', members }, under)).toMatchObject({
      status: 422,
      body: { type: 'https://crew.example/docs#idempotency-key-reused' },
    });
    expect((await get(`${willow.path}/crews`, willow.key)).body).toMatchObject({
      items: [{ id: idOf(first) }],
      next: null,
    });
  });

  it('refuses one member alone, eight, the same twice and unknown ones, and says which', async () => {
    const { form, members } = await circle('Ana', 'Bo', 'Cleo', 'Dee', 'Eli', 'Fay', 'Gus', 'Hal');
    const [ana = '', bo = ''] = members;
    for (const [wrong, pointer] of [
      [[ana], '/members'],
      [members, '/members'],
      [[ana, bo, ana], '/members'],
      [[ana, 'aaaaaaaaaaaaaaaa', bo], '/members/1'],
      [[ana, 'not an id', bo], '/members/1'],
      [[ana, 7, bo], '/members/1'],
      [{ ana, bo }, '/members'],
    ] as const) {
      expect(await form({ name: 'Tide pool', members: wrong })).toMatchObject({
        status: 422,
        body: { errors: [{ pointer, detail: expect.any(String) }] },
      });
    }
    expect((await form({ name: 'Tide pool', members: members.slice(0, 7) })).status).toBe(201);
  });

  it('refuses who left, and says which', async () => {
    const { form, members, house, call } = await circle('Ana', 'Bo', 'Cleo');
    const [mail] = house.mailOf('bo@example.org');
    const url = /https:\/\/crew\.example(\/leave\/[a-z2-7]+)/.exec(Buffer.from(mail?.bytes ?? []).toString());
    expect((await call('POST', url?.[1] ?? '')).status).toBe(200);
    expect(await form({ name: 'Tide pool', members })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/members/1', detail: 'does not take part now' }] },
    });
  });
});

describe('asking a crew', () => {
  it('keeps the wall-clock times of its zone and goes from planned over asked to closed', async () => {
    const { form, members, willow, post, get, house } = await circle('Ana', 'Bo', 'Cleo');
    const crew = idOf(await form({ name: 'Tide pool', members, zone: 'Asia/Tokyo' }));
    const made = await post(`${willow.path}/crews/${crew}/prompts`, willow.key, {
      questions: ['One?', 'Two?'],
      promptAt: '2026-11-24T09:00',
      digestAt: '2026-11-25T09:00',
    });
    expect(made).toMatchObject({
      status: 201,
      body: {
        crew,
        questions: ['One?', 'Two?'],
        promptAt: '2026-11-24T09:00',
        digestAt: '2026-11-25T09:00',
        zone: 'Asia/Tokyo',
        state: 'planned',
        asked: [],
      },
    });
    const location = made.headers.get('location') ?? '';
    expect(location).toBe(`${willow.path}/prompts/${idOf(made)}`);
    house.clock.pass({ hours: 15 });
    await house.settle();
    expect((await get(location, willow.key)).body).toMatchObject({ state: 'asked', asked: members });
    house.clock.pass({ days: 1 });
    await house.settle();
    expect((await get(`${willow.path}/prompts`, willow.key)).body).toMatchObject({
      items: [{ state: 'closed' }],
    });
  });

  it.each([
    ['no question', { questions: [] }, '/questions'],
    ['three questions', { questions: ['1', '2', '3'] }, '/questions'],
    ['a question of spaces', { questions: ['  '] }, '/questions/0'],
    ['a digest without a time', { digestAt: undefined }, '/digestAt'],
    ['a digest in the past', { digestAt: '2026-11-20T09:00' }, '/digestAt'],
    ['a digest before its prompt', { promptAt: '2026-11-26T09:00' }, '/digestAt'],
    ['a time in UTC', { digestAt: '2026-11-25T09:00Z' }, '/digestAt'],
    ['a day that doesn’t exist', { digestAt: '2027-02-30T09:00' }, '/digestAt'],
    ['the last minute of all', { digestAt: '9999-12-31T23:59' }, '/digestAt'],
    ['the first minute of all', { promptAt: '0000-01-01T00:00' }, '/promptAt'],
    ['a field that nobody knows', { remindAt: '2026-11-24T09:00' }, ''],
  ])('refuses %s and says where', async (_, change, pointer) => {
    const { form, members, willow, post } = await circle('Ana', 'Bo', 'Cleo');
    const crew = idOf(await form({ name: 'Tide pool', members }));
    const body = { questions: ['One?'], digestAt: '2026-11-25T09:00', ...change };
    expect(await post(`${willow.path}/crews/${crew}/prompts`, willow.key, body)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer }] },
    });
  });

  it('is done once under one Idempotency-Key', async () => {
    const { form, members, willow, post, get } = await circle('Ana', 'Bo', 'Cleo');
    const crew = idOf(await form({ name: 'Tide pool', members }));
    const ask = (question: string) =>
      post(
        `${willow.path}/crews/${crew}/prompts`,
        willow.key,
        { questions: [question], digestAt: '2026-11-25T09:00' },
        { 'idempotency-key': 'ask' },
      );
    const first = await ask('One?');
    expect((await ask('One?')).body).toEqual(first.body);
    expect((await ask('Two?')).status).toBe(422);
    expect((await get(`${willow.path}/prompts`, willow.key)).body).toMatchObject({
      items: [first.body],
      next: null,
    });
  });
});
