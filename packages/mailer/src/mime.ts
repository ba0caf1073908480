import { derivedId } from '@crewtide/domain';
import type { Mailbox, OutgoingMessage } from '@crewtide/flows';
import MailComposer from 'nodemailer/lib/mail-composer';
import { writeCalendar } from './calendar.ts';
import { letterHeaders, MESSAGE_ID, ours } from './letterHeaders.ts';
import { attachmentsOf, htmlWithPictures } from './mimeParts.ts';
import { oneLine } from './oneLine.ts';

/**
 * The letter as MIME (RFC 5322, RFC 2045): text and html alternatives, the headers of a good automatic sender
 * (RFC 2369, 2919, 3834, 8058); where it has them, pictures beside the html (RFC 2387), its calendar as an alternative that
 * asks for an answer (RFC 6047) and once more as a file, a page as a file. The same message gives the same bytes.
 * @throws Error when one of our own addresses, ids or links couldn't stand in a header.
 */
export async function composeMime(message: OutgoingMessage): Promise<Uint8Array> {
  const to = mailbox('to', message.to);
  const headers = letterHeaders(message);
  const html = htmlWithPictures(message);
  const invitation = message.invitation && {
    method: message.invitation.calendar.method,
    content: writeCalendar({
      calendar: message.invitation.calendar,
      organizer: mailbox('organizer', message.invitation.organizer),
      attendee: to,
      stamp: message.date,
    }),
  };
  const composer = new MailComposer({
    from: mailbox('from', message.from),
    to,
    replyTo: mailbox('replyTo', message.replyTo),
    subject: oneLine(message.subject),
    date: new Date(message.date),
    messageId: ours('messageId', MESSAGE_ID, message.messageId),
    ...(MESSAGE_ID.test(message.inReplyTo) && { inReplyTo: message.inReplyTo }),
    references: message.references.filter((id) => MESSAGE_ID.test(id)),
    headers: {
      ...headers,
      'List-Id': verbatim(headers['List-Id']),
      'List-Unsubscribe': verbatim(headers['List-Unsubscribe']),
    },
    text: message.text,
    html,
    ...(invitation && { icalEvent: invitation }),
    attachments: attachmentsOf(message),
    // Out of the content as well as the letter's id: no writer can put a boundary into what it depends on. Files are base64.
    baseBoundary: derivedId(
      'boundary',
      message.letter,
      message.text,
      html,
      ...(invitation ? [invitation.content] : []),
    ),
    newline: 'win',
  });
  return composer.compile().build();
}

const ADDRESS = /^[^\s\p{Cc}"<>(),:;[\]\\@]+@[^\s\p{Cc}"<>(),:;[\]\\@]+$/u;

const verbatim = (value: string) => ({ prepared: true, foldLines: true, value });

const mailbox = (field: string, { name, address }: Mailbox): Mailbox => ({
  name: oneLine(name),
  address: ours(field, ADDRESS, address),
});
