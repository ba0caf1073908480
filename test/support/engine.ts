import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A DynamoDB of a test's own, on loopback. */
export interface TestEngine {
  readonly endpoint: string;
  /** Kills it and removes its files. */
  stop(): Promise<void>;
}

const require = createRequire(import.meta.url);

/** Where an installed package lies. */
export const folderOf = (name: string): string => dirname(require.resolve(`${name}/package.json`));

/** The embedded engine on an empty file. */
export async function startEngine(): Promise<TestEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'crewtide-test-'));
  const binary = join(folderOf('@dynoxide/linux-x64'), 'dynoxide');
  return startServer(
    (port) => ({
      command: binary,
      args: ['--port', String(port), '--db-path', join(folder, 'store.db')],
    }),
    (answer) => answer.headers.has('x-dynoxide-version'),
    () => rm(folder, { recursive: true, force: true }),
  );
}

/**
 * Starts a server on a free loopback port and resolves when it answers a GET as `isOurs` knows it.
 * @throws Error when it ends before or is silent for a minute
 */
export async function startServer(
  commandFor: (port: number) => { readonly command: string; readonly args: readonly string[] },
  isOurs: (answer: Response) => boolean,
  cleanUp: () => Promise<void> = async () => {},
): Promise<TestEngine> {
  const port = await freePort();
  const { command, args } = commandFor(port);
  const child = spawn(command, args, { stdio: 'ignore' });
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  const endpoint = `http://127.0.0.1:${port}`;
  const stop = async () => {
    process.off('exit', killWithUs);
    if (isRunning(child)) {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    }
    await cleanUp();
  };
  try {
    await untilReady(child, endpoint, isOurs);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, stop };
}

async function untilReady(child: ChildProcess, endpoint: string, isOurs: (answer: Response) => boolean) {
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
  });
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    if (!isRunning(child))
      throw failure ?? new Error(`the engine ended with ${child.exitCode ?? child.signalCode}`);
    const answer = await fetch(endpoint).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer !== undefined && isOurs(answer)) return;
    await pause(20);
  }
  throw new Error('the engine does not answer');
}

const isRunning = (child: ChildProcess): boolean =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
