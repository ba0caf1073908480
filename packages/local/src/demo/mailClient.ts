import type { Instant } from '@crewtide/domain';
import type { Mailbox } from '@crewtide/flows';
import { createTransport } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Mail } from './mail.ts';
import type { ReplyBody } from './quoting.ts';

export interface Draft {
  readonly from: Mailbox;
  readonly answers: Mail;
  readonly body: ReplyBody;
  /** Without angle brackets. */
  readonly messageId: string;
  readonly at: Instant;
  /** Instead of `Re: …`. */
  readonly subject?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly picture?: Picture;
}

/** Attached as phones do. */
export interface Picture {
  readonly name: string;
  /** `image/jpeg`. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** The bytes of a reply as an ordinary mail client writes them, with In-Reply-To and References (RFC 5322, 3.6.4). */
export async function composeReply(draft: Draft): Promise<Uint8Array> {
  const { answers } = draft;
  const composer = new MailComposer({
    from: draft.from,
    to: answers.answerTo,
    subject: draft.subject ?? `Re: ${answers.subject.replace(/^(Re: )+/i, '')}`,
    date: new Date(draft.at),
    messageId: `<${draft.messageId}>`,
    inReplyTo: `<${answers.messageId}>`,
    references: [...answers.references, answers.messageId].map((id) => `<${id}>`).join(' '),
    headers: { ...draft.headers },
    attachments: attachmentsOf(draft.picture),
    ...draft.body,
  });
  return composer.compile().build();
}

const attachmentsOf = (picture: Picture | undefined) =>
  picture === undefined
    ? []
    : [{ filename: picture.name, contentType: picture.type, content: Buffer.from(picture.bytes) }];

export interface MailClient {
  /** Resolves when the server has said 250. @throws the server's refusal. */
  send(from: string, to: string, bytes: Uint8Array): Promise<void>;
}

/** Sends to an SMTP server on loopback, a connection for each message like a mail client. */
export function createMailClient(port: number): MailClient {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
  return {
    async send(from, to, bytes) {
      await transport.sendMail({ envelope: { from, to }, raw: Buffer.from(bytes) });
    },
  };
}
