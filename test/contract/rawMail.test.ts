import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@crewtide/domain';
import type { Log } from '@crewtide/flows';
import { openRawMail } from '@crewtide/local';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rawMailContract } from './rawMailContract.ts';

const nothing = (): void => undefined;
const quiet: Log = { info: nothing, warn: nothing, error: nothing };
const envelope = { from: 'ana@example.org', to: ['reply@crew.example'] };
const noon = instant.parse('2026-11-23T12:00:00.000Z');
const folder = (): string => mkdtempSync(join(tmpdir(), 'crewtide-raw-mail-'));

rawMailContract('files', async () => {
  const dir = folder();
  return {
    open: () => openRawMail(dir, quiet),
    remove: async () => rmSync(dir, { recursive: true }),
  };
});

describe('raw mail in files', () => {
  let dir: string;
  beforeEach(() => {
    dir = folder();
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it('has what a process stored before it was killed', async () => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', storeAndStay, dir],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    const [said]: Buffer[] = await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const rawMail = await openRawMail(dir, quiet);
    expect(await rawMail.undecided(10)).toEqual([String(said)]);
    expect(Buffer.from((await rawMail.get(String(said)))?.bytes ?? []).toString()).toBe('words');
  });

  it('is readable by its owner alone', async () => {
    const rawMail = await openRawMail(dir, quiet);
    await rawMail.put(envelope, Buffer.from('private'), noon);
    const undecided = join(dir, 'undecided');
    const [name = ''] = readdirSync(undecided);
    expect(statSync(undecided).mode & 0o777).toBe(0o700);
    expect(statSync(join(undecided, name)).mode & 0o777).toBe(0o600);
  });

  it('forgets a file that a crash left half written', async () => {
    await openRawMail(dir, quiet);
    writeFileSync(join(dir, 'undecided', `${'0'.repeat(15)}-${'a'.repeat(64)}.partial`), 'half');
    const rawMail = await openRawMail(dir, quiet);
    expect(await rawMail.undecided(10)).toEqual([]);
    expect(readdirSync(join(dir, 'undecided'))).toEqual([]);
  });

  it('leaves files that are not its own alone', async () => {
    const first = await openRawMail(dir, quiet);
    const id = await first.put(envelope, Buffer.from('mine'), noon);
    await first.decided(id, noon);
    writeFileSync(join(dir, 'undecided', '.DS_Store'), 'x');
    writeFileSync(join(dir, 'decided', '2026-11-23', 'notes.txt'), 'x');
    mkdirSync(join(dir, 'decided', 'notes'));
    const rawMail = await openRawMail(dir, quiet);
    expect(await rawMail.undecided(10)).toEqual([]);
    expect(await rawMail.sweep(instant.parse('2027-01-01T00:00:00.000Z'))).toBe(1);
    expect(readdirSync(join(dir, 'decided', '2026-11-23'))).toEqual(['notes.txt']);
  });

  it.each([
    ['no header line', 'garbage'],
    ['a header that is not JSON', 'garbage\nwords'],
    ['a header of another shape', '{"receivedAt":"yesterday"}\nwords'],
    ['bytes that are not what the name says', `${headerOf()}\nother words`],
  ])('sets a file aside that has %s, and says so', async (_, content) => {
    const damagedId = 'b'.repeat(64);
    const events: unknown[] = [];
    await openRawMail(dir, quiet);
    writeFileSync(join(dir, 'undecided', `${'0'.repeat(15)}-${damagedId}`), content);
    const rawMail = await openRawMail(dir, { ...quiet, error: (...event) => events.push(event) });
    expect(await rawMail.undecided(10)).toEqual([damagedId]);
    expect(await rawMail.get(damagedId)).toBeUndefined();
    expect(await rawMail.undecided(10)).toEqual([]);
    expect(readdirSync(join(dir, 'damaged'))).toEqual([damagedId]);
    expect(events).toEqual([['raw-mail.damaged', { id: damagedId }]]);
  });

  it('rejects a message that it could not store, and stores it when it comes again', async () => {
    const rawMail = await openRawMail(dir, quiet);
    rmSync(join(dir, 'undecided'), { recursive: true });
    await expect(rawMail.put(envelope, Buffer.from('words'), noon)).rejects.toThrow('ENOENT');
    mkdirSync(join(dir, 'undecided'));
    const id = await rawMail.put(envelope, Buffer.from('words'), noon);
    expect(await rawMail.undecided(10)).toEqual([id]);
  });
});

function headerOf(): string {
  return JSON.stringify({ receivedAt: noon, envelope });
}

const storeAndStay = `
  const { openRawMail } = await import(${JSON.stringify(new URL('../../packages/local/src/rawMail/rawMail.ts', import.meta.url).href)});
  const rawMail = await openRawMail(process.argv[1], { error() {} });
  const id = await rawMail.put(${JSON.stringify(envelope)}, Buffer.from('words'), ${JSON.stringify(noon)});
  process.stdin.resume();
  process.stdout.write(id);
`;
