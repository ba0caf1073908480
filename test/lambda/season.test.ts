import { afterAll, beforeAll, expect, test } from 'vitest';
import { FIVE, seasonGoesOn } from '../season/goingOnStory.ts';
import { startDynamoDbLocal } from '../support/dynamoDbLocal.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { requires } from '../support/requires.ts';
import { type Bundles, bundles } from './bundles.ts';
import { openCloud } from './cloud.ts';
import { fiveInCloud } from './cloudCongregation.ts';
import { houseIn } from './cloudHouse.ts';

let engine: TestEngine;
let built: Bundles;

beforeAll(async () => {
  [engine, built] = await Promise.all([requires('java') ? startDynamoDbLocal() : startEngine(), bundles()]);
}, 120_000);
afterAll(async () => {
  await engine.stop();
  await built.remove();
});

test('a season of five plays through the functions as it does on one machine', async () => {
  const cloud = await openCloud({ engine, bundles: built, table: 'season' });
  try {
    const five = await fiveInCloud(cloud, houseIn(cloud), FIVE);
    await seasonGoesOn(five);
    expect(cloud.resend.violations).toEqual([]);
    expect(cloud.logged().join('\n')).not.toMatch(/@|Ana|Cleo|Hanna/);
  } finally {
    await cloud.close();
  }
}, 120_000);
