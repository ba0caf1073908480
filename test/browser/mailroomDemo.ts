import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `npm run demo` as a process of its own. */
export interface RunningDemo {
  readonly mailroom: string;
  /** Asks it to end as Ctrl-C does; resolves with its exit code and what it left in its temporary directory. */
  end(): Promise<{ readonly code: number | null; readonly left: readonly string[] }>;
}

const MAIN = fileURLToPath(new URL('../../packages/local/src/demo/main.ts', import.meta.url));

/** @throws Error with what it said when it ends before its mailroom is open. */
export async function startMailroomDemo(): Promise<RunningDemo> {
  const temporary = await mkdtemp(join(tmpdir(), 'crewtide-test-'));
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, '--port', '0'], {
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  const exited = once(child, 'exit');
  return {
    mailroom: await mailroomOf(child),
    async end() {
      child.kill('SIGINT');
      await exited;
      process.off('exit', killWithUs);
      const left = await readdir(temporary);
      await rm(temporary, { recursive: true });
      // tsx keeps its cache there.
      return { code: child.exitCode, left: left.filter((name) => !name.startsWith('tsx-')) };
    },
  };
}

const mailroomOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const url = /Mailroom\s+(http:\S+)/.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', () => reject(new Error(`the demo ended: ${said}`)));
  });
