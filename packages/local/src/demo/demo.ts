import type { Instant } from '@crewtide/domain';
import { later } from '@crewtide/domain';
import { createSmtpCarrier, type SigningKeys } from '@crewtide/mailer';
import { type App, startApp } from '../app.ts';
import { silentLog } from '../log.ts';
import type { MovableClock } from './clock.ts';
import { createMailClient, type MailClient } from './mailClient.ts';
import { type PostOffice, startPostOffice } from './postOffice.ts';

/** Where the people of the demo have their mailboxes, and where their replies go (RFC 2606 names). */
export const DOMAINS = { people: 'people.example', replies: 'reply.crewtide.example' } as const;

export interface DemoOptions {
  readonly dataDir: string;
  readonly clock: MovableClock;
  readonly signingKeys: SigningKeys;
  readonly operatorKey: string;
  readonly onStoreLost: (fault: Error) => void;
}

/** All of Crewtide on loopback, with a post office for the people it writes to and a clock that can be moved. */
export interface Demo {
  readonly clock: MovableClock;
  readonly post: PostOffice;
  /** Sends to Crewtide's own SMTP server. */
  readonly mailClient: MailClient;
  /** `http://127.0.0.1:<port>`. */
  readonly apiUrl: string;
  nextDue(): Promise<Instant | undefined>;
  /** Resolves when everything that is due has been done, and its letters have arrived. */
  settle(): Promise<void>;
  /** Moves the clock to the next thing that is due and lets it happen; undefined when nothing is. */
  moveToNextDue(): Promise<Instant | undefined>;
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';
/** The demo wakes the worker itself. */
const WAKES_EVERY_MILLISECONDS = 1000;

export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { clock } = options;
  const post = await startPostOffice({ domain: DOMAINS.people, clock, log: silentLog });
  const app = await startApp({
    ...options,
    table: 'crewtide-demo',
    region: 'eu-west-1',
    shards: 4,
    mailDomain: DOMAINS.replies,
    http: { host: LOOPBACK, port: 0 },
    smtp: { host: LOOPBACK, port: 0 },
    log: silentLog,
    everyMilliseconds: WAKES_EVERY_MILLISECONDS,
    carrier: (journal) => createSmtpCarrier({ url: post.url, journal, log: silentLog }),
  }).catch(async (fault: unknown) => {
    await post.close();
    throw fault;
  });
  return {
    ...driving(app, clock),
    post,
    async close() {
      await app.close();
      await post.close();
    },
  };
}

function driving(
  { worker, deps, smtpPort, httpPort }: App,
  clock: MovableClock,
): Omit<Demo, 'post' | 'close'> {
  const settle = async () => {
    worker.wake();
    await worker.idle();
  };
  const nextDue = () => deps.store.nextDue(clock.now());
  return {
    clock,
    mailClient: createMailClient(smtpPort),
    apiUrl: `http://${LOOPBACK}:${httpPort}`,
    nextDue,
    settle,
    async moveToNextDue() {
      const due = await nextDue();
      // What is due before now is taken up, what is due at this very moment is not.
      if (due !== undefined) clock.moveTo(later(due, { seconds: 1 }));
      await settle();
      return due;
    },
  };
}
