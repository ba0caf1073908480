import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { z } from 'zod';

/**
 * Makes a call and says whether its request can have been sent. The SDK hides why a fetch failed; Node tells it of every
 * fetch on two channels. Only a request that began in this call and is named there as never connected counts so.
 * @param mark a header value that no other request of the same time has
 */
export async function noticingConnection<T>(
  mark: string,
  call: () => Promise<T>,
): Promise<{ readonly result: T; readonly connected: boolean }> {
  const begun: unknown[] = [];
  const unconnected = new Set<unknown>();
  const begins = (message: unknown) => {
    const { data } = beginning.safeParse(message);
    if (data?.request.headers.includes(mark)) begun.push(requestOf(message));
  };
  const fails = (message: unknown) => {
    const { data } = failure.safeParse(message);
    if (data && NEVER_CONNECTED.has(data.error.code)) unconnected.add(data.request);
  };
  subscribe(BEGINS, begins);
  subscribe(FAILS, fails);
  try {
    const result = await call();
    const [request, ...others] = begun;
    return { result, connected: others.length > 0 || !unconnected.has(request) };
  } finally {
    unsubscribe(BEGINS, begins);
    unsubscribe(FAILS, fails);
  }
}

/** undici's docs, "Diagnostics Channel Support". */
const BEGINS = 'undici:request:create';
const FAILS = 'undici:request:error';
const beginning = z.object({
  request: z.object({ headers: z.union([z.string(), z.array(z.string())]) }),
});
const failure = z.object({ request: z.unknown(), error: z.object({ code: z.string() }) });

/** The very object: one that was given up earlier may fail once more under the same key. */
const requestOf = (message: unknown): unknown => z.object({ request: z.unknown() }).parse(message).request;

/** Codes that only the way to a connection can have. */
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);
