import { createServer, type Server } from 'node:http';
import type { Log } from '@crewtide/flows';
import { getRequestListener } from '@hono/node-server';

export type Answer = (request: Request) => Response | Promise<Response>;

export interface HttpDoor {
  readonly port: number;
  /** Until then a request is told to come again. */
  answerWith(answer: Answer): void;
  /** Takes no new request; those under way have some seconds to end. */
  close(): Promise<void>;
}

export interface HttpDoorOptions {
  readonly host: string;
  /** 0 for a free one. */
  readonly port: number;
  readonly log: Log;
  readonly graceMilliseconds?: number;
}

const GRACE_MILLISECONDS = 5_000;

/**
 * Listens before there is anything to answer with: the port has to be known first.
 * @throws the listener's error, `EADDRINUSE` for one.
 */
export async function openHttpDoor(options: HttpDoorOptions): Promise<HttpDoor> {
  const { host, log, graceMilliseconds = GRACE_MILLISECONDS } = options;
  let answer: Answer = () => new Response('starting', { status: 503, headers: { 'retry-after': '1' } });
  let closing = false;
  const listener = getRequestListener(async (request) => {
    const response = await answer(request);
    // Or the connection would stay open, and the server with it, until the client has nothing more to ask.
    if (closing) response.headers.set('connection', 'close');
    return response;
  });
  const server = createServer(listener);
  const port = await listen(server, host, options.port);
  server.on('error', (error) => log.warn('http-connection-failed', { fault: error.name }));
  return {
    port,
    answerWith: (next) => {
      answer = next;
    },
    close() {
      closing = true;
      return close(server, graceMilliseconds);
    },
  };
}

const listen = (server: Server, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('the HTTP server has no port'));
      else resolve(address.port);
    });
  });

/** Node closes connections between two requests, and leaves open those on which one is, however slowly, on its way in. */
const close = (server: Server, graceMilliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    const impatience = setTimeout(() => server.closeAllConnections(), graceMilliseconds);
    server.close(() => {
      clearTimeout(impatience);
      resolve();
    });
  });
