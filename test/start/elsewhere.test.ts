import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { type Crewtide, makeWorkplace, settingsFor, type Workplace } from './crewtide.ts';

vi.setConfig({ testTimeout: 60_000 });

const congregationMade = z.object({ id: z.string(), hosts: z.array(z.object({ key: z.string() })).min(2) });
const listed = z.object({ items: z.array(z.object({ state: z.object({ name: z.string() }) })) });

let place: Workplace;
let engine: TestEngine;

beforeAll(async () => {
  [place, engine] = await Promise.all([makeWorkplace(), startEngine()]);
});

afterAll(async () => {
  await place?.clear();
  await engine?.stop();
});

async function post(crewtide: Crewtide, path: string, key: string, body: object): Promise<unknown> {
  const { api } = await crewtide.up();
  const answer = await fetch(`${api}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(201);
  return answer.json();
}

it('npm start keeps everything in another DynamoDB, and letters until there is a carrier', async () => {
  const settings = {
    ...settingsFor(place.dataDir, 'smtp://carla:hush-hush@127.0.0.1:1'),
    DYNAMODB_ENDPOINT: engine.endpoint,
    TABLE_NAME: 'elsewhere',
  };
  const first = place.start(settings);
  const hosts = ['Hana', 'Ivo'].map((name) => ({ name, email: `${name.toLowerCase()}@home.example` }));
  const made = await post(first, '/congregations', settings.OPERATOR_KEY, {
    name: 'Willow Circle',
    zone: 'Europe/Lisbon',
    hosts,
  });
  const {
    id,
    hosts: [host],
  } = congregationMade.parse(made);
  const key = host?.key ?? '';
  const members = [{ name: 'Ana', email: 'ana@home.example' }];
  await post(first, `/congregations/${id}/imports`, key, { members });
  await first.said('page sent', ({ accepted, finished }) => accepted === 0 && finished === false);
  expect(await place.engines()).toEqual([]);
  first.signal('SIGTERM');
  expect(await first.ended).toBe(0);
  expect(first.output()).not.toMatch(/hush-hush|carla|Ana|@/);

  const second = place.start(settings);
  const { api } = await second.up();
  const letters = await fetch(`${api}/congregations/${id}/letters`, {
    headers: { authorization: `Bearer ${key}` },
  });
  const { items } = listed.parse(await letters.json());
  expect(items.map(({ state }) => state.name)).toEqual(['planned']);
});
