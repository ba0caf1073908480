import { fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

const said = z.object({ port: z.number() });

/** A sink in a process of its own, so that its work isn't counted as ours. */
export async function startSinkProcess(): Promise<{ readonly port: number; close(): void }> {
  const child = fork(new URL('sinkProcess.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
  const [message] = await once(child, 'message');
  return { port: said.parse(message).port, close: () => void child.kill() };
}

/** Sends these messages to a port of this machine over so many connections; resolves when each was acknowledged. */
export async function sendAll(port: number, connections: number, messages: readonly string[]): Promise<void> {
  const child = fork(new URL('senderProcess.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
  await once(child, 'message');
  child.send({ port, connections, messages });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`the sender ended with ${String(code)}`);
}
