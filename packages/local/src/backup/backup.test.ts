import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { CreateTableCommand, DynamoDBClient, PutItemCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { instant } from '@crewtide/domain';
import type { Log } from '@crewtide/flows';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Engine, openEngine } from '../engine/engine.ts';
import { openRawMail } from '../rawMail/rawMail.ts';
import { makeBackup } from './makeBackup.ts';
import { listRawMail, settled } from './rawMailCopy.ts';
import { restoreBackup } from './restoreBackup.ts';
import { faultsOf } from './store.ts';

const nothing = (): void => undefined;
const log: Log = { info: nothing, warn: nothing, error: nothing };
const now = instant.parse('2026-11-23T12:00:00.000Z');
const nextMonth = instant.parse('2026-12-23T12:00:00.000Z');
const envelope = { from: 'ana@example.org', to: ['reply@crew.example'] };

let home: string;
let dataDir: string;
let to: string;
let restored: string;
const opened: Engine[] = [];

beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'crewtide-backup-')));
  [dataDir, to, restored] = [join(home, 'data'), join(home, 'backup'), join(home, 'restored')];
});
afterEach(async () => {
  for (const engine of opened.splice(0)) await engine.close();
  rmSync(home, { recursive: true, force: true });
});

async function engineIn(dir: string): Promise<{ engine: Engine; client: DynamoDBClient }> {
  const engine = await openEngine({ dataDir: dir, log });
  opened.push(engine);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return { engine, client: new DynamoDBClient({ endpoint: engine.endpoint, region: 'local', credentials }) };
}

