import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { type Change, type CongregationId, type Instant, millisecondsOf } from '@crewtide/domain';
import type { GlobalChange } from '@crewtide/flows';
import { itemOf } from './attributes.ts';
import { hostKeyKey, type Key, recordKey } from './keys.ts';
import { nameOf, type StoredItem, storedItem } from './records.ts';
import { sizeOfItem } from './size.ts';

/** One element of a commit. */
export interface Write {
  readonly key: Key;
  /** For errors. */
  readonly name: string;
  /** Bytes that it counts in a transaction, estimated. */
  readonly size: number;
  readonly element: TransactWriteItem;
}

interface Writing {
  readonly table: string;
  readonly shards: number;
  readonly now: Instant;
}

export function writeOf(writing: Writing, congregation: CongregationId, change: Change): Write {
  const { record } = change;
  const key = recordKey(congregation, record.kind, record.id);
  const item = storedItem(key, record, nextVersion(change, writing.now), writing.shards);
  return {
    key,
    name: nameOf(record.kind, record.id),
    size: sizeOfItem(item),
    element: elementOf(writing, change, item),
  };
}

export function writeOfGlobal(writing: Writing, change: GlobalChange): Write {
  const key = hostKeyKey(change.key.hash);
  const item = { ...key, version: firstVersion(writing.now), record: JSON.stringify(change.key) };
  return { key, name: 'a host key', size: sizeOfItem(item), element: putNew(writing, item) };
}

/**
 * A version counts up from the milliseconds of its creation. So a record that was removed and created again doesn't
 * repeat the versions of its former life, and whoever still holds one of those gets a conflict.
 */
const nextVersion = (change: Change, now: Instant): number =>
  change.change === 'create' ? firstVersion(now) : change.record.version + 1;

const firstVersion = millisecondsOf;

function elementOf(writing: Writing, change: Change, item: StoredItem): TransactWriteItem {
  switch (change.change) {
    case 'create':
      return putNew(writing, item);
    case 'replace':
      return {
        Put: { TableName: writing.table, Item: itemOf(item), ...ifVersion(change.record.version) },
      };
    case 'remove':
      return {
        Delete: { TableName: writing.table, Key: keyItem(item), ...ifVersion(change.record.version) },
      };
    case 'expect':
      return {
        ConditionCheck: { TableName: writing.table, Key: keyItem(item), ...ifVersion(change.record.version) },
      };
  }
}

/** Readers don't see what has expired, so a new record may take its place before the table has cleared it away. */
const putNew = (writing: Writing, item: StoredItem): TransactWriteItem => ({
  Put: {
    TableName: writing.table,
    Item: itemOf(item),
    ConditionExpression: 'attribute_not_exists(#pk) OR #expiresAt <= :now',
    ExpressionAttributeNames: { '#pk': 'pk', '#expiresAt': 'expiresAt' },
    ExpressionAttributeValues: { ':now': { S: writing.now } },
  },
});

const keyItem = ({ pk, sk }: Key) => itemOf({ pk, sk });

const ifVersion = (version: number) => ({
  ConditionExpression: '#version = :version',
  ExpressionAttributeNames: { '#version': 'version' },
  ExpressionAttributeValues: { ':version': { N: String(version) } },
});
