import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Duration, derivedId, type Instant, later } from '@crewtide/domain';
import { render } from '@crewtide/emails';
import { type Clock, type Deps, decideUndecided, type Envelope, type Log, tick } from '@crewtide/flows';
import { openRawMail } from '@crewtide/local';
import { createTokens } from '@crewtide/mailer';
import { developPicture } from '@crewtide/pictures';
import { read, readAnswers, readChange } from '@crewtide/reading';
import { createClient, createStore, ensureTable } from '@crewtide/store';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { NOW } from './builders.ts';
import { startEngine, type TestEngine } from './engine.ts';
import { type DeliveredMail, type MemoryCarrier, memoryCarrier } from './memoryCarrier.ts';

/** Everything real but the clock, the random source and the far end of the carrier. */
export interface TestHouse {
  readonly deps: Deps;
  readonly carrier: MemoryCarrier;
  readonly clock: TestClock;
  /** What was logged, as JSON. */
  readonly logged: readonly string[];
  /** Carries out everything that is due until nothing is; returns how many faults there were. */
  settle(deps?: Deps): Promise<number>;
  /** Moves the clock, then settles. */
  settleAt(at: Instant): Promise<number>;
  /** Mail comes in, is made durable and decided, and what follows from it is carried out; says what became of it. */
  comesIn(mail: IncomingMail): Promise<string>;
  /** What an address got, oldest first. */
  mailOf(address: string): readonly DeliveredMail[];
}

export interface IncomingMail {
  readonly bytes: Uint8Array;
  readonly envelope: Envelope;
}

export interface TestClock extends Clock {
  goTo(at: Instant): void;
  pass(duration: Duration): void;
}

function testClock(): TestClock {
  let at = NOW;
  return {
    now: () => at,
    goTo: (to) => {
      at = to;
    },
    pass: (duration) => {
      at = later(at, duration);
    },
  };
}

/**
 * For each test of a file a house of its own, on one engine. Whatever a test does, no address and no name may have got
 * into its log.
 */
export function houses(): (options?: Parameters<typeof memoryCarrier>[0]) => Promise<TestHouse> {
  let engine: TestEngine | undefined;
  let folder: string | undefined;
  const opened: TestHouse[] = [];
  beforeAll(async () => {
    engine = await startEngine();
    folder = await mkdtemp(join(tmpdir(), 'crewtide-house-'));
  });
  afterAll(async () => {
    await engine?.stop();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });
  afterEach(() => {
    for (const house of opened.splice(0)) expect(house.logged.join('\n')).not.toMatch(/@|Ana|Cleo|Hanna/);
  });
  let number = 0;
  return async (options) => {
    if (engine === undefined || folder === undefined) throw new Error('the engine is not started');
    number += 1;
    const house = await openHouse(engine.endpoint, join(folder, `raw-${number}`), `house-${number}`, options);
    opened.push(house);
    return house;
  };
}

async function openHouse(
  endpoint: string,
  rawMailFolder: string,
  name: string,
  options: Parameters<typeof memoryCarrier>[0],
): Promise<TestHouse> {
  const clock = testClock();
  const carrier = memoryCarrier(options);
  const logged: string[] = [];
  const write = (event: string, fields?: object) => void logged.push(JSON.stringify({ event, ...fields }));
  const log: Log = { info: write, warn: write, error: write };
  const client = createClient({ endpoint, region: 'local' });
  await ensureTable(client, name);
  let ids = 0;
  const deps: Deps = {
    store: createStore({ client, table: name, shards: 2, clock }),
    rawMail: await openRawMail(rawMailFolder, log),
    read,
    authenticate: async () => 'not-checked',
    readAnswers: async (...reply) => readAnswers(...reply),
    readChange: async (...words) => readChange(...words),
    developPicture,
    render,
    carrier,
    tokens: createTokens([{ id: 1, secret: Buffer.alloc(32, name) }]),
    clock,
    ids: {
      fresh: () => {
        ids += 1;
        return derivedId('fresh', name, String(ids));
      },
    },
    log,
    mail: { domain: 'crew.example', publicUrl: 'https://crew.example' },
    hostKeySecret: Buffer.alloc(32, name),
    worker: 'worker 1',
    wake: () => {},
  };
  const settle = (with_: Deps = deps) => settleWith(with_, clock);
  return {
    deps,
    carrier,
    clock,
    logged,
    settle,
    async settleAt(at) {
      clock.goTo(at);
      return settle();
    },
    async comesIn({ bytes, envelope }) {
      const before = logged.length;
      await deps.rawMail.put(envelope, bytes, clock.now());
      await settle();
      return outcomeIn(logged.slice(before));
    },
    mailOf: (address) => carrier.mailboxes.filter((mail) => mail.to === address),
  };
}

/** So many rounds suffice for everything that follows from one happening. */
const ROUNDS = 40;

async function settleWith(deps: Deps, clock: TestClock): Promise<number> {
  let faults = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    clock.pass({ milliseconds: 1 });
    const decided = await decideUndecided(deps, 1);
    const ticked = await tick(deps);
    faults += ticked.faults;
    if (decided + ticked.appointments + ticked.pages + ticked.events === 0) return faults;
  }
  throw new Error('the house never comes to rest');
}

/** What the log says of the mail that was just received: its outcome, with the reason where there is one. */
function outcomeIn(lines: readonly string[]): string {
  for (const line of lines) {
    const { event, outcome, why } = JSON.parse(line);
    if (event === 'mail received') return why === undefined ? outcome : `${outcome}: ${why}`;
  }
  return 'not received';
}