const createTable = (client: DynamoDBClient) =>
  client.send(
    new CreateTableCommand({
      TableName: 'numbers',
      KeySchema: [{ AttributeName: 'n', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'n', AttributeType: 'N' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );

const write = (client: DynamoDBClient, n: number) =>
  client.send(
    new PutItemCommand({
      TableName: 'numbers',
      Item: { n: { N: String(n) }, words: { S: 'x'.repeat(2000) } },
    }),
  );

async function numbers(client: DynamoDBClient): Promise<number[]> {
  const pages = paginateScan({ client }, { TableName: 'numbers', ProjectionExpression: 'n' });
  const found: number[] = [];
  for await (const { Items = [] } of pages) found.push(...Items.map(({ n }) => Number(n?.N)));
  return found.sort((a, b) => a - b);
}

/** A data directory with a store of one item, and no engine running. */
async function smallDataDir(dir: string): Promise<void> {
  const { engine, client } = await engineIn(dir);
  await createTable(client);
  await write(client, 1);
  client.destroy();
  await engine.close();
}

async function command(name: 'backup' | 'restore', ...args: string[]) {
  const script = join(import.meta.dirname, `${name}.ts`);
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], { stdio: 'pipe' });
  const code = new Promise((resolve) => child.once('exit', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, stdout, stderr };
}

describe('backup and restore', () => {
  it('bring back one state of a store that was being written to, and the raw mail that fits it', async () => {
    const { engine, client } = await engineIn(dataDir);
    await createTable(client);
    let last = 0;
    while (last < 50) await write(client, ++last);
    const rawMail = await openRawMail(join(dataDir, 'raw-mail'), log);
    const put = (words: string) => rawMail.put(envelope, Buffer.from(words), now);
    const [waiting, held, done] = [await put('waiting'), await put('held'), await put('done')];
    await rawMail.decided(held, 'while-held');
    await rawMail.decided(done, nextMonth);
    writeFileSync(join(dataDir, 'token-keys'), 'secret');

    const beforeBackup = last;
    let running = true;
    const backup = command('backup', '--to', to, '--data-dir', dataDir, '--json').finally(() => {
      running = false;
    });
    while (running) await write(client, ++last);
    const made = await backup;
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const afterBackup = last;
    expect(afterBackup).toBeGreaterThan(beforeBackup);
    while (last < afterBackup + 20) await write(client, ++last);
    expect(await numbers(client)).toHaveLength(last);
    client.destroy();
    await engine.close();

    const said = await command('restore', '--from', to, '--data-dir', restored, '--json');
    expect(said).toMatchObject({ code: 0, stderr: '' });
    expect(faultsOf(join(restored, 'store.sqlite'))).toEqual([]);
    const again = await engineIn(restored);
    const found = await numbers(again.client);
    expect(found).toEqual(Array.from({ length: found.length }, (_, index) => index + 1));
    expect(found.length).toBeGreaterThanOrEqual(beforeBackup);
    expect(found.length).toBeLessThanOrEqual(afterBackup);
    await write(again.client, 1_000_000);
    again.client.destroy();
    expect(JSON.parse(said.stdout)).toMatchObject({
      dataDir: restored,
      items: found.length,
      rawMail: { undecided: 1, held: 1, decided: 1, damaged: 0 },
      files: 1,
    });

    const mail = await openRawMail(join(restored, 'raw-mail'), log);
    expect(await mail.undecided(10)).toEqual([waiting]);
    expect(String((await mail.get(held))?.bytes)).toBe('held');
    expect(await mail.sweep(instant.parse('2027-01-01T00:00:00.000Z'))).toBe(1);
    expect(readFileSync(join(restored, 'token-keys'), 'utf8')).toBe('secret');
  });

  it('leave every file readable by its owner alone, and say what it holds and until when', async () => {
    await smallDataDir(dataDir);
    writeFileSync(join(dataDir, 'open'), 'words');
    chmodSync(join(dataDir, 'open'), 0o644);
    const made = await command('backup', '--to', to, '--data-dir', dataDir);
    expect(made.stdout).toMatch(/private words.* delete it by \d{4}-\d\d-\d\d/);
    await restoreBackup({ from: to, dataDir: restored, force: false, log });
    for (const root of [to, restored]) {
      expect(statSync(root).mode & 0o777).toBe(0o700);
      for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
        if (entry.name.startsWith('lock')) continue;
        const mode = statSync(join(entry.parentPath, entry.name)).mode & 0o777;
        expect([entry.name, mode]).toEqual([entry.name, entry.isDirectory() ? 0o700 : 0o600]);
      }
    }
  });

  it('leave out what the store has deleted', async () => {
    await smallDataDir(dataDir);
    const store = new DatabaseSync(join(dataDir, 'store.sqlite'));
    store.exec(
      "PRAGMA secure_delete = OFF; CREATE TABLE gone (words); INSERT INTO gone VALUES ('forget me'); DROP TABLE gone",
    );
    store.close();
    expect(readFileSync(join(dataDir, 'store.sqlite'), 'latin1')).toContain('forget me');
    await makeBackup({ dataDir, to, now });
    expect(readFileSync(join(to, 'store.sqlite'), 'latin1')).not.toContain('forget me');
  });
});

describe('raw mail that moves while a backup is made', () => {
  it('is restored as undecided, so that it is decided at least once', async () => {
    const dir = join(home, 'raw-mail');
    const rawMail = await openRawMail(dir, log);
    const put = (words: string) => rawMail.put(envelope, Buffer.from(words), now);
    const [waits, decided, moves] = [await put('waits'), await put('decided'), await put('moves')];
    await rawMail.decided(decided, nextMonth);
    const before = await listRawMail(dir);
    await rawMail.decided(moves, nextMonth);
    const comes = await put('comes and is decided');
    await rawMail.decided(comes, 'while-held');
    const places = settled(before, await listRawMail(dir)).map(({ id, folder }) => [id, folder]);
    expect(Object.fromEntries(places)).toEqual({
      [waits]: 'undecided',
      [decided]: 'decided/2026-12-23',
      [moves]: 'undecided',
      [comes]: 'undecided',
    });
  });
});

describe('a backup is refused', () => {
  it('where there is no store', async () => {
    await expect(makeBackup({ dataDir, to, now })).rejects.toThrow('no embedded store');
    expect(existsSync(dataDir)).toBe(false);
  });

  it('into a folder that holds something, or that lies in the data directory', async () => {
    await smallDataDir(dataDir);
    mkdirSync(to);
    writeFileSync(join(to, 'mine'), '');
    await expect(makeBackup({ dataDir, to, now })).rejects.toThrow('is not empty');
    await expect(makeBackup({ dataDir, to: join(dataDir, 'backup'), now })).rejects.toThrow('lies in');
  });

  it('of a store that is damaged, leaving nothing behind', async () => {
    await smallDataDir(dataDir);
    const store = join(dataDir, 'store.sqlite');
    const bytes = readFileSync(store);
    writeFileSync(store, bytes.fill(0xff, 4096, 12_000));
    await expect(makeBackup({ dataDir, to, now })).rejects.toThrow();
    expect(readdirSync(home)).toEqual(['data']);
  });
});

describe('a restore is refused', () => {
  beforeEach(async () => {
    await smallDataDir(dataDir);
    await makeBackup({ dataDir, to, now });
  });

  it('while Crewtide runs on the directory, even with --force', async () => {
    await engineIn(dataDir);
    await expect(restoreBackup({ from: to, dataDir, force: true, log })).rejects.toThrow(
      `in use by process ${process.pid}`,
    );
  });

  it('where something would be overwritten, until --force says so', async () => {
    writeFileSync(join(dataDir, 'newer'), 'words');
    await expect(restoreBackup({ from: to, dataDir, force: false, log })).rejects.toThrow('add --force');
    expect(readFileSync(join(dataDir, 'newer'), 'utf8')).toBe('words');
    await restoreBackup({ from: to, dataDir, force: true, log });
    expect(existsSync(join(dataDir, 'newer'))).toBe(false);
    expect(await numbers((await engineIn(dataDir)).client)).toEqual([1]);
  });

  it('of a backup that was not completed', async () => {
    rmSync(join(to, 'backup.json'));
    await expect(restoreBackup({ from: to, dataDir: restored, force: false, log })).rejects.toThrow(
      'not a complete backup',
    );
  });

  it('of a damaged store, before anything is deleted', async () => {
    writeFileSync(join(to, 'store.sqlite'), 'no database');
    await expect(restoreBackup({ from: to, dataDir, force: true, log })).rejects.toThrow('damaged');
    expect(await numbers((await engineIn(dataDir)).client)).toEqual([1]);
  });

  it('of a backup that lies in the directory that it would replace', async () => {
    const inside = join(dataDir, 'backup');
    cpSync(to, inside, { recursive: true });
    await expect(restoreBackup({ from: inside, dataDir, force: true, log })).rejects.toThrow('lies in');
    expect(existsSync(inside)).toBe(true);
  });

  it('and told by its exit code when the command is not understood', async () => {
    expect(await command('restore', '--form', to)).toMatchObject({ code: 2, stdout: '' });
    expect(await command('restore', '--from', join(home, 'nowhere'), '--data-dir', restored)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('not a complete backup'),
    });
  });
});

describe('a restore that was interrupted', () => {
  it('is finished by running it again', async () => {
    await smallDataDir(dataDir);
    await makeBackup({ dataDir, to, now });
    mkdirSync(join(restored, 'restoring'), { recursive: true });
    writeFileSync(join(restored, 'restoring', 'half'), '');
    await expect(openEngine({ dataDir: restored, log })).rejects.toThrow('interrupted');
    await restoreBackup({ from: to, dataDir: restored, force: true, log });
    expect(await numbers((await engineIn(restored)).client)).toEqual([1]);
    expect(readdirSync(restored)).not.toContain('half');
  });
});
