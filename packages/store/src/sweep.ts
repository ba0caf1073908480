import { type AttributeValue, ScanCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { millisecondsOf } from '@crewtide/domain';
import { TRANSACTION_LIMITS } from '@crewtide/flows';
import { type Item, itemOf } from './attributes.ts';
import { ask, faultOf, isConflict } from './faults.ts';
import type { StoreSettings } from './settings.ts';

/**
 * Deletes what has expired, for an engine that does not do so by itself; returns how many. Reads the whole table.
 * @throws StoreFault
 */
export async function sweepExpired({ client, table, clock }: StoreSettings): Promise<number> {
  const now = { ':now': Math.floor(millisecondsOf(clock.now()) / 1000) };
  let swept = 0;
  let position: Record<string, AttributeValue> | undefined;
  do {
    const command = new ScanCommand({
      TableName: table,
      FilterExpression: '#ttl <= :now',
      ProjectionExpression: '#pk, #sk',
      ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk', '#ttl': 'ttl' },
      ExpressionAttributeValues: itemOf(now),
      ExclusiveStartKey: position,
    });
    const answer = await ask('sweep', () => client.send(command));
    const expired: readonly Item[] = answer.Items ?? [];
    for (let from = 0; from < expired.length; from += TRANSACTION_LIMITS.items)
      swept += await removeStillExpired(expired.slice(from, from + TRANSACTION_LIMITS.items));
    position = answer.LastEvaluatedKey;
  } while (position !== undefined);
  return swept;

  /** All or none: when a record took an expired one's place meanwhile, the next sweep has its neighbours. */
  async function removeStillExpired(keys: readonly Item[]): Promise<number> {
    const deletion = {
      TableName: table,
      ConditionExpression: '#ttl <= :now',
      ExpressionAttributeNames: { '#ttl': 'ttl' },
      ExpressionAttributeValues: itemOf(now),
    };
    try {
      const TransactItems = keys.map((key) => ({ Delete: { ...deletion, Key: key } }));
      await client.send(new TransactWriteItemsCommand({ TransactItems }));
      return keys.length;
    } catch (error) {
      if (isConflict(error)) return 0;
      throw faultOf('sweep', error);
    }
  }
}
