import type { OutgoingMessage } from '@crewtide/flows';
import { letterHeaders, MESSAGE_ID } from '../letterHeaders.ts';

/**
 * The letter's headers and its threading (RFC 5322, 3.6.4). No Message-ID: Resend gives its own, which webhooks tell.
 * @throws Error when an id or a link of ours couldn't stand in a header.
 */
export function headersOf(message: OutgoingMessage): Readonly<Record<string, string>> {
  const { inReplyTo } = message;
  const references = message.references.filter((id) => MESSAGE_ID.test(id));
  return {
    ...(MESSAGE_ID.test(inReplyTo) && { 'In-Reply-To': `<${inReplyTo}>` }),
    ...(references.length > 0 && { References: references.map((id) => `<${id}>`).join(' ') }),
    ...letterHeaders(message),
  };
}
