import { domainToASCII } from 'node:url';
import type { Mailbox, OutgoingMessage } from '@crewtide/flows';
import type { Attachment } from 'nodemailer/lib/mailer';
import { writeCalendar } from '../calendar.ts';
import { attachmentsOf, htmlWithPictures } from '../mimeParts.ts';
import { oneLine } from '../oneLine.ts';
import { headersOf } from './headers.ts';

/** The body of `POST /emails`, in the API's own words (resend.com/docs/api-reference/emails/send-email). */
export interface ResendEmail {
  readonly from: string;
  readonly to: readonly [string];
  readonly reply_to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What webhooks bring back: whose letter it was. */
  readonly tags: readonly { readonly name: 'congregation' | 'letter'; readonly value: string }[];
  readonly attachments?: readonly ResendAttachment[];
}

export interface ResendAttachment {
  readonly filename: string;
  /** Base64. */
  readonly content: string;
  readonly content_type: string;
  /** Shown by the html as `cid:<content_id>`. */
  readonly content_id?: string;
}

/**
 * The letter as Resend takes it; the same message gives the same fields in the same order.
 * @throws Error when one of our own addresses, ids or links couldn't stand in a header.
 */
export function emailOf(message: OutgoingMessage): ResendEmail {
  const attachments = [...invitationOf(message), ...attachmentsOf(message).map(fileOf)];
  return {
    from: spelled('from', message.from),
    to: [spelled('to', message.to)],
    reply_to: spelled('replyTo', message.replyTo),
    subject: oneLine(message.subject),
    html: htmlWithPictures(message),
    text: message.text,
    headers: headersOf(message),
    tags: [
      { name: 'congregation', value: message.congregation },
      { name: 'letter', value: message.letter },
    ],
    ...(attachments.length > 0 && { attachments }),
  };
}

function invitationOf({ invitation, to, date }: OutgoingMessage): readonly ResendAttachment[] {
  if (invitation === undefined) return [];
  const { calendar, organizer } = invitation;
  const content = writeCalendar({
    calendar,
    organizer: { name: oneLine(organizer.name), address: addressOf('organizer', organizer) },
    attendee: { name: oneLine(to.name), address: addressOf('to', to) },
    stamp: date,
  });
  const method = calendar.method.toUpperCase();
  return [
    {
      filename: 'invite.ics',
      content: Buffer.from(content).toString('base64'),
      content_type: `text/calendar; charset=utf-8; method=${method}`,
    },
  ];
}

function fileOf({ filename, content, contentType, cid }: Attachment): ResendAttachment {
  if (!filename || !contentType || !Buffer.isBuffer(content))
    throw new Error('a file without name, type or bytes');
  return {
    filename,
    content: content.toString('base64'),
    content_type: contentType,
    ...(cid !== undefined && { content_id: cid }),
  };
}

/** A name that is no plain phrase is quoted (RFC 5322, 3.2.4); what would end the quotes is left out. */
function spelled(field: string, mailbox: Mailbox): string {
  const address = addressOf(field, mailbox);
  const name = oneLine(mailbox.name.replace(/["\\<>]/g, ' '));
  if (name === '') return address;
  return PHRASE.test(name) ? `${name} <${address}>` : `"${name}" <${address}>`;
}

/** The value is left out of the error: it may be a person's or hold a token. */
function addressOf(field: string, { address }: Mailbox): string {
  const at = address.lastIndexOf('@');
  const domain = domainToASCII(address.slice(at + 1));
  const local = address.slice(0, Math.max(0, at));
  if (domain === '' || !LOCAL_PART.test(local)) throw new Error(`${field} can't stand in a header`);
  return `${local}@${domain}`;
}

const PHRASE = /^[\p{L}\p{M}\p{N} !#$%&'*+/=?^_`{|}~-]+$/u;
const LOCAL_PART = /^[^\s\p{Cc}"<>(),:;[\]\\@]+$/u;
