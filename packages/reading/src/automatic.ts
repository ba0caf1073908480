import type { AutomaticCause } from '@crewtide/domain';
import type { Envelope } from './head.ts';
import type { Message } from './parse.ts';

/**
 * Why a message counts as a machine's (RFC 3834 and the habits of senders); undefined for a person's.
 * X-Auto-Response-Suppress is no sign: it asks for silence and stands on people's mail as well.
 */
export function automaticCauseOf(message: Message, envelope: Envelope): AutomaticCause | undefined {
  if (has(message, 'x-crewtide-letter')) return 'our-own';
  if (isAutoReply(message)) return 'auto-reply-header';
  if (firstWords(message, 'auto-submitted').some((word) => word !== 'no')) return 'auto-submitted';
  if (has(message, 'list-id')) return 'list';
  if (firstWords(message, 'precedence').some((word) => BULK.has(word))) return 'bulk';
  if (envelope.from.trim() === '' || isNullReturnPath(message)) return 'null-sender';
  if (isFromMailSystem(message) || [...message.addresses('from'), envelope.from].some(isMachine))
    return 'machine-sender';
  return isReport(message) ? 'machine-sender' : undefined;
}

const BULK = new Set(['bulk', 'list', 'junk']);
const AUTO_REPLY_HEADERS = [
  'x-autoreply',
  'x-autorespond',
  'x-autoresponder',
  'x-auto-reply',
  'x-mail-autoreply',
];
const MACHINE =
  /^(mailer-?daemon|no[-_.]?reply|do[-_.]?not[-_.]?reply|auto-?reply|autoresponder)([-+_.=].*)?@/i;
const AUTO_REPLY_SUBJECT =
  /^(automatic reply|auto(matic)?[- ]?(reply|response)|out[- ]of[- ](the )?office)\b/i;

/** Mail systems write `MAILER-DAEMON`, with and without a domain, even as `MAILER-DAEMON <>`. */
export const isFromMailSystem = (message: Message) =>
  message
    .header('from')
    .some((from) => /(^|[\s"<])(mailer-?daemon|mail-daemon|postmaster)(@|"?\s*(<?>|\(|$))/i.test(from));

const has = (message: Message, name: string) => message.header(name).length > 0;

const firstWords = (message: Message, name: string) =>
  message.header(name).map((value) => /^[\w-]*/.exec(value.trim())?.[0].toLowerCase() ?? '');

const isAutoReply = (message: Message) =>
  AUTO_REPLY_HEADERS.some((name) => firstWords(message, name).some((word) => word !== 'no')) ||
  firstWords(message, 'auto-submitted').includes('auto-replied') ||
  firstWords(message, 'precedence').some((word) => /^auto[-_]?reply$/.test(word)) ||
  AUTO_REPLY_SUBJECT.test(message.header('subject')[0] ?? '');

const isNullReturnPath = (message: Message) =>
  message.header('return-path').some((path) => /^<\s*>/.test(path));

const isMachine = (address: string) => MACHINE.test(address);

const isReport = (message: Message) =>
  message.header('content-type').some((type) => /^multipart\/report\b/i.test(type));
