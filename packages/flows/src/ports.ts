import type {
  Change,
  Congregation,
  CongregationId,
  HostKey,
  Incoming,
  Instant,
  Letter,
  LetterId,
  Member,
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

/** A record that has come due: `appointment` or `letter-page`. */
export interface AgendaEntry {
  readonly congregation: CongregationId;
  readonly kind: 'appointment' | 'letter-page';
  readonly id: string;
  readonly due: Instant;
}

export interface Store {
  of(congregation: CongregationId): CongregationStore;
  /** What is due before `until`, earliest first within a shard; may be stale: claim under a version. */
  due(until: Instant, limit: number): Promise<readonly AgendaEntry[]>;
  /** When the next record comes due after `from`, for a clock that can be moved. */
  nextDue(from: Instant): Promise<Instant | undefined>;
  hostKey(hash: string): Promise<HostKey | undefined>;
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

/** The SMTP envelope (RFC 5321); an empty `from` is the null reverse-path of automatic mail. */
export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
}

export interface RawMessage {
  readonly id: string;
  readonly envelope: Envelope;
  readonly bytes: Uint8Array;
  readonly receivedAt: Instant;
}

/** Incoming bytes as they came, durable before the sender hears "250". */
export interface RawMail {
  /** Resolves when the bytes would survive a crash. The id is a hash: storing the same message twice is one. */
  put(envelope: Envelope, bytes: Uint8Array, receivedAt: Instant): Promise<string>;
  get(id: string): Promise<RawMessage | undefined>;
  /**
   * Messages that were stored and not yet decided: first those that were listed least often, so that what can't be decided
   * holds no newer mail up; among these the oldest. Cost grows with the undecided alone.
   */
  undecided(limit: number): Promise<readonly string[]>;
  /** Decided: keep until then, or for as long as it is held. */
  decided(id: string, keep: Instant | 'while-held'): Promise<void>;
  /** Deletes what has outlived its time; returns how many. */
  sweep(now: Instant): Promise<number>;
}

export type Reader = (raw: Uint8Array, envelope: Envelope) => Promise<Incoming>;

export interface RenderedLetter {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** What the renderer may know of whom it writes to. */
export interface Recipient {
  readonly member: Pick<Member, 'name' | 'zone' | 'role'>;
  readonly congregation: Pick<Congregation, 'name' | 'zone'>;
  /** The one-click page; also stands in the letter's last line. */
  readonly leaveUrl: string;
}

export type Renderer = (content: Letter['content'], recipient: Recipient) => Promise<RenderedLetter>;

export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** A letter ready to be frozen: everything that ends up in its bytes. */
export interface OutgoingMessage extends RenderedLetter {
  readonly letter: LetterId;
  readonly from: Mailbox;
  readonly to: Mailbox;
  readonly replyTo: Mailbox;
  /** Envelope sender: where bounces go. */
  readonly returnPath: string;
  /** Without angle brackets, like `inReplyTo` and `references`. */
  readonly messageId: string;
  readonly inReplyTo: string;
  readonly references: readonly string[];
  readonly date: Instant;
  readonly listId: string;
  readonly leaveUrl: string;
  readonly leaveMailto: string;
}

export type Delivery =
  | {
      readonly outcome: 'accepted' /** As the carrier will show it to the recipient. */;
      readonly messageId: string;
    }
  | { readonly outcome: 'refused' /** An SMTP or RFC 3463 status. */; readonly status: string }
  /** Certainly not accepted; try again. */
  | { readonly outcome: 'later'; readonly status: string; readonly retryAfterSeconds?: number }
  /** The call broke where acceptance can't be told from loss. */
  | { readonly outcome: 'unknown'; readonly cause: string };

/** Takes letters out of the house. */
export interface Carrier {
  readonly name: string;
  /** The exact bytes of this carrier's request; the same message freezes to the same bytes. */
  freeze(message: OutgoingMessage): Promise<Uint8Array>;
  /** Delivers frozen bytes under the letter's id as idempotency key. Never throws for a carrier's answer. */
  deliver(key: string, frozen: Uint8Array): Promise<Delivery>;
}

/** What a signed token allows its bearer to do, and about what. */
export interface TokenClaim {
  /** `reply`: a Reply-To; `message`: within a Message-ID; `thread`: the root of References; `leave`: one-click; `bounce`: envelope sender. */
  readonly scope: 'reply' | 'message' | 'thread' | 'leave' | 'bounce';
  readonly congregation: CongregationId;
  /** A letter's id, or a thread's where the scope is `thread`. */
  readonly subject: string;
  /** The first UTC day on which it counts as expired, `2027-02-01`. */
  readonly expires: string;
}

export type TokenReading =
  | { readonly found: 'claim'; readonly token: string; readonly claim: TokenClaim }
  /** It has a token's shape and a MAC that is not ours; the claim is not to be trusted. */
  | { readonly found: 'forged'; readonly token: string; readonly claim: TokenClaim | undefined }
  | { readonly found: 'none' };

export interface Tokens {
  /** 48 lower-case base32 characters. */
  sign(claim: TokenClaim): string;
  /** Looks for a token in an address or a Message-ID, in any letter case. */
  read(text: string): TokenReading;
}

export interface Clock {
  now(): Instant;
}

export interface Ids {
  /** 16 base32 characters, random. */
  fresh(): string;
}

/** Structured, and never a private word: ids, kinds, counts. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export interface MailSettings {
  /** The domain that replies come to. */
  readonly domain: string;
  /** Where the API's public pages are, without a trailing slash. */
  readonly publicUrl: string;
}

export interface Deps {
  readonly store: Store;
  readonly rawMail: RawMail;
  readonly read: Reader;
  readonly render: Renderer;
  readonly carrier: Carrier;
  readonly tokens: Tokens;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly mail: MailSettings;
  /** Host keys are derived from it; 32 bytes or more. */
  readonly hostKeySecret: Uint8Array;
  /** Names this process in claims. */
  readonly worker: string;
  /** A hint that something became due; may be lost. */
  readonly wake: () => void;
}
