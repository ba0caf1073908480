import { afterAll, beforeAll, describe } from 'vitest';
import { startDynamoDbLocal } from '../support/dynamoDbLocal.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { requires } from '../support/requires.ts';
import { agenda } from './storeAgenda.ts';
import { commits } from './storeCommits.ts';
import { faults } from './storeFaults.ts';
import { type Fixture, fixtureOn } from './storeFixture.ts';
import { model } from './storeModel.ts';
import { providerEvents } from './storeProviderEvents.ts';
import { reads } from './storeReads.ts';
import { tables } from './storeTable.ts';

/** The port Store on one table of a real DynamoDB; the same on each. */
function contract(start: () => Promise<TestEngine>): void {
  let engine: TestEngine | undefined;
  let shared: Fixture | undefined;
  beforeAll(async () => {
    engine = await start();
    shared = await fixtureOn(engine.endpoint);
  });
  afterAll(() => engine?.stop());

  const endpoint = (): string => engine?.endpoint ?? notStarted();
  const fixture = (): Fixture => shared ?? notStarted();
  const freshFixture = (): Promise<Fixture> => fixtureOn(endpoint());

  tables(endpoint);
  commits(fixture);
  reads(fixture, freshFixture);
  agenda(freshFixture);
  providerEvents(freshFixture);
  faults(fixture);
  model(freshFixture);
}

const notStarted = (): never => {
  throw new Error('the engine is not started');
};

describe('the store on dynoxide', () => contract(startEngine));

describe.skipIf(!requires('java'))('the store on DynamoDB Local', () => contract(startDynamoDbLocal));
