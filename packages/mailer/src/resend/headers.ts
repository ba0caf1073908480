import type { OutgoingMessage } from '@crewtide/flows';

/**
 * Threading (RFC 5322, 3.6.4) and what a good automatic sender says (RFC 2369, 2919, 3834, 8058). No Message-ID: Resend gives
 * its own, which webhooks tell.
 * @throws Error when an id or a link of ours couldn't stand in a header.
 */
export function headersOf(message: OutgoingMessage): Readonly<Record<string, string>> {
  const { inReplyTo, letter } = message;
  const references = message.references.filter((id) => MESSAGE_ID.test(id));
  return {
    ...(MESSAGE_ID.test(inReplyTo) && { 'In-Reply-To': `<${inReplyTo}>` }),
    ...(references.length > 0 && { References: references.map((id) => `<${id}>`).join(' ') }),
    'List-Id': `<${ours('listId', LIST_ID, message.listId)}>`,
    'List-Unsubscribe': `<${ours('leaveUrl', WEB_LINK, message.leaveUrl)}>, <${ours('leaveMailto', MAIL_LINK, message.leaveMailto)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    'X-Crewtide-Letter': letter,
  };
}

/** What stands between the angle brackets of a Message-ID, and still fits a line (RFC 5322, 2.1.1). */
const MESSAGE_ID = /^[!-;=?-~]{1,900}$/;
const LIST_ID = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i;
const WEB_LINK = /^https?:\/\/[!-;=?-~]{1,900}$/;
const MAIL_LINK = /^mailto:[!-;=?-~]{1,900}$/;

/** The value is left out of the error: it may hold a token. */
function ours(field: string, shape: RegExp, value: string): string {
  if (!shape.test(value)) throw new Error(`${field} can't stand in a header`);
  return value;
}
