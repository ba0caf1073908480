import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Duration, later } from '@crewtide/domain';
import type { Authenticator, Clock, Log } from '@crewtide/flows';
import { type App, startApp } from '@crewtide/local';
import { createSmtpCarrier } from '@crewtide/mailer';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { NOW } from '../support/builders.ts';
import type { IncomingMail } from '../support/house.ts';
import type { DeliveredMail } from '../support/memoryCarrier.ts';
import { type SmtpSink, startSmtpSink } from '../support/smtpSink.ts';
import { deliveredMail, type Sent, sendMail } from './wire.ts';

export const MAIL_DOMAIN = 'crew.example';
export const OPERATOR_KEY = 'operator-key-of-these-tests';

/** What came of a message that was sent to us. */
export interface Came extends Sent {
  /** How each message decided meanwhile was decided, `held: no-sender`; none when none was. */
  readonly became: readonly string[];
  /** What left because of it. */
  readonly letters: readonly DeliveredMail[];
}

/** All of `npm start` over sockets; only the clock is ours, and the server that takes the letters. */
export interface RunningApp {
  readonly app: App;
  readonly sink: SmtpSink;
  readonly clock: Clock;
  readonly url: string;
  readonly dataDir: string;
  /** Resolves when everything that came in and is due has been done. */
  settle(): Promise<void>;
  /** Moves the clock, then settles. */
  pass(duration: Duration): Promise<Omit<Came, 'code'>>;
  /** Sends one after another over SMTP, then settles. */
  comesIn(mail: IncomingMail): Promise<Came>;
  /** The letters that left so far, oldest first. */
  letters(): readonly DeliveredMail[];
  /** Ends the app and starts it again on the same data, with the same clock. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** How this app finds out whether a sender wrote what came; absent, it doesn't. */
export type Checking = (clock: Clock, log: Log) => Authenticator;

export async function startRunningApp(
  logged: string[] = [],
  checking: Checking = () => async () => 'not-checked',
): Promise<RunningApp> {
  const dataDir = await mkdtemp(join(tmpdir(), 'crewtide-mail-'));
  const sink = await startSmtpSink();
  let at = NOW;
  const clock: Clock = { now: () => at };
  const write = (event: string, fields?: object) => void logged.push(JSON.stringify({ event, ...fields }));
  const log: Log = { info: write, warn: write, error: write };
  const start = () =>
    startApp({
      dataDir,
      table: 'crewtide',
      region: 'local',
      shards: 2,
      signingKeys: [{ id: 1, secret: Buffer.alloc(32, 'mail') }],
      operatorKey: OPERATOR_KEY,
      mailDomain: MAIL_DOMAIN,
      http: { host: '127.0.0.1', port: 0 },
      smtp: { host: '127.0.0.1', port: 0 },
      clock,
      log,
      // Whatever happens wakes it.
      everyMilliseconds: 60_000,
      authenticate: checking(clock, log),
      carrier: (journal) => createSmtpCarrier({ url: sink.url, journal, log }),
      onStoreLost: (fault) => void logged.push(JSON.stringify({ event: 'store lost', fault: fault.name })),
    });
  let app = await start();
  const letters = () => sink.messages.map(deliveredMail);
  const settle = () => app.worker.idle();
  async function whatCameOf<T>(happens: () => Promise<T>): Promise<T & Omit<Came, 'code'>> {
    const before = { letters: sink.messages.length, lines: logged.length };
    const happened = await happens();
    await settle();
    return {
      ...happened,
      became: outcomesIn(logged.slice(before.lines)),
      letters: letters().slice(before.letters),
    };
  }

  return {
    get app() {
      return app;
    },
    get url() {
      return `http://127.0.0.1:${app.httpPort}`;
    },
    sink,
    clock,
    dataDir,
    settle,
    letters,
    pass: (duration) =>
      whatCameOf(async () => {
        at = later(at, duration);
        return {};
      }),
    comesIn: (mail) => whatCameOf(() => sendMail(app.smtpPort, mail)),
    async restart() {
      await app.close();
      app = await start();
    },
    async close() {
      await app.close();
      await sink.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const outcomesIn = (lines: readonly string[]): readonly string[] =>
  lines.flatMap((line) => {
    const { event, outcome, why } = JSON.parse(line);
    if (event !== 'mail received') return [];
    return why === undefined ? `${outcome}` : `${outcome}: ${why}`;
  });

/**
 * One app for all tests of a file. After each test it must still answer, and its log must hold no fault, no address and
 * nobody's name.
 */
export function oneApp(checking?: Checking): () => RunningApp {
  let running: RunningApp | undefined;
  const logged: string[] = [];
  const app = () => {
    if (running === undefined) throw new Error('the app is not started');
    return running;
  };
  beforeAll(async () => {
    running = await startRunningApp(logged, checking);
  });
  afterAll(() => running?.close());
  afterEach(async () => {
    const { status } = await fetch(`${app().url}/health`);
    expect(status).toBe(200);
    const lines = logged.join('\n');
    expect(lines).not.toMatch(/@|Ana|Bo\b|Cleo|Hanna|Hugo/);
    expect(lines).not.toMatch(/store lost|"fault"|not decided|failed/);
  });
  return app;
}
