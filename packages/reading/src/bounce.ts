import type { AutomaticCause } from '@crewtide/domain';
import { isFromMailSystem } from './automatic.ts';
import { textOfHtml } from './html.ts';
import type { Message } from './parse.ts';

export interface Bounce {
  /** An RFC 3463 status like `5.1.1`. */
  readonly status: string;
  readonly permanent: boolean;
  readonly returned: readonly string[];
}

/**
 * A letter that couldn't be delivered: a delivery status report (RFC 3464), or the free text of a mail system that
 * names an SMTP or RFC 3463 status. Reports of success aren't bounces.
 */
export function bounceOf(message: Message, automatic: AutomaticCause | undefined): Bounce | undefined {
  const reports = recipientReports(message);
  const status = gravest(reports) ?? (reports.some(isSuccess) ? undefined : statedStatus(message, automatic));
  if (status === undefined) return undefined;
  return { status, permanent: status.startsWith('5'), returned: namesIn(returnedText(message)) };
}

const SCANNED = 64 * 1024;
const MOST_NAMES = 50;

/** The fields of each recipient, after those of the whole message. */
const recipientReports = (message: Message): readonly string[] =>
  message.attachments
    .filter(({ type }) => type === 'message/delivery-status' || type === 'message/global-delivery-status')
    .flatMap(({ content }) => textOf(content).split(/\n[ \t\r]*\n/));

const isSuccess = (fields: string) => /^Action:[ \t]*(delivered|relayed|expanded)/im.test(fields);

const gravest = (reports: readonly string[]) =>
  reports
    .map(recipientStatus)
    .filter((status) => status !== undefined)
    .toSorted()
    .at(-1);

function recipientStatus(fields: string): string | undefined {
  const action = /^Action:[ \t]*([a-z]+)/im.exec(fields)?.[1]?.toLowerCase();
  if (action !== undefined && !['failed', 'delayed'].includes(action)) return undefined;
  const stated = /^Status:[ \t]*([45]\.\d{1,3}\.\d{1,3})/im.exec(fields)?.[1];
  if (stated !== undefined) return stated;
  if (action === undefined) return undefined;
  return statusIn(fields) ?? (action === 'failed' ? '5.0.0' : '4.0.0');
}

/** Free text of a mail system. Without a status in it the subject tells a final failure from a delay. */
function statedStatus(message: Message, automatic: AutomaticCause | undefined): string | undefined {
  const subject = message.header('subject')[0] ?? '';
  const undelivered = UNDELIVERED.test(subject);
  const announced = undelivered && automatic !== undefined && automatic !== 'auto-reply-header';
  if (!isFromMailSystem(message) && !announced) return undefined;
  const text = message.text.trim() === '' ? textOfHtml(message.html) : message.text;
  return statusIn(text) ?? (undelivered ? (DELAYED.test(subject) ? '4.0.0' : '5.0.0') : undefined);
}

const UNDELIVERED =
  /undeliver|(returned|failed) mail|mail (delivery|system|returned)|delivery (status|failure|has failed|report|problem|notification)|failure (notice|delivery)|could (not|n't) (be )?(sent|delivered|send|deliver)|message (delayed|status)/i;
const DELAYED = /delay|warning|could not send message for/i;

/** An SMTP reply code stands for its class alone. */
function statusIn(text: string): string | undefined {
  const scanned = text.slice(0, SCANNED);
  const enhanced = /(?<![\d.])[45]\.\d\.\d{1,3}(?![\d.]*\d)/.exec(scanned)?.[0];
  if (enhanced !== undefined) return enhanced;
  const code = /(?<![\d.\-:/])([45])[0-5]\d[ -](?=\S)/.exec(scanned)?.[1];
  return code === undefined ? undefined : `${code}.0.0`;
}

/** A report carries the returned message, or its head, as a part; others write it into their text. */
function returnedText(message: Message): string {
  const parts = message.attachments.filter(({ type }) =>
    /^(message\/(rfc822|global|partial)|text\/rfc822-headers|message\/(rfc822|global)-headers)$/.test(type),
  );
  return parts.length > 0 ? parts.map(({ content }) => textOf(content)).join('\n') : message.text;
}

/** Message-IDs and addresses look alike; the token in either tells what they are. */
const namesIn = (text: string): readonly string[] =>
  [...new Set(text.slice(0, SCANNED).match(/[^\s<>()[\]",;:\\@]{1,200}@[^\s<>()[\]",;:\\@]{1,200}/g))].slice(
    0,
    MOST_NAMES,
  );

const textOf = (content: Uint8Array) => new TextDecoder().decode(content.subarray(0, SCANNED));
