import type { Carrier, Delivery, Log } from '@crewtide/flows';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import type { AcceptedJournal } from './acceptedJournal.ts';
import { freezeMail, thawMail } from './frozenMail.ts';
import { composeMime } from './mime.ts';
import { createSmtpSession, type SmtpAccount, type SmtpSession } from './smtpSession.ts';

export interface SmtpCarrierOptions {
  /** `smtp://user:password@host:587` (STARTTLS where offered), `smtps://…`; query as nodemailer reads it. */
  readonly url: string;
  /** Letters on their way at once, and the most that a crash can repeat. */
  readonly connections?: number;
  readonly journal: AcceptedJournal;
  readonly log: Pick<Log, 'error'>;
  readonly timeouts?: Partial<SmtpTimeouts>;
}

/** Milliseconds. */
export interface SmtpTimeouts {
  readonly connect: number;
  readonly greeting: number;
  /**
   * For one letter from its turn to the last reply: keep it shorter than what a lease leaves for its last letter.
   * RFC 5321, 4.5.3.2.6 would wait 10 minutes for the last reply alone; what is given up then is `unknown`.
   */
  readonly delivery: number;
}

const DEFAULT_TIMEOUTS: SmtpTimeouts = { connect: 30_000, greeting: 30_000, delivery: 100_000 };

export type SmtpCarrier = Carrier & {
  /** Lets the letters on their way end, then says goodbye. Later letters are told `later`. */
  close(): Promise<void>;
};

/**
 * Delivers to one SMTP server over kept connections (TCP_NODELAY is nodemailer's default).
 * @throws Error when the url's scheme isn't smtp or smtps.
 */
export function createSmtpCarrier(options: SmtpCarrierOptions): SmtpCarrier {
  const { url, connections = 1, journal, log, timeouts } = options;
  const sessions = createSessions(url, connections, { ...DEFAULT_TIMEOUTS, ...timeouts });

  // The letter has left: a journal that can't be written makes a crash worse, and the answer no less true.
  const remember = (key: string, replacedId: string | undefined) => {
    try {
      journal.add(key, replacedId);
    } catch (error) {
      log.error('accepted-journal-failed', {
        letter: key,
        cause: error instanceof Error ? error.name : 'unknown',
      });
    }
  };

  return {
    name: 'smtp',
    freeze: async (message) => freezeMail(message, await composeMime(message)),
    async deliver(key, frozen): Promise<Delivery> {
      const mail = thawMail(frozen);
      if (journal.has(key)) {
        return { outcome: 'accepted', messageId: journal.messageIdOf(key) ?? mail.messageId };
      }
      return sessions.use((session) => session.send(mail, (replacedId) => remember(key, replacedId)));
    },
    close: () => sessions.close(),
  };
}

interface Sessions {
  use(send: (session: SmtpSession) => Promise<Delivery>): Promise<Delivery>;
  close(): Promise<void>;
}

/** A fixed number of sessions; who finds none free waits in line. */
function createSessions(url: string, count: number, timeouts: SmtpTimeouts): Sessions {
  const account = accountOf(url, timeouts);
  const all = Array.from({ length: count }, () => createSmtpSession(account));
  const free = [...all];
  const waiting: ((session: SmtpSession) => void)[] = [];
  const running = new Set<Promise<Delivery>>();
  let closed = false;

  const take = async (): Promise<SmtpSession> =>
    free.pop() ?? new Promise<SmtpSession>((resolve) => waiting.push(resolve));
  const giveBack = (session: SmtpSession) => {
    const next = waiting.shift();
    if (next) next(session);
    else free.push(session);
  };

  async function run(send: (session: SmtpSession) => Promise<Delivery>): Promise<Delivery> {
    const session = await take();
    try {
      return closed ? { outcome: 'later', status: 'closed' } : await send(session);
    } finally {
      giveBack(session);
    }
  }

  return {
    use(send) {
      const delivery = run(send);
      running.add(delivery);
      const done = () => running.delete(delivery);
      delivery.then(done, done);
      return delivery;
    },
    async close() {
      closed = true;
      await Promise.allSettled(running);
      for (const session of all) session.close();
    },
  };
}

function accountOf(url: string, timeouts: SmtpTimeouts): SmtpAccount {
  if (!/^smtps?:\/\//i.test(url)) throw new Error('the SMTP url must begin with smtp:// or smtps://');
  const { auth, ...server } = parseConnectionUrl(url);
  return {
    auth,
    options: {
      ...server,
      connectionTimeout: timeouts.connect,
      greetingTimeout: timeouts.greeting,
    },
    deliveryMilliseconds: timeouts.delivery,
  };
}
