import { createTransport } from 'nodemailer';
import { type SinkMessage, startSmtpSink } from '../support/smtpSink.ts';
import type { Post, Taken } from './post.ts';

/** A server that takes the letters, and replies as a mail server sends them: the same bytes until it hears "250". */
export async function openSmtpPost({ keyed }: { readonly keyed: boolean }): Promise<Post> {
  const sink = await startSmtpSink({ keyed, keeps: false });
  const taken: Taken[] = [];
  sink.onMessage((message) => taken.push(takenFrom(message)));
  return {
    name: keyed ? 'SMTP that honours the key' : 'plain SMTP',
    life: { by: 'smtp', url: sink.url },
    taken,
    // For each kill between its 250 and our mark.
    mayDouble: keyed ? 0 : 1,
    send: (through, { from, to, bytes }) =>
      through(async ({ smtp }) => {
        const transport = createTransport({ host: '127.0.0.1', port: smtp, ignoreTLS: true });
        try {
          await transport.sendMail({ raw: Buffer.from(bytes), envelope: { from, to } });
        } finally {
          transport.close();
        }
      }),
    born: () => {},
    stumble: () => {},
    found: () => ({
      lettersRepeated: sink.repeats.length,
      lettersChanged: sink.violations.length,
      violations: [],
      news: [],
    }),
    close: sink.close,
  };
}

const takenFrom = ({ envelope, letter = '', bytes }: SinkMessage): Taken => ({
  to: envelope.to[0] ?? '',
  letter,
  bytes,
});
