import type { Instant } from '@crewtide/domain';
import type { AnswerReader, ChangeReader, PictureDeveloper, RawMail, Reader } from './mailIn.ts';
import type { Carrier, Renderer } from './mailOut.ts';
import type { Store } from './store.ts';
import type { Tokens } from './tokens.ts';

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
  readonly readAnswers: AnswerReader;
  readonly readChange: ChangeReader;
  readonly developPicture: PictureDeveloper;
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
