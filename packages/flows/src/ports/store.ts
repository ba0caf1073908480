import type {
  Change,
  CongregationId,
  HostKey,
  Instant,
  ProviderEvent,
  RecordKind,
  RecordOf,
  Stored,
} from '@crewtide/domain';

/** One DynamoDB transaction (TransactWriteItems): at most 100 items and 4 MB. */
export const TRANSACTION_LIMITS = { items: 100, bytes: 4_000_000 } as const;

export type Commit =
  | 'committed'
  /** A condition failed: what was read has changed. Load and decide again. */
  | 'conflict';

export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page begins; absent on the last. */
  readonly next: string | undefined;
}

/** A global record that is found without knowing its congregation. */
export type GlobalChange = { readonly change: 'create-host-key'; readonly key: HostKey };

/** One congregation's records. Reads are strongly consistent and never return what has expired. */
export interface CongregationStore {
  readonly congregation: CongregationId;
  get<K extends RecordKind>(kind: K, id: string): Promise<Stored<RecordOf<K>> | undefined>;
  /** In the order of `ids`; an absent record is left out. */
  getMany<K extends RecordKind>(kind: K, ids: readonly string[]): Promise<readonly Stored<RecordOf<K>>[]>;
  /** Sorted by id. `prefix` narrows to ids that begin with it; `after` is a former page's `next`. */
  list<K extends RecordKind>(
    kind: K,
    options: {
      readonly prefix?: string;
      readonly after?: string;
      readonly limit: number;
      readonly newestFirst?: boolean;
    },
  ): Promise<Page<Stored<RecordOf<K>>>>;
  /**
   * All changes or none. Each replacement makes a record's version one greater. Throws a StoreFault when the outcome is not known or the store is out of reach.
   * @throws TransactionTooLarge before anything is tried.
   */
  commit(changes: readonly Change[], global?: readonly GlobalChange[]): Promise<Commit>;
}

/** A record that has come due. */
export type AgendaEntry =
  | {
      readonly kind: 'appointment' | 'letter-page';
      readonly congregation: CongregationId;
      readonly id: string;
      readonly due: Instant;
    }
  | { readonly kind: 'provider-event'; readonly id: string; readonly due: Instant };

/** What a mail provider told us: global, because its name is all that a webhook brings. */
export interface ProviderEvents {
  /** Durable when it resolves; `known` when an event of this id is there already, which stays as it is. */
  record(event: ProviderEvent): Promise<'recorded' | 'known'>;
  get(id: string): Promise<Stored<ProviderEvent> | undefined>;
  /** Those of the ids that are there. */
  known(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Under its version; it leaves the agenda when its `due` has gone. */
  replace(event: Stored<ProviderEvent>): Promise<Commit>;
  /** Until when the provider's list of received mail was looked through. */
  sweptUntil(): Promise<Instant | undefined>;
  setSweptUntil(at: Instant): Promise<void>;
}

export interface Store {
  of(congregation: CongregationId): CongregationStore;
  /** What is due before `until`, earliest first within a shard; may be stale: claim under a version. */
  due(until: Instant, limit: number): Promise<readonly AgendaEntry[]>;
  /** When the next record comes due after `from`, for a clock that can be moved. */
  nextDue(from: Instant): Promise<Instant | undefined>;
  hostKey(hash: string): Promise<HostKey | undefined>;
  readonly providerEvents: ProviderEvents;
}

/** A fault of the store; `retryable` says whether the same call can succeed later. */
export class StoreFault extends Error {
  readonly retryable: boolean;
  constructor(message: string, retryable: boolean, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreFault';
    this.retryable = retryable;
  }
}

export class TransactionTooLarge extends Error {
  override readonly name = 'TransactionTooLarge';
}
