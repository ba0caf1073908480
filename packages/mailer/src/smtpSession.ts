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
  /** The longest that one letter may take, connecting included. */
  readonly deliveryMilliseconds: number;
}

/**
 * Runs as soon as the server's 250 is read, before anything else can; must not throw. `replacedId` is set where the
 * server says that it gave the letter a Message-ID of its own.
 */
export type OnAccepted = (replacedId: string | undefined) => void;

/** One connection that is kept open between letters, and opened again when it was lost. */
export interface SmtpSession {
  /** One letter at a time. */
  send(mail: FrozenMail, onAccepted: OnAccepted): Promise<Delivery>;
  close(): void;
}

export function createSmtpSession(account: SmtpAccount): SmtpSession {
  let open: SMTPConnection | undefined;

  async function connect(deadline: AbortSignal): Promise<Opening> {
    const opening = await logIn(account, deadline);
    if ('connection' in opening) {
      open = opening.connection;
      open.once('end', () => {
        if (open === opening.connection) open = undefined;
      });
    }
    return opening;
  }

  async function attempt(mail: FrozenMail, onAccepted: OnAccepted, deadline: AbortSignal): Promise<Attempt> {
    const opening = open ? { connection: open } : await connect(deadline);
    if ('failure' in opening) return { delivery: deliveryOf(opening.failure, false), stale: false };
    const { connection } = opening;
    const sending = await transmit(connection, mail, onAccepted, deadline);
    const keep =
      sending.state === 'ready' ||
      (sending.state === 'in-transaction' && (await reset(connection, deadline)));
    if (!keep) {
      if (open === connection) open = undefined;
      connection.close();
    }
    return sending;
  }

  return {
    async send(mail, onAccepted) {
      const deadline = new AbortController();
      const timer = setTimeout(() => deadline.abort(), account.deliveryMilliseconds);
      try {
        const kept = open !== undefined;
        const first = await attempt(mail, onAccepted, deadline.signal);
        if (!kept || !first.stale) return first.delivery;
        // Servers drop idle connections: that costs a letter nothing but a new connection.
        return (await attempt(mail, onAccepted, deadline.signal)).delivery;
      } finally {
        clearTimeout(timer);
      }
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

const OUT_OF_TIME: SmtpFailure = { code: 'ETIMEDOUT', timeoutType: 'DELIVERY_TIMEOUT' };

function logIn({ options, auth }: SmtpAccount, deadline: AbortSignal): Promise<Opening> {
  return new Promise((resolve) => {
    const connection = new SMTPConnection(options);
    const fail = (failure: SmtpFailure) => {
      resolve({ failure });
      connection.close();
    };
    // Stays for the connection's life: what breaks later is told by `send` or by 'end'.
    connection.on('error', fail);
    connection.once('end', () => resolve({ failure: { code: 'ECONNECTION' } }));
    deadline.addEventListener('abort', () => fail(OUT_OF_TIME));
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
  deadline: AbortSignal,
): Promise<Transmission> {
  const body = streamOf(mail.mime);
  return new Promise((resolve) => {
    const fail = (failure: SmtpFailure) => {
      const answered = failure.code === 'EENVELOPE' || failure.code === 'EMESSAGE';
      resolve({
        delivery: deliveryOf(failure, body.readableEnded),
        stale: isStale(failure) && !body.readableDidRead && !deadline.aborted,
        state: answered && failure.responseCode !== 421 ? 'in-transaction' : 'broken',
      });
    };
    deadline.addEventListener('abort', () => fail(OUT_OF_TIME));
    connection.send({ from: mail.from, to: [mail.to], size: mail.mime.length }, body, (error, info) => {
      if (error) return fail(error);
      const replacedId = info?.serverMessageId?.replace(/^<|>$/g, '');
      onAccepted(replacedId);
      const delivery: Delivery = { outcome: 'accepted', messageId: replacedId ?? mail.messageId };
      resolve({ delivery, stale: false, state: 'ready' });
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
const reset = (connection: SMTPConnection, deadline: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    const broke = () => resolve(false);
    deadline.addEventListener('abort', broke);
    connection.once('end', broke);
    connection.reset((error) => {
      connection.off('end', broke);
      resolve(error === null);
    });
  });
