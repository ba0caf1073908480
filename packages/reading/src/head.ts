import { addressKey, emailAddress, type Head } from '@crewtide/domain';
import type { Message } from './parse.ts';

/** The SMTP envelope (RFC 5321); an empty `from` is the null reverse-path of automatic mail. */
export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
}

const MOST = { recipients: 100, references: 50, idLength: 998, subjectLength: 998 } as const;

export const headOf = (message: Message, envelope: Envelope): Head => ({
  from: onlySender(message),
  recipients: recipientsOf(message, envelope),
  messageId: idsIn(message.header('message-id').slice(0, 1))[0],
  references: referencesOf(message),
  subject: (message.header('subject')[0] ?? '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, MOST.subjectLength),
});

/** Two different addresses leave it open who wrote, so that nobody is taken for the sender. */
function onlySender(message: Message): string | undefined {
  const senders = distinct(message.addresses('from'));
  return senders.length === 1 ? senders[0] : undefined;
}

function recipientsOf(message: Message, envelope: Envelope): readonly string[] {
  const named = ['to', 'cc', 'delivered-to', 'x-original-to'].flatMap(message.addresses);
  return distinct([...envelope.to, ...named]).slice(0, MOST.recipients);
}

function distinct(addresses: readonly string[]): readonly string[] {
  const found = new Map<string, string>();
  for (const given of addresses) {
    const address = emailAddress.safeParse(given);
    if (address.success && !found.has(addressKey(given))) found.set(addressKey(given), address.data);
  }
  return [...found.values()];
}

/** In-Reply-To names the parent; References lists ancestors, the nearest last (RFC 5322, 3.6.4). */
function referencesOf(message: Message): readonly string[] {
  const nearestFirst = [
    ...idsIn(message.header('in-reply-to')),
    ...idsIn(message.header('references')).toReversed(),
  ];
  return [...new Set(nearestFirst)].slice(0, MOST.references);
}

/** Some clients decorate an id (`Your message of Monday <id>`), some forget its brackets. */
function idsIn(values: readonly string[]): readonly string[] {
  return values
    .flatMap((value) => {
      const bracketed = [...value.matchAll(/<([^<>]+)>/g)].map(([, id]) => (id ?? '').replace(/\s+/g, ''));
      return bracketed.length > 0 ? bracketed : value.split(/[\s,]+/).filter((word) => word.includes('@'));
    })
    .filter((id) => id !== '' && id.length <= MOST.idLength);
}
