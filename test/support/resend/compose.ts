import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { domainOf } from './address.ts';
import type { Email } from './payload.ts';

/** Signs what leaves, as the real one does for a verified domain. */
export interface DkimKey {
  readonly domain: string;
  readonly selector: string;
  /** PEM. */
  readonly privateKey: string;
}

export interface Composed {
  /** Without angle brackets. */
  readonly messageId: string;
  readonly bytes: Buffer;
}

/** The RFC 5322 message that a recipient's server gets; the Message-ID is the sending server's own, whatever was asked for. */
export async function compose(
  email: Email,
  { id, at, dkim }: { readonly id: string; readonly at: string; readonly dkim: DkimKey | undefined },
): Promise<Composed> {
  const messageId = `${sesId(id)}@eu-west-1.amazonses.com`;
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const sent = await transport.sendMail({
    from: { ...email.from },
    to: email.to.map((mailbox) => ({ ...mailbox })),
    cc: email.cc.map((mailbox) => ({ ...mailbox })),
    replyTo: email.replyTo.map((mailbox) => ({ ...mailbox })),
    subject: email.subject,
    ...(email.text !== undefined && { text: email.text }),
    ...(email.html !== undefined && { html: email.html }),
    messageId: `<${messageId}>`,
    date: new Date(at),
    headers: {
      ...Object.fromEntries(customHeaders(email)),
      'Feedback-ID': `::1.eu-west-1.${id}:AmazonSES`,
      'X-SES-Outgoing': `${at.slice(0, 10).replaceAll('-', '.')}-54.240.6.1`,
    },
    attachments: email.attachments.map((file) => ({
      filename: file.filename,
      content: file.content,
      ...(file.contentType !== undefined && { contentType: file.contentType }),
      ...(file.contentId !== undefined && { cid: file.contentId, contentDisposition: 'inline' as const }),
    })),
    ...(dkim?.domain === domainOf(email.from.address) && {
      dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.privateKey },
    }),
    disableFileAccess: true,
    disableUrlAccess: true,
    baseBoundary: id,
  });
  if (!Buffer.isBuffer(sent.message)) throw new Error('the message was not composed into memory');
  return { messageId, bytes: sent.message };
}

/** As they were given, but folded; the composer takes the threading ones as text alone. */
function* customHeaders(
  email: Email,
): Generator<[string, string | { prepared: true; foldLines: true; value: string }]> {
  for (const [name, value] of Object.entries(email.headers)) {
    if (WRITTEN_BY_THE_SERVER.test(name)) continue;
    yield [
      name,
      /^(?:in-reply-to|references)$/i.test(name) ? value : { prepared: true, foldLines: true, value },
    ];
  }
}

const WRITTEN_BY_THE_SERVER =
  /^(?:message-id|date|from|to|cc|bcc|subject|reply-to|mime-version|content-.*)$/i;

/** Like `0102018f6e2d4a11-…-000000`, the ids that Amazon SES gives. */
function sesId(id: string): string {
  const hex = createHash('sha256').update(id).digest('hex');
  return `0102${hex.slice(0, 12)}-${id}-000000`;
}
