import type { Appointment } from './appointment.ts';
import type { Letter } from './letter.ts';
import type { ProviderEvent } from './providerEvent.ts';
import type { RecordOf, TableRecord } from './records.ts';

/** A record as it was read, with the version that a change is conditional on. */
export type Stored<T extends TableRecord | ProviderEvent = TableRecord> = T & { readonly version: number };

export type Change =
  /** Fails when a record of this name exists. */
  | { readonly change: 'create'; readonly record: TableRecord }
  /** Fails unless the record still has this version. */
  | { readonly change: 'replace'; readonly record: Stored }
  | { readonly change: 'remove'; readonly record: Stored }
  /** Changes nothing; fails unless the record still has this version. */
  | { readonly change: 'expect'; readonly record: Stored };

/** What a door decided; committed whole, together with the mark that its input is done. */
export interface Decision {
  readonly records: readonly Change[];
  readonly letters: readonly Letter[];
  readonly appointments: readonly Appointment[];
}

export const nothing: Decision = { records: [], letters: [], appointments: [] };

export const create = (record: TableRecord): Change => ({ change: 'create', record });

/** `stored` with `to`'s content, under the version it was read at. */
export const replace = <T extends TableRecord>(stored: Stored<T>, to: T): Change => ({
  change: 'replace',
  record: { ...to, version: stored.version },
});
export const remove = (record: Stored): Change => ({ change: 'remove', record });
export const expectUnchanged = (record: Stored): Change => ({ change: 'expect', record });

export type { RecordOf };
