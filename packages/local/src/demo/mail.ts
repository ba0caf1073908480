import type { Instant } from '@crewtide/domain';
import type { Mailbox } from '@crewtide/flows';
import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';

/** One message in somebody's mailbox, as a mail client shows it. */
export interface Mail {
  /** Unique within the post office. */
  readonly id: string;
  /** Written by the mailbox's owner. */
  readonly sent: boolean;
  readonly from: Mailbox;
  readonly to: Mailbox;
  /** Where a reply goes: Reply-To, or else From. */
  readonly answerTo: Mailbox;
  readonly subject: string;
  readonly text: string;
  readonly html: string | undefined;
  readonly attachments: readonly Attached[];
  /** Without angle brackets, like `references`, whose first is the thread's root. */
  readonly messageId: string;
  readonly references: readonly string[];
  /** X-Crewtide-Letter. */
  readonly letter: string | undefined;
  readonly at: Instant;
  readonly bytes: Uint8Array;
}

export interface Attached {
  readonly name: string;
  /** Media type in lower case. */
  readonly type: string;
  /** Without angle brackets; empty where the html can't show it. */
  readonly contentId: string;
  readonly bytes: Uint8Array;
}

export async function readMail(
  bytes: Uint8Array,
  filed: { readonly id: string; readonly sent: boolean; readonly at: Instant },
): Promise<Mail> {
  const email = await PostalMime.parse(bytes);
  const from = mailbox(email.from);
  return {
    ...filed,
    from,
    to: mailbox(email.to?.[0]),
    answerTo: email.replyTo?.[0] === undefined ? from : mailbox(email.replyTo[0]),
    subject: email.subject ?? '',
    text: email.text ?? '',
    html: email.html,
    attachments: email.attachments.map(attached),
    messageId: idsIn(email.messageId)[0] ?? '',
    references: [...new Set([...idsIn(email.references), ...idsIn(email.inReplyTo)])],
    letter: headerOf(email, 'x-crewtide-letter'),
    bytes,
  };
}

const attached = ({ filename, mimeType, contentId, content }: Attachment): Attached => ({
  name: filename ?? '',
  type: mimeType,
  contentId: (contentId ?? '').replace(/^<|>$/g, ''),
  bytes: typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content),
});

const mailbox = (address: Address | undefined): Mailbox => ({
  name: address?.name ?? '',
  address: address?.address ?? '',
});

const idsIn = (header = ''): readonly string[] =>
  [...header.matchAll(/<([^<>\s]+)>/g)].map(([, id]) => id ?? '');

const headerOf = (email: Email, key: string): string | undefined =>
  email.headers.find((header) => header.key === key)?.value;
