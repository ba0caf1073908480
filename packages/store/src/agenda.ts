import { type AttributeValue, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Instant } from '@crewtide/domain';
import type { AgendaEntry } from '@crewtide/flows';
import { itemOf } from './attributes.ts';
import { ask } from './faults.ts';
import { shardName } from './keys.ts';
import { readAgendaEntry } from './records.ts';
import type { StoreSettings } from './settings.ts';
import { AGENDA } from './table.ts';

/** Asks every shard for its first `limit`: what comes first of all is among them. */
export async function due(
  settings: StoreSettings,
  until: Instant,
  limit: number,
): Promise<readonly AgendaEntry[]> {
  const found = await fromEveryShard(settings, '#ask < :bound', until, limit);
  return found.toSorted(byDue).slice(0, limit);
}

export async function nextDue(settings: StoreSettings, from: Instant): Promise<Instant | undefined> {
  const found = await fromEveryShard(settings, '#ask > :bound', from, 1);
  return found.toSorted(byDue)[0]?.due;
}

async function fromEveryShard(
  settings: StoreSettings,
  condition: string,
  bound: Instant,
  limit: number,
): Promise<readonly AgendaEntry[]> {
  const shards = Array.from({ length: Math.max(settings.shards, settings.oldShards ?? 0) }, (_, at) => at);
  const found = await Promise.all(
    shards.map((shard) => fromShard(settings, shardName(shard), condition, bound, limit)),
  );
  return found.flat();
}

async function fromShard(
  { client, table }: StoreSettings,
  shard: string,
  condition: string,
  bound: Instant,
  limit: number,
): Promise<readonly AgendaEntry[]> {
  const found: AgendaEntry[] = [];
  let position: Record<string, AttributeValue> | undefined;
  do {
    const command = new QueryCommand({
      TableName: table,
      IndexName: AGENDA,
      KeyConditionExpression: `#apk = :apk AND ${condition}`,
      ExpressionAttributeNames: { '#apk': 'apk', '#ask': 'ask' },
      ExpressionAttributeValues: itemOf({ ':apk': shard, ':bound': bound }),
      Limit: limit - found.length,
      ExclusiveStartKey: position,
    });
    const answer = await ask('agenda', () => client.send(command));
    found.push(...(answer.Items ?? []).flatMap(readAgendaEntry));
    position = answer.LastEvaluatedKey;
  } while (position !== undefined && found.length < limit);
  return found;
}

const byDue = (a: AgendaEntry, b: AgendaEntry): number => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0);
