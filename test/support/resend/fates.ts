import type { Account } from './account.ts';
import { eventData, type SentEmail } from './events.ts';
import type { Fate } from './fate.ts';

/** What Resend tells of an email, one event after another (resend.com/docs/webhooks/event-types). */
const STORIES: Readonly<Record<Fate, readonly string[]>> = {
  delivered: ['email.sent', 'email.delivered'],
  delayed: ['email.sent', 'email.delivery_delayed', 'email.delivered'],
  opened: ['email.sent', 'email.delivered', 'email.opened'],
  bounced: ['email.sent', 'email.bounced'],
  'bounced-transient': ['email.sent', 'email.delivery_delayed', 'email.bounced'],
  complained: ['email.sent', 'email.delivered', 'email.complained'],
  suppressed: ['email.suppressed'],
  failed: ['email.failed'],
};

/** After these an address is on the suppression list (resend.com/docs/webhooks/suppressions/added). */
const SUPPRESSES: ReadonlySet<Fate> = new Set(['bounced', 'complained']);

const REACHES: ReadonlySet<Fate> = new Set(['delivered', 'delayed', 'opened', 'complained']);

/** The accepted email goes its way: into mailboxes, and its events to the webhook. */
export function meetFate(account: Account, email: SentEmail): void {
  for (const to of email.to) {
    const address = to.address.toLowerCase();
    const fate = account.fates.get(address) ?? 'delivered';
    if (REACHES.has(fate)) account.reached({ ...mailOf(email), to: to.address });
    for (const type of STORIES[fate]) account.tell(type, eventData(type, email, fate));
    if (SUPPRESSES.has(fate)) account.fates.set(address, 'suppressed');
  }
}

const mailOf = (email: SentEmail) => ({
  key: email.key,
  letterId: email.letterId,
  messageId: email.messageId,
  returnPath: email.returnPath,
  bytes: email.bytes,
  at: email.at,
  email: email.id,
});
