import {
  congregationId,
  type Instant,
  type Letter,
  later,
  type RecordOf,
  type Reply,
  type Stored,
} from '@crewtide/domain';
import type { Log, Page } from '@crewtide/flows';
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
  /** What became of the mail that came in, `passed-on`, and how often. */
  readonly became: ReadonlyMap<string, number>;
  /** Straight from the store, as are all letters: no API shows replies, nor every letter. */
  replies(congregation: string): Promise<readonly Reply[]>;
  letters(congregation: string): Promise<readonly Letter[]>;
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
  const became = new Map<string, number>();
  const post = await startPostOffice({ domain: DOMAINS.people, clock, log: silentLog });
  const app = await startApp({
    ...options,
    table: 'crewtide-demo',
    region: 'eu-west-1',
    shards: 4,
    mailDomain: DOMAINS.replies,
    http: { host: LOOPBACK, port: 0 },
    smtp: { host: LOOPBACK, port: 0 },
    log: countingMail(became),
    authenticate: async () => 'not-checked',
    everyMilliseconds: WAKES_EVERY_MILLISECONDS,
    carrier: (journal) => createSmtpCarrier({ url: post.url, journal, log: silentLog }),
  }).catch(async (fault: unknown) => {
    await post.close();
    throw fault;
  });
  return {
    ...driving(app, clock),
    became,
    post,
    async close() {
      await app.close();
      await post.close();
    },
  };
}

const countingMail = (became: Map<string, number>): Log => ({
  ...silentLog,
  info(event, { outcome } = {}) {
    if (event === 'mail received') became.set(`${outcome}`, (became.get(`${outcome}`) ?? 0) + 1);
  },
});

function driving(
  { worker, deps, smtpPort, httpPort }: App,
  clock: MovableClock,
): Omit<Demo, 'post' | 'became' | 'close'> {
  const settle = async () => {
    worker.wake();
    await worker.idle();
  };
  const all = async <K extends 'reply' | 'letter'>(kind: K, congregation: string) => {
    const store = deps.store.of(congregationId.parse(congregation));
    const records: RecordOf<K>[] = [];
    for (let after: string | undefined = ''; after !== undefined; ) {
      const page: Page<Stored<RecordOf<K>>> = await store.list<K>(kind, {
        limit: 100,
        ...(after === '' ? {} : { after }),
      });
      records.push(...page.items);
      after = page.next;
    }
    return records;
  };
  const nextDue = () => deps.store.nextDue(clock.now());
  return {
    clock,
    mailClient: createMailClient(smtpPort),
    apiUrl: `http://${LOOPBACK}:${httpPort}`,
    replies: (congregation) => all('reply', congregation),
    letters: (congregation) => all('letter', congregation),
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
