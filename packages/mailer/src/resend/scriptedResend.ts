import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';

/** For tests. What a server says to a request; `cut`: it hangs up; `silence`: it says nothing. */
export type Saying =
  | { readonly status: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> }
  | 'cut'
  | 'silence';

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface ScriptedResend {
  readonly url: string;
  readonly asked: readonly Asked[];
  close(): Promise<void>;
}

/** An HTTP server over a real socket that answers each request, by its number from 0, as written. */
export async function startScriptedResend(
  say: (asked: Asked, number: number) => Saying,
): Promise<ScriptedResend> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const whole = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') };
    asked.push(whole);
    answer(response, say(whole, asked.length - 1));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: urlOf(server), asked, close: () => closed(server) };
}

/** Where nobody listens: a server was there and is gone. */
export async function deadUrl(): Promise<string> {
  const { url, close } = await startScriptedResend(() => 'cut');
  await close();
  return url;
}

function answer(response: ServerResponse, saying: Saying): void {
  if (saying === 'silence') return;
  if (saying === 'cut') {
    response.destroy();
    return;
  }
  const { status, body, headers = {} } = saying;
  const isBytes = typeof body === 'string' || body instanceof Uint8Array;
  response.writeHead(status, { 'content-type': isBytes ? 'text/html' : 'application/json', ...headers });
  response.end(isBytes ? body : JSON.stringify(body));
}

function urlOf(server: Server): string {
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('no port');
  return `http://127.0.0.1:${bound.port}`;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
