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
    const fate = account.fates.get(to.address.toLowerCase()) ?? 'delivered';
    if (REACHES.has(fate)) {
      const { key, letterId, messageId, returnPath, bytes, at, id } = email;
      account.reached({ to: to.address, key, letterId, messageId, returnPath, bytes, at, email: id });
    }
    for (const type of STORIES[fate]) account.tell(type, eventData(type, email, fate));
    if (SUPPRESSES.has(fate)) account.fates.set(to.address.toLowerCase(), 'suppressed');
  }
}

/** Tells one more event of an email, of a fate that reached it later. */
export function tellLater(account: Account, type: string, id: string, fate: Fate | undefined): void {
  const email = account.emails.get(id);
  if (email === undefined) throw new Error(`no email ${id} was accepted`);
  account.tell(type, eventData(type, email, fate));
  if (type !== 'email.complained' && (type !== 'email.bounced' || fate === 'bounced-transient')) return;
  for (const to of email.to) account.fates.set(to.address.toLowerCase(), 'suppressed');
}
