import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Instant } from '@crewtide/domain';
import { z } from 'zod';
import { folderOf } from '../support/engine.ts';

/** One function in a Node process of its own. */
export interface LambdaHost {
  /** Milliseconds that the bundle took to import. */
  readonly importing: number;
  /** The lines that it wrote on standard output, which CloudWatch would keep. */
  readonly logged: readonly string[];
  /** @throws Error with what the handler threw */
  invoke(event: unknown, at: Instant): Promise<unknown>;
  stop(): Promise<void>;
}

const message = z.union([
  z.object({ ready: z.number() }),
  z.object({ wrote: z.string() }),
  z.object({ id: z.number(), answer: z.unknown() }),
  z.object({ id: z.number(), fault: z.string() }),
]);

const RUNTIME = fileURLToPath(new URL('runtime.ts', import.meta.url));

/** Lambda's version of Node, whichever runs the tests. */
const NODE = join(folderOf('node'), 'bin', 'node');

/** @throws Error with what it wrote on standard error when the bundle can't be imported */
export async function startLambda(
  bundle: string,
  at: Instant,
  environment: Readonly<Record<string, string>>,
): Promise<LambdaHost> {
  const child = fork(RUNTIME, [bundle], {
    execPath: NODE,
    execArgv: [],
    env: { ...environment, TEST_NOW: String(Date.parse(at)) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  const logged: string[] = [];
  let complaints = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints = `${complaints}${text}`.slice(-4_000);
  });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const ready = Promise.withResolvers<number>();
  child.on('message', (sent) => {
    const said = message.parse(sent);
    if ('ready' in said) return ready.resolve(said.ready);
    if ('wrote' in said) return void logged.push(...said.wrote.trimEnd().split('\n'));
    const asked = waiting.get(said.id);
    waiting.delete(said.id);
    if ('fault' in said) asked?.reject(new Error(said.fault));
    else asked?.resolve(said.answer);
  });
  child.once('close', () => {
    const fault = new Error(`the function's process ended: ${complaints}`);
    ready.reject(fault);
    for (const { reject } of waiting.values()) reject(fault);
  });
  let invocations = 0;
  return {
    importing: await ready.promise,
    logged,
    invoke(event, when) {
      invocations += 1;
      const asked = Promise.withResolvers<unknown>();
      waiting.set(invocations, asked);
      child.send({ id: invocations, event, at: Date.parse(when) });
      return asked.promise;
    },
    async stop() {
      process.off('exit', killWithUs);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'close');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
