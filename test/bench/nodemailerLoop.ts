import { createTransport } from 'nodemailer';

/** What anybody would write who wants nothing but to send: the same text and html to each, no table, no retry. */
export async function nodemailerLoop(
  port: number,
  letters: number,
  mail: { readonly subject: string; readonly html: string; readonly text: string },
): Promise<void> {
  const { subject, html, text } = mail;
  const transport = createTransport({
    pool: true,
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
    maxConnections: 1,
    maxMessages: Number.POSITIVE_INFINITY,
  });
  for (let number = 0; number < letters; number += 1) {
    const to = `member${number}@home.test`;
    await transport.sendMail({ from: 'Willow <willow@reply.test>', to, subject, html, text });
  }
  transport.close();
}
