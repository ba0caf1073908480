import type { Incoming, Instant } from '@crewtide/domain';

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
