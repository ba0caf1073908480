import { createTransport } from 'nodemailer';
import type { IncomingMail } from '../support/house.ts';
import type { DeliveredMail } from '../support/memoryCarrier.ts';
import type { SinkMessage } from '../support/smtpSink.ts';

export interface Sent {
  /** The SMTP reply code after the message, or of the command that was refused. */
  readonly code: number;
}

/** Sends the very bytes to a server on loopback, as a mail server of the world does. */
export async function sendMail(port: number, { bytes, envelope }: IncomingMail): Promise<Sent> {
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  try {
    const { response } = await transport.sendMail({
      envelope: { from: envelope.from, to: [...envelope.to] },
      raw: Buffer.from(bytes),
    });
    return { code: Number(response.slice(0, 3)) };
  } catch (refusal) {
    if (refusal instanceof Error && 'responseCode' in refusal && typeof refusal.responseCode === 'number')
      return { code: refusal.responseCode };
    throw refusal;
  } finally {
    transport.close();
  }
}

/** What somebody's mailbox got, from what the sink took. */
export function deliveredMail({ envelope, bytes, letter }: SinkMessage): DeliveredMail {
  const end = bytes.indexOf('\r\n\r\n');
  const head = bytes.toString('latin1', 0, end < 0 ? bytes.length : end);
  return {
    key: letter ?? '',
    to: envelope.to[0] ?? '',
    returnPath: envelope.from,
    messageId: /^message-id:\s*<([^>]+)>/im.exec(head)?.[1] ?? '',
    bytes,
  };
}
