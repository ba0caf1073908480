import {
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import type { Change, CongregationId } from '@crewtide/domain';
import { type Commit, type GlobalChange, StoreFault } from '@crewtide/flows';
import { faultOf, isConflict } from './faults.ts';
import type { StoreSettings } from './settings.ts';
import { mustFit } from './size.ts';
import { type Write, writeOf, writeOfGlobal } from './writes.ts';

/**
 * All changes or none. One change is one conditional write, which costs half of a transaction; more are one
 * transaction.
 *
 * When the connection breaks after sending, the SDK's own retry of a single write can meet what its first attempt
 * wrote; a caller that repeats after a StoreFault can, too. Both hear 'conflict', as if somebody else had been there.
 * Nothing tells the two apart, and nothing needs to: a caller answers a conflict by loading and deciding again, and
 * every decision carries the mark that its input is done, so it finds its own work finished.
 *
 * @throws TransactionTooLarge before anything is tried
 * @throws StoreFault, retryable when the outcome is unknown or the store is busy; not retryable when one record is
 *   named twice
 */
export async function commit(
  settings: StoreSettings,
  congregation: CongregationId,
  changes: readonly Change[],
  global: readonly GlobalChange[] = [],
): Promise<Commit> {
  const writing = { table: settings.table, shards: settings.shards, now: settings.clock.now() };
  const writes = [
    ...changes.map((change) => writeOf(writing, congregation, change)),
    ...global.map((change) => writeOfGlobal(writing, change)),
  ];
  mustNameEachOnce(writes);
  mustFit(writes.map(({ size }) => size));
  try {
    await send(settings.client, writes);
    return 'committed';
  } catch (error) {
    if (isConflict(error)) return 'conflict';
    throw faultOf('commit', error);
  }
}

/** DynamoDB refuses such a transaction; DynamoDB Local lets the last one win. */
function mustNameEachOnce(writes: readonly Write[]): void {
  const seen = new Set<string>();
  for (const { key, name } of writes) {
    const whole = JSON.stringify(key);
    if (seen.has(whole)) throw new StoreFault(`one commit names ${name} twice`, false);
    seen.add(whole);
  }
}

async function send(client: DynamoDBClient, writes: readonly Write[]): Promise<void> {
  const [first, ...others] = writes;
  if (first === undefined) return;
  if (others.length === 0 && first.element.Put) await client.send(new PutItemCommand(first.element.Put));
  else if (others.length === 0 && first.element.Delete)
    await client.send(new DeleteItemCommand(first.element.Delete));
  else
    await client.send(new TransactWriteItemsCommand({ TransactItems: writes.map(({ element }) => element) }));
}
