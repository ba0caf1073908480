import type { Instant } from '@crewtide/domain';
import type {
  AnswerReader,
  Authenticator,
  ChangeReader,
  PictureDeveloper,
  ProviderInbox,
  RawMail,
  Reader,
} from './mailIn.ts';
import type { Carrier, Renderer } from './mailOut.ts';
import type { AgendaEntry, Store } from './store.ts';
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

/** What every door needs to load, decide and commit. */
export interface Deciding {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** A hint that something was committed that is due, or will be; may be lost. Names what is due at once. */
  readonly wake: (due: readonly AgendaEntry[]) => void;
}

/** An appointment strikes. */
export interface Striking extends Deciding {
  readonly rawMail: RawMail;
}

/** Letters leave. */
export interface Sending extends Deciding {
  readonly render: Renderer;
  readonly carrier: Carrier;
  readonly tokens: Tokens;
  readonly mail: MailSettings;
  /** Names this process in claims. */
  readonly worker: string;
}

/** Mail is read and understood. */
export interface Reading extends Striking {
  readonly read: Reader;
  readonly readAnswers: AnswerReader;
  readonly readChange: ChangeReader;
  readonly developPicture: PictureDeveloper;
  readonly tokens: Tokens;
  readonly mail: MailSettings;
}

/** Mail comes in. */
export interface Receiving extends Reading {
  readonly authenticate: Authenticator;
  /** Where a provider receives for us. */
  readonly inbox?: ProviderInbox;
}

/** Hosts ask for something; a host's release of held mail vouches for its sender. */
export interface Hosting extends Reading {
  /** Host keys are derived from it; 32 bytes or more. */
  readonly hostKeySecret: Uint8Array;
}

/** All of it in one process. */
export interface Deps extends Sending, Receiving, Hosting {}
