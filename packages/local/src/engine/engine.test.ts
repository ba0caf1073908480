import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CreateTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Log } from '@crewtide/flows';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { engineBinary } from './binary.ts';
import { type Engine, openEngine } from './engine.ts';
import { DataDirectoryInUse } from './lock.ts';
import { enginesOn, isEngineOn } from './processes.ts';

let home: string;
let dataDir: string;
let events: string[];
let log: Log;
const cleanUp: (() => Promise<unknown>)[] = [];

beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'crewtide-engine-')));
  dataDir = join(home, 'data');
  events = [];
  const note = (event: string): void => void events.push(event);
  log = { info: note, warn: note, error: note };
});

afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
  for (const left of await enginesOn(join(dataDir, 'store.sqlite'))) process.kill(left.pid, 'SIGKILL');
  rmSync(home, { recursive: true, force: true });
});

async function opened(onExit?: (fault: Error) => void): Promise<Engine> {
  const engine = await openEngine({ dataDir, log, ...(onExit === undefined ? {} : { onExit }) });
  cleanUp.push(() => engine.close());
  return engine;
}

interface Elsewhere {
  readonly pid: number;
  kill(): Promise<void>;
  exit(): Promise<void>;
}

const elsewhere = `
  const { openEngine } = await import(${JSON.stringify(new URL('engine.ts', import.meta.url).href)});
  const nothing = () => undefined;
  const log = { info: nothing, warn: nothing, error: nothing };
  await openEngine({ dataDir: process.argv[1], log });
  process.stdout.write('open');
  process.stdin.once('end', () => process.exit()).resume();
`;

