import { afterAll, beforeAll, describe } from 'vitest';
import { type Bundles, bundles } from './bundles.ts';
import { functionsAnswer } from './functionsSuite.ts';
import { storiesPlay } from './storiesSuite.ts';

// Bundling takes longer than what is shown of the bundles, so it is done once.
let built: Bundles;
beforeAll(async () => {
  built = await bundles();
}, 120_000);
afterAll(() => built.remove());

describe('the functions of the cloud', () => functionsAnswer(() => built));
describe('a cloud', () => storiesPlay(() => built));
