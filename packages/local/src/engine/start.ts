import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { syncDirectory } from '../rawMail/durable.ts';
import type { EngineBinary } from './binary.ts';
import type { DataDirectory } from './dataDirectory.ts';
import { HOST, isServing, said } from './health.ts';

/** An engine that runs on our file. */
export interface EngineProcess {
  readonly pid: number;
  readonly port: number;
  /** Resolves with how it ended, once it has. */
  readonly exited: Promise<string>;
}

const READY_WITHIN = 10_000;
const ATTEMPTS = 5;

/** @throws Error with what the engine said when it doesn't come up. */
export async function startEngine(binary: EngineBinary, directory: DataDirectory): Promise<EngineProcess> {
  // SQLite gives the files that it puts beside this one the same mode.
  closeSync(openSync(directory.store, 'a', 0o600));
  let failure = '';
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const engine = run(binary.path, directory, await freePort());
    const outcome = await readyOrEnded(engine, binary, directory);
    if (outcome === 'ready') {
      await syncDirectory(directory.root);
      return engine;
    }
    failure = `${outcome}: ${(await said(directory)).trim()}`;
    if (!failure.includes('already in use')) break;
  }
  throw new Error(`the embedded store did not start on ${directory.store} (${failure})`);
}

function run(path: string, directory: DataDirectory, port: number): EngineProcess {
  // A file rather than a pipe: an engine that outlives us must be able to write its last words.
  const log = openSync(directory.engineLog, 'w', 0o600);
  const args = ['--host', HOST, '--port', String(port), '--db-path', directory.store];
  // Its own session: Ctrl-C in a terminal reaches us alone, and we stop it when our calls have ended.
  const child = spawn(path, args, { detached: true, env: {}, stdio: ['ignore', 'ignore', log] });
  closeSync(log);
  child.unref();
  const { pid } = child;
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  if (pid === undefined) throw new Error(`the embedded store's engine can't be run: ${path}`);
  return { pid, port, exited };
}

async function readyOrEnded(
  engine: EngineProcess,
  binary: EngineBinary,
  directory: DataDirectory,
): Promise<string> {
  let ended: string | undefined;
  void engine.exited.then((how) => {
    ended = how;
  });
  const deadline = Date.now() + READY_WITHIN;
  while (ended === undefined && Date.now() < deadline) {
    if (await isServing(directory, engine.port, binary.version)) return 'ready';
    await wait(5);
  }
  if (ended !== undefined) return ended;
  process.kill(engine.pid, 'SIGKILL');
  await engine.exited;
  return `not ready within ${READY_WITHIN / 1000} s`;
}

/** A port that was free a moment ago; the engine itself can't be asked, as it prints 0 for port 0. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, HOST, () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
