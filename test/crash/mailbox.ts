import { createTransport } from 'nodemailer';
import PostalMime from 'postal-mime';
import type { SmtpSink } from '../support/smtpSink.ts';
import type { Lives } from './lives.ts';

export interface LetterSeen {
  readonly to: string;
  readonly letter: string;
  readonly replyTo: string;
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
}

/** The letters that the carrier took, read as their recipients read them. */
export class Mailbox {
  private readonly sink: SmtpSink;
  private readonly read: LetterSeen[] = [];
  private next = 0;

  constructor(sink: SmtpSink) {
    this.sink = sink;
  }

  async letters(): Promise<readonly LetterSeen[]> {
    for (; this.next < this.sink.messages.length; this.next += 1) {
      const message = this.sink.messages[this.next];
      if (message === undefined) continue;
      const mail = await new PostalMime().parse(message.bytes);
      this.read.push({
        to: message.envelope.to[0] ?? '',
        letter: message.letter ?? '',
        replyTo: mail.replyTo?.[0]?.address ?? '',
        messageId: mail.messageId ?? '',
        subject: mail.subject ?? '',
        text: mail.text ?? '',
      });
    }
    return this.read;
  }
}

/** Sends a reply as a mail server does: again and again, the same bytes, until it hears "250". */
export async function reply(
  lives: Lives,
  letter: LetterSeen,
  words: string,
  messageId: string,
): Promise<void> {
  await lives.through(async ({ smtp }) => {
    const transport = createTransport({ host: '127.0.0.1', port: smtp, ignoreTLS: true });
    try {
      await transport.sendMail({
        from: letter.to,
        to: letter.replyTo,
        subject: `Re: ${letter.subject}`,
        messageId: `<${messageId}@home.test>`,
        inReplyTo: letter.messageId,
        date: new Date(0),
        text: `${words}\n\nOn Monday Willow wrote:\n${letter.text.replace(/^/gm, '> ')}\n`,
      });
    } finally {
      transport.close();
    }
  });
}
