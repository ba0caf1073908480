import { createServer, type IncomingMessage, type Server } from 'node:http';
import { z } from 'zod';
import { callerOf } from './caller.ts';
import type { TestEngine } from './engine.ts';

const asked = z.record(z.string(), z.unknown());

export interface TableCall {
  readonly caller: string;
  /** As in `GetItem`. */
  readonly operation: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface EngineListener {
  /** What the engine is asked in its place: it checks no signature that this would break. */
  asks?(call: TableCall): TableCall['body'];
  answered?(call: TableCall, answer: Buffer): void;
}

export interface EngineDoor {
  readonly endpoint: string;
  /** The engine goes on. */
  close(): Promise<void>;
}

/** A door to an engine at which somebody listens, so that what runs in other processes is met as it comes over the wire. */
export async function openEngineDoor(
  { endpoint }: TestEngine,
  { asks, answered }: EngineListener,
): Promise<EngineDoor> {
  const server = createServer(async (incoming, outgoing) => {
    const call = await callIn(incoming);
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: headersOf(incoming),
      body: JSON.stringify(asks === undefined ? call.body : asks(call)),
    });
    const body = Buffer.from(await answer.arrayBuffer());
    answered?.(call, body);
    const { 'content-length': _, ...headers } = Object.fromEntries(answer.headers);
    outgoing.writeHead(answer.status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${portOf(server)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function callIn(incoming: IncomingMessage): Promise<TableCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return {
    caller: callerOf(incoming.headers.authorization),
    operation: String(incoming.headers['x-amz-target']).replace(/^.*\./, ''),
    body: asked.parse(JSON.parse(Buffer.concat(chunks).toString('utf8'))),
  };
}

function headersOf(incoming: IncomingMessage): Headers {
  const headers = new Headers();
  for (const name of ['authorization', 'content-type', 'x-amz-date', 'x-amz-target']) {
    const value = incoming.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  return headers;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return address.port;
}
