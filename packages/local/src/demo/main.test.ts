import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

let temporary: string;

beforeEach(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'crewtide-test-'));
});

afterEach(() => rm(temporary, { recursive: true, force: true }));

/** tsx keeps its cache there too. */
const left = async () => (await readdir(temporary)).filter((name) => !name.startsWith('tsx-'));

/** Runs it to its end; `until` ends it with `signal` once it has said so. */
async function demo(
  args: readonly string[],
  ending?: { readonly until: string; readonly signal: NodeJS.Signals },
) {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, ...args], {
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    if (ending !== undefined && out.includes(ending.until)) child.kill(ending.signal);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  await once(child, 'close');
  return { code: child.exitCode, out, err };
}

describe('npm run demo', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'says where everything is, ends at %s and removes what it wrote',
    async (signal) => {
      const { code, out } = await demo(['--port', '0'], { until: 'Ctrl-C', signal });
      expect(out).toMatch(/Mailroom {3}http:\/\/127\.0\.0\.1:\d+\n/);
      expect(out).toMatch(/API {8}http:\/\/127\.0\.0\.1:\d+\/docs\n/);
      expect(out).toMatch(/Host key {3}ct_[a-z2-7]{52}\n/);
      expect(code).toBe(0);
      expect(await left()).toEqual([]);
    },
    60_000,
  );

  it('ends when npm has lost its shell to a signal', async () => {
    const shell = spawn('sh', ['-c', `"${process.execPath}" --import tsx "${MAIN}" --port 0 & wait`], {
      env: { ...process.env, TMPDIR: temporary, npm_lifecycle_event: 'demo' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    shell.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('Ctrl-C')) shell.kill('SIGTERM');
    });
    // The demo holds the other end of this pipe.
    await once(shell, 'close');
    expect(await left()).toEqual([]);
  }, 60_000);

  it('says how it is used when it does not understand, and starts nothing', async () => {
    const { code, out, err } = await demo(['--fast']);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('npm run demo -- --play');
    expect(await left()).toEqual([]);
  });
});
