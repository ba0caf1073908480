import { unmarshall } from '@aws-sdk/util-dynamodb';
import {
  congregationId,
  type HostKey,
  hostKey,
  type Instant,
  instant,
  millisecondsOf,
  type RecordKind,
  type RecordOf,
  recordSchemas,
  type Stored,
  type TableRecord,
} from '@crewtide/domain';
import { type AgendaEntry, StoreFault } from '@crewtide/flows';
import { z } from 'zod';
import type { Item } from './attributes.ts';
import { agendaKey, dueOf, expiryOf, type Key, partsOf } from './keys.ts';

/** What stands in the table: our attributes around a record, so that no field of a record can meet them. */
export interface StoredItem extends Key {
  readonly version: number;
  readonly record: object;
  readonly apk?: string;
  readonly ask?: string;
  /** Epoch seconds, never before the record's `expiresAt`. */
  readonly ttl?: number;
}

export function storedItem(key: Key, record: TableRecord, version: number, shards: number): StoredItem {
  const due = dueOf(record);
  const expiresAt = expiryOf(record);
  return {
    ...key,
    version,
    record: { ...record, version: undefined },
    ...(due && agendaKey(key, due, shards)),
    ...(expiresAt && { ttl: Math.ceil(millisecondsOf(expiresAt) / 1000) }),
  };
}

const schemas: { [K in RecordKind]: z.ZodType<RecordOf<K>> } = recordSchemas;
const around = z.object({ version: z.number().int(), record: z.record(z.string(), z.unknown()) });
const agendaItem = z.object({ pk: congregationId, sk: z.string(), ask: instant });
const agendaKind = z.enum(['appointment', 'letter-page']);

/**
 * The record of an item, or undefined when it has expired.
 * @throws StoreFault, not retryable, when it isn't a record of this kind
 */
export function readRecord<K extends RecordKind>(
  kind: K,
  item: Item,
  now: Instant,
): Stored<RecordOf<K>> | undefined {
  const name = () => nameOf(kind, partsOf(item.sk?.S ?? '').id);
  const { version, record: content } = parsed(around, unmarshall(item), name);
  const record = parsed(schemas[kind], content, name);
  const expiresAt = expiryOf(record);
  return expiresAt !== undefined && expiresAt <= now ? undefined : { ...record, version };
}

export const readHostKey = (item: Item): HostKey =>
  parsed(hostKey, parsed(around, unmarshall(item), () => 'a host key').record, () => 'a host key');

export function readAgendaEntry(item: Item): AgendaEntry {
  const entry = parsed(agendaItem, unmarshall(item), () => 'an entry of the agenda');
  const { kind, id } = partsOf(entry.sk);
  return {
    congregation: entry.pk,
    kind: parsed(agendaKind, kind, () => 'an entry of the agenda'),
    id,
    due: entry.ask,
  };
}

/** Names a record in an error. An id that is a person's address is kept to ourselves. */
export const nameOf = (kind: string, id: string): string => (kind === 'address' ? kind : `${kind} ${id}`);

/** Parses with errors that name where and which rule, never what stood there. */
function parsed<T>(schema: z.ZodType<T>, value: unknown, name: () => string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const where = result.error.issues.map(({ path, code }) => `${path.join('.')} ${code}`.trim());
  throw new StoreFault(`${name()} does not parse: ${where.join(', ')}`, false);
}
