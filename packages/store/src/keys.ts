import type { Instant, RecordKind, TableRecord } from '@crewtide/domain';

/** The table's primary key. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** The keys of the index `agenda`, on records that come due. */
export interface AgendaKey {
  readonly apk: string;
  readonly ask: Instant;
}

/** The longest sort key that DynamoDB takes, in UTF-8 bytes. */
const MAX_SORT_KEY = 1024;

/** `<kind>#<id>`, behind the wall that is the congregation's partition. */
export const recordKey = (congregation: string, kind: RecordKind, id: string): Key => ({
  pk: congregation,
  sk: `${kind}#${id}`.toWellFormed(),
});

/** Host keys are global: `#` stands in no congregation's id. */
export const hostKeyKey = (hash: string): Key => ({ pk: `key#${hash}`, sk: 'key' });

/** What a provider told us of is global, like its name. */
export const providerEventKey = (id: string): Key => ({ pk: `event#${id}`, sk: 'event' });

export const SWEEP_KEY: Key = { pk: 'sweep#received', sk: 'sweep' };

/** Whether a record of this key can exist at all; DynamoDB refuses to look for another. */
export const canExist = (key: Key): boolean => Buffer.byteLength(key.sk) <= MAX_SORT_KEY;

/** Splits a sort key into kind and id; an id may hold `#` itself. */
export function partsOf(sk: string): { readonly kind: string; readonly id: string } {
  const wall = sk.indexOf('#');
  return { kind: sk.slice(0, wall), id: sk.slice(wall + 1) };
}

/** When the agenda has to find a record. */
export const dueOf = (record: TableRecord): Instant | undefined =>
  record.kind === 'appointment' || record.kind === 'letter-page' ? record.due : undefined;

export const expiryOf = (record: TableRecord): Instant | undefined =>
  'expiresAt' in record ? record.expiresAt : undefined;

/** The index partition `d#<shard>`, chosen by the key alone so that a record keeps its shard. */
export const agendaKey = (key: Key, due: Instant, shards: number): AgendaKey => ({
  apk: shardName(fnv1a(key.pk + key.sk) % shards),
  ask: due,
});

export const shardName = (shard: number): string => `d#${shard}`;

/** FNV-1a with 32 bits (draft-eastlake-fnv) over UTF-16 code units: spreads keys, keeps no secret. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
