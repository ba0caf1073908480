import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Instant, instant } from '@crewtide/domain';
import type { Log, RawMail } from '@crewtide/flows';
import { openRawMail } from '@crewtide/local';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noon, rawMailContract } from './rawMailContract.ts';

const nothing = (): void => undefined;
const quiet: Log = { info: nothing, warn: nothing, error: nothing };
const envelope = { from: 'ana@example.org', to: ['reply@crew.example'] };
const at = (text: string): Instant => instant.parse(text);
const folder = (): string => mkdtempSync(join(tmpdir(), 'crewtide-raw-mail-'));

rawMailContract('files', async () => {
  const dir = folder();
  return {
    open: () => openRawMail(dir, quiet),
    pass: async (now) => void (await (await openRawMail(dir, quiet)).sweep(now)),
    remove: async () => rmSync(dir, { recursive: true }),
  };
});

describe('raw mail in files', () => {
  let dir: string;
  beforeEach(() => {
    dir = folder();
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const putAt = async (rawMail: RawMail, text: string, receivedAt: string): Promise<string> =>
    rawMail.put(envelope, Buffer.from(text), at(receivedAt));

  it('lists the undecided oldest first, up to the limit, also after a restart', async () => {
    const rawMail = await openRawMail(dir, quiet);
    const late = await putAt(rawMail, 'late', '2026-11-23T12:00:00.003Z');
    const early = await putAt(rawMail, 'early', '2026-11-23T12:00:00.001Z');
    const middle = await putAt(rawMail, 'middle', '2026-11-23T12:00:00.002Z');
    expect(await rawMail.undecided(2)).toEqual([early, middle]);
    expect(await (await openRawMail(dir, quiet)).undecided(10)).toEqual([early, middle, late]);
  });

  it('lists what came later before what was listed and is undecided still', async () => {
    const rawMail = await openRawMail(dir, quiet);
    const stuck = await putAt(rawMail, 'stuck', '2026-11-23T12:00:00.001Z');
    const alike = await putAt(rawMail, 'alike', '2026-11-23T12:00:00.002Z');
    expect(await rawMail.undecided(2)).toEqual([stuck, alike]);
    const later = await putAt(rawMail, 'later', '2026-11-23T12:00:00.003Z');
    expect(await rawMail.undecided(2)).toEqual([later, stuck]);
    expect(await rawMail.undecided(1)).toEqual([alike]);
  });

  it('deletes what has outlived its time within a day, and nothing earlier', async () => {
    const rawMail = await openRawMail(dir, quiet);
    const [short, long] = [
      await putAt(rawMail, 'short', '2026-11-23T12:00:00.000Z'),
      await putAt(rawMail, 'long', '2026-11-23T12:00:00.000Z'),
    ];
    await rawMail.decided(short, at('2026-12-01T00:00:00.000Z'));
    await rawMail.decided(long, at('2026-12-02T23:59:59.999Z'));
    expect(await rawMail.sweep(at('2026-11-30T23:59:59.999Z'))).toBe(0);
    expect(await rawMail.get(short)).toBeDefined();
    expect(await rawMail.sweep(at('2026-12-02T00:00:00.000Z'))).toBe(1);
    expect([await rawMail.get(short), await rawMail.get(long)]).toMatchObject([undefined, { id: long }]);
    expect(await rawMail.sweep(at('2026-12-03T00:00:00.000Z'))).toBe(1);
  });

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
    expect(await rawMail.sweep(at('2027-01-01T00:00:00.000Z'))).toBe(1);
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
