import { Readable } from 'node:stream';
import type { Delivery } from '@crewtide/flows';
import SMTPConnection, {
  type SMTPConnectionAuth,
  type SMTPConnectionOptions,
} from 'nodemailer/lib/smtp-connection';
import type { FrozenMail } from './frozenMail.ts';
import { deliveryOf, isStale, type SmtpFailure } from './smtpAnswer.ts';

export interface SmtpAccount {
  readonly options: SMTPConnectionOptions;
  readonly auth: SMTPConnectionAuth | undefined;
}

/** Runs as soon as the server's 250 is read, before anything else can; must not throw. */
export type OnAccepted = (messageId: string) => void;

/** One connection that is kept open between letters, and opened again when it was lost. */
export interface SmtpSession {
  /** One letter at a time. */
  send(mail: FrozenMail, onAccepted: OnAccepted): Promise<Delivery>;
  close(): void;
}

export function createSmtpSession(account: SmtpAccount): SmtpSession {
  let open: SMTPConnection | undefined;

  async function connect(): Promise<Opening> {
    const opening = await logIn(account);
    if ('connection' in opening) {
      open = opening.connection;
      open.once('end', () => {
        if (open === opening.connection) open = undefined;
      });
    }
    return opening;
  }

  async function attempt(mail: FrozenMail, onAccepted: OnAccepted): Promise<Attempt> {
    const opening = open ? { connection: open } : await connect();
    if ('failure' in opening) return { delivery: deliveryOf(opening.failure, false), stale: false };
    const { connection } = opening;
    const sending = await transmit(connection, mail, onAccepted);
    const keep =
      sending.state === 'ready' || (sending.state === 'in-transaction' && (await reset(connection)));
    if (!keep) {
      if (open === connection) open = undefined;
      connection.close();
    }
    return sending;
  }

  return {
    async send(mail, onAccepted) {
      const kept = open !== undefined;
      const first = await attempt(mail, onAccepted);
      // Servers drop idle connections: that costs a letter nothing but a new connection.
      return (kept && first.stale ? await attempt(mail, onAccepted) : first).delivery;
    },
    close() {
      open?.quit();
      open?.close();
      open = undefined;
    },
  };
}

interface Attempt {
  readonly delivery: Delivery;
  /** The connection was gone before any of the message was handed over. */
  readonly stale: boolean;
}

type Opening = { readonly connection: SMTPConnection } | { readonly failure: SmtpFailure };

function logIn({ options, auth }: SmtpAccount): Promise<Opening> {
  return new Promise((resolve) => {
    const connection = new SMTPConnection(options);
    const fail = (failure: SmtpFailure) => {
      resolve({ failure });
      connection.close();
    };
    // Stays for the connection's life: what breaks later is told by `send` or by 'end'.
    connection.on('error', fail);
    connection.once('end', () => resolve({ failure: { code: 'ECONNECTION' } }));
    connection.connect((error) => {
      if (error) fail(error);
      else if (auth === undefined || !connection.allowsAuth) resolve({ connection });
      else connection.login(auth, (refused) => (refused ? fail(refused) : resolve({ connection })));
    });
  });
}

interface Transmission extends Attempt {
  readonly state: 'ready' | 'in-transaction' | 'broken';
}

function transmit(
  connection: SMTPConnection,
  mail: FrozenMail,
  onAccepted: OnAccepted,
): Promise<Transmission> {
  const body = streamOf(mail.mime);
  return new Promise((resolve) => {
    connection.send({ from: mail.from, to: [mail.to], size: mail.mime.length }, body, (error, info) => {
      if (error) {
        const answered = error.code === 'EENVELOPE' || error.code === 'EMESSAGE';
        resolve({
          delivery: deliveryOf(error, body.readableEnded),
          stale: isStale(error) && !body.readableDidRead,
          state: answered && error.responseCode !== 421 ? 'in-transaction' : 'broken',
        });
        return;
      }
      const messageId = info?.serverMessageId?.replace(/^<|>$/g, '') ?? mail.messageId;
      onAccepted(messageId);
      resolve({ delivery: { outcome: 'accepted', messageId }, stale: false, state: 'ready' });
    });
  });
}

const SLICE = 65_536;

/**
 * nodemailer begins to read it at the server's 354, and writes the final dot after its end. In slices, so that the
 * end is not reached long before the server has taken what came before it.
 */
function streamOf(mime: Uint8Array): Readable {
  let at = 0;
  return new Readable({
    read() {
      this.push(at < mime.length ? mime.subarray(at, at + SLICE) : null);
      at += SLICE;
    },
  });
}

/** Ends a refused transaction, so that the connection can take the next letter. */
const reset = (connection: SMTPConnection): Promise<boolean> =>
  new Promise((resolve) => {
    const broke = () => resolve(false);
    connection.once('end', broke);
    connection.reset((error) => {
      connection.off('end', broke);
      resolve(error === null);
    });
  });
