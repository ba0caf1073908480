import type { Clock } from '@crewtide/flows';
import type { DkimKey } from './compose.ts';
import type { SentEmail } from './events.ts';
import type { Fate } from './fate.ts';
import type { Violations } from './violations.ts';

/** What a person's mailbox got. */
export interface MailboxMail {
  readonly to: string;
  /** The Idempotency-Key of the request that brought it; empty without one. */
  readonly key: string;
  /** Its tag `letter`, or else its X-Crewtide-Letter. */
  readonly letterId: string | undefined;
  /** Without angle brackets, as it stands in `bytes`. */
  readonly messageId: string;
  /** The envelope sender: Resend's own, under the domain. */
  readonly returnPath: string;
  readonly bytes: Uint8Array;
  readonly at: string;
  /** Resend's name for it. */
  readonly email: string;
}

/** One team at Resend: what its endpoints work on. */
export interface Account {
  readonly clock: Clock;
  readonly freshId: () => string;
  readonly violations: Violations;
  readonly domains: readonly string[];
  readonly dkim: DkimKey | undefined;
  /** Everything that was accepted, by Resend's id. */
  readonly emails: Map<string, SentEmail>;
  readonly fates: Map<string, Fate>;
  /** Tells an event to whoever listens. */
  tell(type: string, data: Readonly<Record<string, unknown>>): void;
  /** A mail reached a mailbox. */
  reached(mail: MailboxMail): void;
}
