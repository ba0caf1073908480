import { QueryCommand } from '@aws-sdk/client-dynamodb';
import type { CongregationId, RecordKind, RecordOf, Stored } from '@crewtide/domain';
import type { Page } from '@crewtide/flows';
import { itemOf } from './attributes.ts';
import { ask } from './faults.ts';
import type { GetItem } from './gather.ts';
import { canExist, recordKey } from './keys.ts';
import { readRecord } from './records.ts';
import type { StoreSettings } from './settings.ts';

export async function getOne<K extends RecordKind>(
  settings: StoreSettings,
  get: GetItem,
  congregation: CongregationId,
  kind: K,
  id: string,
): Promise<Stored<RecordOf<K>> | undefined> {
  const key = recordKey(congregation, kind, id);
  const item = canExist(key) ? await get(key) : undefined;
  return item && readRecord(kind, item, settings.clock.now());
}

export async function getMany<K extends RecordKind>(
  settings: StoreSettings,
  get: GetItem,
  congregation: CongregationId,
  kind: K,
  ids: readonly string[],
): Promise<readonly Stored<RecordOf<K>>[]> {
  const found = await Promise.all(ids.map((id) => getOne(settings, get, congregation, kind, id)));
  return found.flatMap((record) => record ?? []);
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
