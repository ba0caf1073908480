import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { makeWorkplace, settingsFor, type Workplace } from './crewtide.ts';
import { openCongregation } from './host.ts';

vi.setConfig({ testTimeout: 60_000 });

let place: Workplace;
let engine: TestEngine;

beforeAll(async () => {
  [place, engine] = await Promise.all([makeWorkplace(), startEngine()]);
});

afterAll(async () => {
  await place?.clear();
  await engine?.stop();
});

it('npm start keeps everything in another DynamoDB, and letters until there is a carrier', async () => {
  const settings = {
    ...settingsFor(place.dataDir, 'smtp://carla:hush-hush@127.0.0.1:1'),
    DYNAMODB_ENDPOINT: engine.endpoint,
    TABLE_NAME: 'elsewhere',
  };
  const first = place.start(settings);
  const host = await openCongregation(first, settings.OPERATOR_KEY);
  await host.addMembers(['Ana']);
  await first.said('page sent', ({ accepted, finished }) => accepted === 0 && finished === false);
  expect(await place.engines()).toEqual([]);
  first.signal('SIGTERM');
  expect(await first.ended).toBe(0);
  expect(first.output()).not.toMatch(/hush-hush|carla|Ana|@/);
  expect(await host.letterStates(place.start(settings))).toEqual(['planned']);
});
