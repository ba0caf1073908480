import { CreateTableCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { create } from '@crewtide/domain';
import { createClient, createStore, ensureTable, measured } from '@crewtide/store';
import { describe, expect, it } from 'vitest';
import { faultOf } from './storeCommits.ts';
import { audit, behindFreshWall, NOON, page, plus, testClock } from './storeFixture.ts';

export function tables(endpoint: () => string): void {
  const clientHere = () => createClient({ endpoint: endpoint(), region: 'local' });

  describe('the table', () => {
    it('is made once, by however many at the same time, and never with a stream', async () => {
      const client = clientHere();
      await Promise.all([1, 2, 3].map(() => ensureTable(client, 'made-once')));
      await ensureTable(client, 'made-once');
      const { Table } = await client.send(new DescribeTableCommand({ TableName: 'made-once' }));
      expect(Table?.StreamSpecification?.StreamEnabled ?? false).toBe(false);
      expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).toEqual(['agenda']);
    });

    it('gets its index when it has none yet', async () => {
      const client = clientHere();
      const table = 'without-index';
      const attribute = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
      await client.send(
        new CreateTableCommand({
          TableName: table,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [attribute('pk'), attribute('sk')],
          KeySchema: [
            { AttributeName: 'pk', KeyType: 'HASH' },
            { AttributeName: 'sk', KeyType: 'RANGE' },
          ],
        }),
      );
      await ensureTable(client, table);
      const store = createStore({ client, table, shards: 2, clock: testClock() });
      await behindFreshWall(store).commit([create(page('a', NOON))]);
      expect(await store.due(plus(NOON, 1), 5)).toHaveLength(1);
    });

    it('that is missing is a fault that waiting does not help', async () => {
      const store = createStore({ client: clientHere(), table: 'missing', shards: 2, clock: testClock() });
      const fault = await faultOf(behindFreshWall(store).get('audit', 'a'));
      expect(fault).toMatchObject({ message: 'get: ResourceNotFoundException', retryable: false });
    });

    it('out of reach is a fault that may be retried', async () => {
      const client = createClient({ endpoint: 'http://127.0.0.1:9', region: 'local' });
      const store = createStore({ client, table: 'anywhere', shards: 2, clock: testClock() });
      expect(await faultOf(store.nextDue(NOON))).toMatchObject({ retryable: true });
    });
  });

  describe('the meter', () => {
    it('counts requests and capacity', async () => {
      const client = clientHere();
      await ensureTable(client, 'measured');
      const meter = measured(client);
      const here = behindFreshWall(createStore({ client, table: 'measured', shards: 2, clock: testClock() }));
      await here.commit([create(audit('a'))]);
      expect(meter).toEqual({ requests: 1, readUnits: 0, writeUnits: 1 });
      await here.commit([create(audit('b')), create(audit('c'))]);
      await here.get('audit', 'a');
      // AWS and dynoxide bill a transaction's write as two, DynamoDB Local as one.
      expect([3, 5]).toContain(meter.writeUnits);
      expect(meter).toMatchObject({ requests: 3, readUnits: 1 });
    });
  });
}
