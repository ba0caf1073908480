import type {
  Incoming,
  Instant,
  LocalDateTime,
  MemberId,
  Passage,
  ReviewAnswer,
  ReviewQuestion,
  TimeZone,
} from '@crewtide/domain';

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

/** What a reply says to a review's questions; a question it doesn't answer is left out. */
export type AnswerReader = (
  reply: { readonly words: string; readonly passages: readonly Passage[] },
  questions: readonly ReviewQuestion[],
) => readonly ReviewAnswer[];

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
) => ChangeWanted | undefined;

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
