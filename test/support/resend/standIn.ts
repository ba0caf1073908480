import type { Clock, Envelope } from '@crewtide/flows';
import type { MailboxMail } from './account.ts';
import type { CallRecord } from './call.ts';
import type { DkimKey } from './compose.ts';
import type { SentEmail } from './events.ts';
import type { Fate } from './fate.ts';
import type { Mode } from './modes.ts';
import type { Violation } from './violations.ts';
import type { WebhookMode, WebhookTry } from './webhooks.ts';

export interface ResendOptions {
  /** `re_test` without it. */
  readonly apiKey?: string;
  /** A key that may only send; `re_sending` without it. */
  readonly sendingKey?: string;
  /** Domains that may send and receive, `mail.example` without it; and registered ones whose DNS was not found. */
  readonly domains?: readonly string[];
  readonly unverifiedDomains?: readonly string[];
  /** Of keys, downloads and webhooks; without it one that stands still. */
  readonly clock?: Clock;
  /** Requests a second that it takes (the real one: 5); without it any number. `ticks`: milliseconds, the machine's without it. */
  readonly perSecond?: number;
  readonly ticks?: () => number;
  /** Signs what leaves. */
  readonly dkim?: DkimKey;
  /** A fixed port of the loopback; without it a free one. */
  readonly port?: number;
}

/** A server on the loopback that checks, answers and tells as Resend documents. */
export interface ResendStandIn {
  /** Without a trailing slash, for RESEND_BASE_URL. */
  readonly url: string;
  readonly apiKey: string;
  readonly sendingKey: string;
  readonly clock: Clock;
  /** In the order of acceptance. */
  readonly mailboxes: readonly MailboxMail[];
  /** What was accepted, by Resend's id, whether or not it reached a mailbox. */
  readonly emails: ReadonlyMap<string, SentEmail>;
  readonly calls: readonly CallRecord[];
  readonly violations: readonly Violation[];
  /** Every post to the webhook. */
  readonly webhookTries: readonly WebhookTry[];
  onMail(listener: (mail: MailboxMail) => void): void;
  /** How the next sending calls go; and the next reading ones, downloads with them. */
  next(...modes: readonly Mode[]): void;
  nextReads(...modes: readonly Mode[]): void;
  nextWebhooks(...modes: readonly WebhookMode[]): void;
  /** What becomes of mail to this address from now on. */
  fate(address: string, fate: Fate): void;
  /** Tells an event of an accepted email, as the fate says it: `email.complained` days later, `email.clicked`, another type. */
  tell(type: string, email: string, fate?: Fate): void;
  /** Tells anything. */
  tellAny(type: string, data: Readonly<Record<string, unknown>>): void;
  /** Where events go from now on; `secret` is `whsec_` and base64. Before it, nothing is told. */
  webhookTo(url: string, secret: string): void;
  /** Posts what waits and what the clock says is due again; resolves when it was posted. */
  webhooksSettled(): Promise<void>;
  /**
   * A mail from outside arrives: it is stored, listed and told. Gives Resend's id. `receivedFor` is what it says for whom it
   * came, where that isn't the envelope's recipients.
   */
  receive(raw: Uint8Array, envelope: Envelope, receivedFor?: readonly string[]): Promise<string>;
  /** It has that received mail no more. */
  forget(received: string): void;
  /** Connections are refused until it is up again. */
  down(): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
}
