import { unmarshall } from '@aws-sdk/util-dynamodb';
import {
  congregationId,
  type HostKey,
  hostKey,
  type Instant,
  instant,
  millisecondsOf,
  type ProviderEvent,
  providerEvent,
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
  /** JSON: the SDK's work grows with every attribute, and no condition or index needs a record's fields. */
  readonly record: string;
  /** What JSON can't say. */
  readonly bytes?: Uint8Array;
  readonly apk?: string;
  readonly ask?: string;
  /** The record's own, for the condition that lets another take its place. */
  readonly expiresAt?: Instant;
  /** Epoch seconds, never before `expiresAt`. */
  readonly ttl?: number;
}

export function storedItem(key: Key, record: TableRecord, version: number, shards: number): StoredItem {
  const due = dueOf(record);
  const expiresAt = expiryOf(record);
  return {
    ...key,
    version,
    ...textAndBytes(record),
    ...(due && agendaKey(key, due, shards)),
    ...(expiresAt && { expiresAt, ttl: Math.ceil(millisecondsOf(expiresAt) / 1000) }),
  };
}

/** A record that was read comes with its version, which stands beside it. */
function textAndBytes(record: TableRecord): Pick<StoredItem, 'record' | 'bytes'> {
  const text = (content: object) => JSON.stringify({ ...content, version: undefined });
  if (!('bytes' in record)) return { record: text(record) };
  const { bytes, ...rest } = record;
  return { record: text(rest), bytes };
}

const schemas: { [K in RecordKind]: z.ZodType<RecordOf<K>> } = recordSchemas;
const around = z.object({
  version: z.number().int(),
  record: z.string(),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array).optional(),
});
const agendaItem = z.object({ pk: congregationId, sk: z.string(), ask: instant });
const eventItem = z.object({
  pk: z.templateLiteral(['event#', z.string()]),
  sk: z.literal('event'),
  ask: instant,
});
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
  const { version, record: text, bytes } = parsed(around, unmarshall(item), name);
  const content = jsonOf(text, name);
  const record = parsed(schemas[kind], bytes ? Object.assign({ bytes }, content) : content, name);
  const expiresAt = expiryOf(record);
  return expiresAt !== undefined && expiresAt <= now ? undefined : { ...record, version };
}

export const readHostKey = (item: Item): HostKey =>
  parsed(hostKey, jsonOf(parsed(around, unmarshall(item), aHostKey).record, aHostKey), aHostKey);

const aHostKey = () => 'a host key';

/** Nothing for a kind that only another version of us knows: it must not keep this one from the rest of its work. */
export function readAgendaEntry(item: Item): AgendaEntry[] {
  const event = eventItem.safeParse(unmarshall(item));
  if (event.success) {
    const { pk, ask } = event.data;
    return [{ kind: 'provider-event', id: pk.slice(pk.indexOf('#') + 1), due: ask }];
  }
  const entry = parsed(agendaItem, unmarshall(item), () => 'an entry of the agenda');
  const { kind, id } = partsOf(entry.sk);
  const known = agendaKind.safeParse(kind);
  return known.success ? [{ congregation: entry.pk, kind: known.data, id, due: entry.ask }] : [];
}

/** How a provider's event stands in the table; its partition is its own. */
export const eventItemOf = (key: Key, event: ProviderEvent, version: number, shards: number): StoredItem => ({
  ...key,
  version,
  record: JSON.stringify({ ...event, version: undefined }),
  ...(event.due && agendaKey(key, event.due, shards)),
  expiresAt: event.expiresAt,
  ttl: Math.ceil(millisecondsOf(event.expiresAt) / 1000),
});

/** Undefined when it has expired. */
export function readProviderEvent(item: Item, now: Instant): Stored<ProviderEvent> | undefined {
  const name = () => 'a provider event';
  const { version, record } = parsed(around, unmarshall(item), name);
  const event = parsed(providerEvent, jsonOf(record, name), name);
  return event.expiresAt <= now ? undefined : { ...event, version };
}

function jsonOf(text: string, name: () => string): object {
  try {
    return parsed(z.object({}).loose(), JSON.parse(text), name);
  } catch (error) {
    if (error instanceof StoreFault) throw error;
    throw new StoreFault(`${name()} is not JSON`, false);
  }
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