/** Another process that opens the engine on the same directory and stays until it is told to go. */
async function openedElsewhere(): Promise<Elsewhere> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', elsewhere, dataDir],
    { stdio: ['pipe', 'pipe', 'ignore'] },
  );
  const { pid } = child;
  if (pid === undefined) throw new Error('no child');
  cleanUp.push(() => ended(child));
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve);
    child.once('exit', () => reject(new Error('the other process ended')));
  });
  return {
    pid,
    kill: () => ended(child),
    async exit() {
      const exit = new Promise((resolve) => child.once('exit', resolve));
      child.stdin.end();
      await exit;
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await exit;
}

const clientOf = (engine: Engine): DynamoDBClient =>
  new DynamoDBClient({
    endpoint: engine.endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

async function writeWord(engine: Engine, word: string): Promise<void> {
  const client = clientOf(engine);
  await client.send(
    new CreateTableCommand({
      TableName: 'words',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  await client.send(new PutItemCommand({ TableName: 'words', Item: { id: { S: word } } }));
  client.destroy();
}

async function hasWord(engine: Engine, word: string): Promise<boolean> {
  const client = clientOf(engine);
  const { Item } = await client.send(new GetItemCommand({ TableName: 'words', Key: { id: { S: word } } }));
  client.destroy();
  return Item !== undefined;
}

const engines = () => enginesOn(join(dataDir, 'store.sqlite'));

describe('the embedded store', () => {
  it('keeps what was written from one run to the next, and leaves no process behind', async () => {
    const first = await opened();
    await writeWord(first, 'kept');
    await first.close();
    expect(await engines()).toEqual([]);
    expect(await hasWord(await opened(), 'kept')).toBe(true);
  });

  it('makes a data directory and files for the owner alone', async () => {
    await opened();
    const modeOf = (path: string): number => statSync(path).mode & 0o777;
    expect(modeOf(dataDir)).toBe(0o700);
    for (const name of ['store.sqlite', 'store.sqlite-wal', 'engine.log', 'lock.pid']) {
      expect([name, modeOf(join(dataDir, name))]).toEqual([name, 0o600]);
    }
  });

  it('does not hand our environment to the engine', async () => {
    await opened();
    const [engine] = await engines();
    expect(readFileSync(`/proc/${engine?.pid}/environ`, 'utf8')).toBe('');
  });

  it('ends with a process that exits without closing it', async () => {
    const other = await openedElsewhere();
    const [engine] = await engines();
    await other.exit();
    await vi.waitUntil(async () => (await engines()).length === 0, { timeout: 5_000 });
    expect(engine).toBeDefined();
  });

  it('refuses a second opening in the same process until the first is closed', async () => {
    const first = await opened();
    await expect(openEngine({ dataDir, log })).rejects.toThrow(DataDirectoryInUse);
    await first.close();
    await opened();
  });

  it('names the directory and the process when another process has it', async () => {
    const other = await openedElsewhere();
    await expect(openEngine({ dataDir, log })).rejects.toThrow(
      `the data directory ${dataDir} is in use by process ${other.pid}`,
    );
    expect(await engines()).toHaveLength(1);
  });

  it('takes over the engine that a killed process left running', async () => {
    const other = await openedElsewhere();
    const [left] = await engines();
    await other.kill();
    const engine = await opened();
    expect(events).toEqual(['engine.found-again']);
    expect(await engines()).toEqual([left]);
    expect(engine.endpoint).toBe(`http://127.0.0.1:${left?.port}`);
    await writeWord(engine, 'after');
    await engine.close();
    expect(await engines()).toEqual([]);
  });

  it('replaces a leftover engine that does not answer', async () => {
    const other = await openedElsewhere();
    const [left] = await engines();
    await other.kill();
    process.kill(left?.pid ?? Number.NaN, 'SIGSTOP');
    const engine = await opened();
    expect(events).toEqual(['engine.leftover-stopped']);
    expect(await isEngineOn(left?.pid ?? Number.NaN, join(dataDir, 'store.sqlite'))).toBe(false);
    await writeWord(engine, 'new');
  });

  it('does not take over an engine whose file was deleted under it', async () => {
    const other = await openedElsewhere();
    const [left] = await engines();
    await other.kill();
    rmSync(dataDir, { recursive: true });
    const engine = await opened();
    expect(events).toEqual(['engine.leftover-stopped']);
    expect(await engines()).not.toEqual([left]);
    await writeWord(engine, 'durable');
    expect(existsSync(join(dataDir, 'store.sqlite'))).toBe(true);
  });

  it('is opened once when several processes start at the same time after a kill', async () => {
    await (await openedElsewhere()).kill();
    const openings = await Promise.allSettled([openedElsewhere(), openedElsewhere(), openedElsewhere()]);
    expect(openings.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await engines()).toHaveLength(1);
  });

  it('does not start beside a process that has the file open', async () => {
    const first = await opened();
    await first.close();
    const reader = new DatabaseSync(join(dataDir, 'store.sqlite'));
    reader.exec('BEGIN; SELECT * FROM _tables');
    await expect(openEngine({ dataDir, log })).rejects.toThrow('another process has');
    reader.close();
    await opened();
  });

  it('says when the engine ends by itself, and not when it is closed', async () => {
    let fault: Error | undefined;
    const told = new Promise<void>((resolve) => {
      void opened((error) => {
        fault = error;
        resolve();
      }).then(async () => process.kill((await engines())[0]?.pid ?? Number.NaN, 'SIGKILL'));
    });
    await told;
    expect(fault?.message).toBe('the embedded store ended by itself (SIGKILL)');

    await cleanUp.pop()?.();
    let closedFault: Error | undefined;
    const second = await opened((error) => {
      closedFault = error;
    });
    await second.close();
    expect(closedFault).toBeUndefined();
  });

  it('refuses a directory in which a restore was interrupted', async () => {
    mkdirSync(join(dataDir, 'restoring'), { recursive: true });
    await expect(openEngine({ dataDir, log })).rejects.toThrow('was interrupted');
  });
});

describe('the engine of this platform', () => {
  it('is named by its public package where it is not installed', () => {
    expect(() => engineBinary('win32', 'x64')).toThrow(
      'run "npm install --no-save @dynoxide/win32-x64@1.2.1", or set DYNAMODB_ENDPOINT',
    );
  });

  it('is said not to exist where it was never published', () => {
    expect(() => engineBinary('freebsd', 'x64')).toThrow('no engine for freebsd-x64');
  });
});
