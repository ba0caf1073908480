import type {
  Incoming,
  Instant,
  LocalDateTime,
  MemberId,
  Passage,
  ProviderEvent,
  ReviewAnswer,
  ReviewQuestion,
  TimeZone,
} from '@crewtide/domain';
import type { Page } from './store.ts';

/** The SMTP envelope (RFC 5321); an empty `from` is the null reverse-path of automatic mail. */
export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
  /** Who handed it over, where that is known: an IP address, and the name of its EHLO. */
  readonly client?: { readonly ip: string; readonly helo: string };
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
   * At most `limit` of the messages that were stored and not yet decided; where there are more, each has its turn, so that
   * what can't be decided holds no other up for long. Cost grows with the undecided alone.
   */
  undecided(limit: number): Promise<readonly string[]>;
  /** Decided: keep until then, or for as long as it is held. */
  decided(id: string, keep: Instant | 'while-held'): Promise<void>;
  /** Deletes what has outlived its time; returns how many: 0 where the storage does it by itself. */
  sweep(now: Instant): Promise<number>;
}

/** Mail that a provider received for us and keeps for a while. */
export interface ProviderInbox {
  /**
   * The message as it came; undefined when the provider has it no more.
   * @throws ProviderFault for what may pass
   */
  fetch(mail: string): Promise<ProvidedMail | undefined>;
  /**
   * What was received, newest first, a page at a time; `after` is a former page's `next`.
   * @throws ProviderFault
   */
  list(after?: string): Promise<Page<{ readonly mail: string; readonly receivedAt: Instant }>>;
}

export interface ProvidedMail {
  readonly envelope: Envelope;
  readonly bytes: Uint8Array;
  readonly receivedAt: Instant;
}

/**
 * Reads what a provider posts to us, over the bytes as they came.
 * `forged`: its signature is not the provider's, or too old; `malformed`: signed, and yet not to be understood.
 */
export type WebhookReader = (
  body: string,
  headers: Pick<Headers, 'get'>,
  now: Instant,
) => { readonly found: 'event'; readonly event: ProviderEvent } | { readonly found: 'forged' | 'malformed' };

/** A provider that can't be asked now. Its message holds nothing of what it answered but a status. */
export class ProviderFault extends Error {
  readonly retryAfterSeconds: number | undefined;
  constructor(message: string, retryAfterSeconds?: number, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ProviderFault';
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export type Reader = (raw: Uint8Array, envelope: Envelope) => Promise<Incoming>;

/**
 * Whether the domain of From vouches for a message (RFC 9989):
 * `aligned`: DKIM or SPF passed for it; `failing`: it says how to tell, and this message is not from there;
 * `no-policy`: it says nothing; `not-now`: its DNS could not be asked; `not-checked`: this house does not ask.
 */
export type Authenticity = 'aligned' | 'failing' | 'no-policy' | 'not-now' | 'not-checked';

/**
 * Asks the domain of `from`, the sender as it was read; a message whose From holds anything else is `failing`.
 * Never throws for what the bytes are.
 */
export type Authenticator = (raw: Uint8Array, envelope: Envelope, from: string) => Promise<Authenticity>;

/** What a reply says to a review's questions; a question it doesn't answer is left out. */
export type AnswerReader = (
  reply: { readonly words: string; readonly passages: readonly Passage[] },
  questions: readonly ReviewQuestion[],
) => Promise<readonly ReviewAnswer[]>;

/** A change that a meeting's host wrote in plain words, before it is known which meeting is meant. */
export type ChangeWanted =
  | { readonly wants: 'move' | 'add'; readonly to: LocalDateTime | undefined }
  | { readonly wants: 'cancel' | 'skip' }
  | { readonly wants: 'place'; readonly place: string }
  | { readonly wants: 'swap'; readonly with: MemberId | undefined };

/**
 * Whether the words ask for a change, and which; undefined when they are anything else. Times are understood, and answered,
 * as wall-clock times of `zone`, the next such after `now`; a time without a day is on the day of `meetingAt`, and a day
 * without a time keeps its time.
 */
export type ChangeReader = (
  words: string,
  context: {
    readonly now: Instant;
    readonly zone: TimeZone;
    readonly meetingAt: LocalDateTime;
    readonly crew: readonly { readonly member: MemberId; readonly name: string }[];
  },
) => Promise<ChangeWanted | undefined>;

export interface DevelopedPicture {
  /** JPEG within the bounds of domain's `picture` and `thumbnail`. */
  readonly picture: Uint8Array;
  readonly thumbnail: Uint8Array;
  /** Of the thumbnail, in pixels. */
  readonly width: number;
  readonly height: number;
}

/** Makes a hostile picture harmless and small; undefined when it can't be read. Never throws for what the bytes are. */
export type PictureDeveloper = (bytes: Uint8Array) => Promise<DevelopedPicture | undefined>;
