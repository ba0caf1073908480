import { setTimeout as pause } from 'node:timers/promises';
import {
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  type GlobalSecondaryIndex,
  ResourceInUseException,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { StoreFault } from '@crewtide/flows';
import { ask, faultOf } from './faults.ts';

/** The index that finds what is due. */
export const AGENDA = 'agenda';

const attributes = (...names: readonly string[]) =>
  names.map((name) => ({ AttributeName: name, AttributeType: 'S' as const }));

const agendaIndex: GlobalSecondaryIndex = {
  IndexName: AGENDA,
  KeySchema: [
    { AttributeName: 'apk', KeyType: 'HASH' },
    { AttributeName: 'ask', KeyType: 'RANGE' },
  ],
  Projection: { ProjectionType: 'KEYS_ONLY' },
};

const POLL_MILLISECONDS = 250;
/** Ten minutes: an index on a table that is in use takes its time. */
const POLLS = 2400;

/**
 * Creates the table and its index where they are missing, waits until both can be used and has `ttl` observed.
 * @throws StoreFault, retryable, when they aren't ready after ten minutes
 */
export async function ensureTable(client: DynamoDBClient, table: string): Promise<void> {
  const found = await describe(client, table);
  if (found === undefined) await createTable(client, table);
  else if (!indexIn(found)) await createIndex(client, table);
  for (let poll = 0; poll < POLLS; poll++) {
    const now = await describe(client, table);
    if (now?.TableStatus === 'ACTIVE' && indexIn(now)?.IndexStatus === 'ACTIVE') {
      return expireByTtl(client, table);
    }
    await pause(POLL_MILLISECONDS);
  }
  throw new StoreFault('the table or its index does not become active', true);
}

const indexIn = (table: TableDescription) =>
  table.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === AGENDA);

async function describe(client: DynamoDBClient, table: string): Promise<TableDescription | undefined> {
  return ask('DescribeTable', async () => {
    try {
      return (await client.send(new DescribeTableCommand({ TableName: table }))).Table;
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  });
}

/** No StreamSpecification: nothing reads one, and the embedded engine slows down with every record of it. */
const createTable = (client: DynamoDBClient, table: string) =>
  unlessUnderWay('CreateTable', () =>
    client.send(
      new CreateTableCommand({
        TableName: table,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: attributes('pk', 'sk', 'apk', 'ask'),
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        GlobalSecondaryIndexes: [agendaIndex],
      }),
    ),
  );

const createIndex = (client: DynamoDBClient, table: string) =>
  unlessUnderWay('UpdateTable', () =>
    client.send(
      new UpdateTableCommand({
        TableName: table,
        AttributeDefinitions: attributes('apk', 'ask'),
        GlobalSecondaryIndexUpdates: [{ Create: agendaIndex }],
      }),
    ),
  );

async function expireByTtl(client: DynamoDBClient, table: string): Promise<void> {
  if (await expires(client, table)) return;
  const command = new UpdateTimeToLiveCommand({
    TableName: table,
    TimeToLiveSpecification: { Enabled: true, AttributeName: 'ttl' },
  });
  try {
    await client.send(command);
  } catch (error) {
    if (!(await expires(client, table))) throw faultOf('UpdateTimeToLive', error);
  }
}

async function expires(client: DynamoDBClient, table: string): Promise<boolean> {
  const command = new DescribeTimeToLiveCommand({ TableName: table });
  const { TimeToLiveDescription } = await ask('DescribeTimeToLive', () => client.send(command));
  return ['ENABLED', 'ENABLING'].includes(TimeToLiveDescription?.TimeToLiveStatus ?? '');
}

/** Another process may be doing the same: what it began is waited for. */
async function unlessUnderWay(operation: string, change: () => Promise<unknown>): Promise<void> {
  await ask(operation, async () => {
    try {
      await change();
    } catch (error) {
      if (!(error instanceof ResourceInUseException)) throw error;
    }
  });
}
