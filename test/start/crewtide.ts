import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export type Settings = Readonly<Record<string, string | undefined>>;

const line = z.looseObject({ msg: z.string(), level: z.number() });
export type LogLine = z.infer<typeof line>;
const manifest = z.object({ scripts: z.object({ start: z.string() }) });
const up = z.object({ http: z.number(), smtp: z.number() });

/** `npm start` as a process of its own, without the environment of the tests. */
export interface Crewtide {
  readonly pid: number;
  /** All that it wrote, standard error included. */
  output(): string;
  /** The first line of its log that says `event` and is as wanted. @throws Error with its output when it ends before. */
  said(event: string, wanted?: (line: LogLine) => boolean): Promise<LogLine>;
  /** Where it listens, once it is up. */
  up(): Promise<{ readonly api: string; readonly smtpPort: number }>;
  signal(name: NodeJS.Signals): void;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

interface How {
  /** npm itself; otherwise what `npm start` runs, without npm's own second. */
  readonly through?: 'npm';
}

function start(settings: Settings, { through }: How): Crewtide {
  const { PATH, HOME } = process.env;
  const { command, args, env } =
    through === 'npm' ? { command: 'npm', args: ['start', '--silent'], env: {} } : whatNpmStarts();
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { PATH, HOME, ...env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('it can not be run');
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  const written = gathered(child);
  const ended = once(child, 'close').then(() => {
    process.off('exit', killWithUs);
    return child.exitCode ?? child.signalCode ?? 'SIGKILL';
  });

  async function said(event: string, wanted: (line: LogLine) => boolean = () => true): Promise<LogLine> {
    for (;;) {
      const found = written.lines().find((each) => each.msg === event && wanted(each));
      if (found !== undefined) return found;
      const next = await Promise.race([written.more(), ended]);
      if (next !== undefined) throw new Error(`it ended without saying "${event}":\n${written.text()}`);
    }
  }

  return {
    pid,
    output: written.text,
    said,
    async up() {
      const { http, smtp } = up.parse(await said('crewtide is up'));
      return { api: `http://127.0.0.1:${http}`, smtpPort: smtp };
    },
    signal: (name) => void child.kill(name),
    ended,
  };
}

/** The script's words: `NAME=value exec node …`. */
function whatNpmStarts() {
  const { scripts } = manifest.parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
  const words = scripts.start.split(' ');
  const at = words.indexOf('node');
  const assigned = words.slice(0, at).filter((word) => word.includes('='));
  return {
    command: process.execPath,
    args: words.slice(at + 1),
    env: Object.fromEntries(assigned.map((word) => word.split('='))),
  };
}

function gathered(child: ChildProcess) {
  let text = '';
  let more = Promise.withResolvers<undefined>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const told = more;
      more = Promise.withResolvers();
      told.resolve(undefined);
    });
  }
  return {
    text: () => text,
    more: () => more.promise,
    lines: () =>
      text
        .split('\n')
        .flatMap((each) =>
          each.startsWith('{') && each.endsWith('}') ? [line.parse(JSON.parse(each))] : [],
        ),
  };
}

/** The least that it can be started with, on ports and in a directory of its own. */
export const settingsFor = (dataDir: string, smtpUrl: string) => ({
  OPERATOR_KEY: 'operator-key-of-the-tests',
  SIGNING_KEYS: `1:${Buffer.alloc(32, 'start').toString('base64')}`,
  MAIL_DOMAIN: 'reply.example.org',
  PUBLIC_URL: 'https://crewtide.example.org',
  SMTP_URL: smtpUrl,
  PORT: '0',
  SMTP_HOST: '127.0.0.1',
  SMTP_PORT: '0',
  SENDER_CHECK: 'none',
  DATA_DIR: dataDir,
});

export interface Workplace {
  /** An empty folder. */
  readonly folder: string;
  readonly dataDir: string;
  start(settings: Settings, how?: How): Crewtide;
  /** Process ids of the engines that run on its data directory. */
  engines(): Promise<readonly number[]>;
  /** Kills what was left and removes the folder. */
  clear(): Promise<void>;
}

export async function makeWorkplace(): Promise<Workplace> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'crewtide-start-')));
  const dataDir = join(folder, 'data');
  const started: Crewtide[] = [];
  const engines = () => enginesOn(join(dataDir, 'store.sqlite'));
  return {
    folder,
    dataDir,
    engines,
    start(settings, how = {}) {
      const crewtide = start(settings, how);
      started.push(crewtide);
      return crewtide;
    },
    async clear() {
      for (const crewtide of started) crewtide.signal('SIGKILL');
      await Promise.all(started.map(({ ended }) => ended));
      for (const engine of await engines()) process.kill(engine, 'SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function enginesOn(store: string): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const commands = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
  );
  return pids.filter((_, at) => commands[at]?.split('\0').includes(store)).map(Number);
}
