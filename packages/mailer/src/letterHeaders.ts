import type { OutgoingMessage } from '@crewtide/flows';

/**
 * What a good automatic sender says (RFC 2369, 2919, 3834, 8058), and which letter it is: a carrier that honours keys may read
 * it there.
 * @throws Error when an id or a link of ours couldn't stand in a header.
 */
export const letterHeaders = ({ letter, listId, leaveUrl, leaveMailto }: OutgoingMessage) => ({
  'List-Id': `<${ours('listId', LIST_ID, listId)}>`,
  'List-Unsubscribe': `<${ours('leaveUrl', WEB_LINK, leaveUrl)}>, <${ours('leaveMailto', MAIL_LINK, leaveMailto)}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  'Auto-Submitted': 'auto-generated',
  'X-Auto-Response-Suppress': 'All',
  'X-Crewtide-Letter': letter,
});

/** What stands between the angle brackets of a Message-ID, and still fits a line (RFC 5322, 2.1.1). */
export const MESSAGE_ID = /^[!-;=?-~]{1,900}$/;
const LIST_ID = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i;
const WEB_LINK = /^https?:\/\/[!-;=?-~]{1,900}$/;
const MAIL_LINK = /^mailto:[!-;=?-~]{1,900}$/;

/** The value is left out of the error: it may be an address or hold a token. */
export function ours(field: string, shape: RegExp, value: string): string {
  if (!shape.test(value)) throw new Error(`${field} can't stand in a header`);
  return value;
}
