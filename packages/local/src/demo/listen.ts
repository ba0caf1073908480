import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

const TRIES = 20;

/**
 * Serves on loopback, on `port` or on the next one that is free.
 * @throws the listener's error when the next ones are taken too.
 */
export async function listenNear(
  port: number,
  fetch: (request: Request) => Response | Promise<Response>,
): Promise<Listening> {
  for (let tried = 0; ; tried += 1) {
    try {
      return await listen(port + tried, fetch);
    } catch (fault) {
      const taken = fault instanceof Error && 'code' in fault && fault.code === 'EADDRINUSE';
      if (!taken || tried === TRIES) throw fault;
    }
  }
}

async function listen(port: number, fetch: Parameters<typeof listenNear>[1]): Promise<Listening> {
  const { server, bound } = await new Promise<{ server: ServerType; bound: number }>((resolve, reject) => {
    const starting = serve({ fetch, hostname: '127.0.0.1', port }, (info: AddressInfo) =>
      resolve({ server: starting, bound: info.port }),
    );
    starting.once('error', reject);
  });
  return {
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
