import { addressKey } from '@crewtide/domain';
import type { Clock, Log } from '@crewtide/flows';
import { startSmtpServer } from '@crewtide/mailer';
import { type Mail, readMail } from './mail.ts';

/** Everyone's mailboxes, filled by an SMTP server on loopback. */
export interface PostOffice {
  /** `smtp://127.0.0.1:<port>`. */
  readonly url: string;
  /** Oldest first; what was received and what its owner sent. */
  mailbox(address: string): readonly Mail[];
  /** How many mails ever came in. */
  received(): number;
  /** Keeps a copy of what the owner of an address sent. */
  fileSent(owner: string, bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** Takes mail for one domain; a mailbox exists once something came for it. */
export async function startPostOffice(options: {
  readonly domain: string;
  readonly clock: Clock;
  readonly log: Log;
}): Promise<PostOffice> {
  const { clock } = options;
  const mailboxes = new Map<string, Mail[]>();
  let filed = 0;
  let received = 0;

  const file = async (owner: string, bytes: Uint8Array, sent: boolean) => {
    filed += 1;
    const mail = await readMail(bytes, { id: String(filed), sent, at: clock.now() });
    const key = addressKey(owner);
    mailboxes.set(key, [...(mailboxes.get(key) ?? []), mail]);
  };

  const server = await startSmtpServer({
    ...options,
    host: '127.0.0.1',
    port: 0,
    rawMail: {
      async put(envelope, bytes) {
        for (const recipient of envelope.to) await file(recipient, bytes, false);
        received += envelope.to.length;
        return String(received);
      },
    },
    onReceived: () => {},
  });

  return {
    url: `smtp://127.0.0.1:${server.port}`,
    mailbox: (address) => mailboxes.get(addressKey(address)) ?? [],
    received: () => received,
    fileSent: (owner, bytes) => file(owner, bytes, true),
    close: () => server.close(),
  };
}
