import { setTimeout as pause } from 'node:timers/promises';
import {
  BatchGetItemCommand,
  GetItemCommand,
  type KeysAndAttributes,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import type { CongregationId, RecordKind, RecordOf, Stored } from '@crewtide/domain';
import { type Page, StoreFault } from '@crewtide/flows';
import { type Item, itemOf } from './attributes.ts';
import { ask } from './faults.ts';
import { canExist, type Key, recordKey } from './keys.ts';
import { readRecord } from './records.ts';
import type { StoreSettings } from './settings.ts';

/** BatchGetItem takes this many keys. */
const BATCH = 100;
/** How often in a row a batch may come back without one item. */
const FRUITLESS = 5;

export async function getOne<K extends RecordKind>(
  settings: StoreSettings,
  congregation: CongregationId,
  kind: K,
  id: string,
): Promise<Stored<RecordOf<K>> | undefined> {
  const key = recordKey(congregation, kind, id);
  const item = canExist(key) ? await getItem(settings, key) : undefined;
  return item && readRecord(kind, item, settings.clock.now());
}

export async function getItem({ client, table }: StoreSettings, key: Key): Promise<Item | undefined> {
  const command = new GetItemCommand({ TableName: table, Key: itemOf(key), ConsistentRead: true });
  return (await ask('get', () => client.send(command))).Item;
}

export async function getMany<K extends RecordKind>(
  settings: StoreSettings,
  congregation: CongregationId,
  kind: K,
  ids: readonly string[],
): Promise<readonly Stored<RecordOf<K>>[]> {
  const wanted = ids.map((id) => recordKey(congregation, kind, id)).filter(canExist);
  const once = [...new Map(wanted.map((key) => [key.sk, key])).values()];
  const batches = Array.from({ length: Math.ceil(once.length / BATCH) }, (_, at) =>
    once.slice(at * BATCH, (at + 1) * BATCH),
  );
  const items = (await Promise.all(batches.map((keys) => getBatch(settings, keys)))).flat();
  const now = settings.clock.now();
  const found = new Map(items.map((item) => [item.sk?.S, readRecord(kind, item, now)]));
  return wanted.flatMap(({ sk }) => found.get(sk) ?? []);
}

/** DynamoDB leaves keys unprocessed when it is busy or when the answer exceeds 16 MB. */
async function getBatch({ client, table }: StoreSettings, keys: readonly Key[]): Promise<readonly Item[]> {
  const items: Item[] = [];
  let left: KeysAndAttributes | undefined = { Keys: keys.map((key) => itemOf(key)), ConsistentRead: true };
  for (let fruitless = 0; left !== undefined; ) {
    const request: Record<string, KeysAndAttributes> = { [table]: left };
    const answer = await ask('getMany', () =>
      client.send(new BatchGetItemCommand({ RequestItems: request })),
    );
    const got: readonly Item[] = answer.Responses?.[table] ?? [];
    items.push(...got);
    left = answer.UnprocessedKeys?.[table];
    if (left === undefined) break;
    fruitless = got.length > 0 ? 0 : fruitless + 1;
    if (fruitless > FRUITLESS) throw new StoreFault('getMany: keys stay unprocessed', true);
    await pause(20 * 2 ** fruitless);
  }
  return items;
}

/** An `after` that does not begin with `prefix` is no page's `next`: nothing comes after it. */
export async function list<K extends RecordKind>(
  settings: StoreSettings,
  congregation: CongregationId,
  kind: K,
  options: {
    readonly prefix?: string;
    readonly after?: string;
    readonly limit: number;
    readonly newestFirst?: boolean;
  },
): Promise<Page<Stored<RecordOf<K>>>> {
  const { prefix = '', after, limit, newestFirst = false } = options;
  const from = recordKey(congregation, kind, prefix);
  const start = after === undefined ? undefined : recordKey(congregation, kind, after);
  const now = settings.clock.now();
  const found: Stored<RecordOf<K>>[] = [];
  if (!canExist(from) || (start && !(canExist(start) && start.sk.startsWith(from.sk))))
    return { items: [], next: undefined };
  let position = start && itemOf(start);
  do {
    const command = new QueryCommand({
      TableName: settings.table,
      ConsistentRead: true,
      KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :sk)',
      ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
      ExpressionAttributeValues: itemOf({ ':pk': from.pk, ':sk': from.sk }),
      ScanIndexForward: !newestFirst,
      Limit: limit + 1 - found.length,
      ExclusiveStartKey: position,
    });
    const answer = await ask('list', () => settings.client.send(command));
    found.push(...(answer.Items ?? []).flatMap((item) => readRecord(kind, item, now) ?? []));
    position = answer.LastEvaluatedKey;
  } while (position !== undefined && found.length <= limit);
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? items.at(-1)?.id : undefined };
}
