import { createServer, type IncomingMessage, type Server } from 'node:http';
import { z } from 'zod';
import recorded from './events/api-request.json' with { type: 'json' };

/** What a function behind API Gateway answers (payload 2.0). */
const gatewayAnswer = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
});

/** The event that API Gateway makes of a request; a body that isn't text comes as base64. */
export async function eventOf(request: Request) {
  const { pathname, search } = new URL(request.url);
  const bytes = Buffer.from(await request.arrayBuffer());
  const isText = /json|text|xml|javascript/.test(request.headers.get('content-type') ?? '');
  const { requestContext } = recorded;
  const http = { ...requestContext.http, method: request.method, path: pathname };
  return {
    ...recorded,
    rawPath: pathname,
    rawQueryString: search.slice(1),
    headers: { ...recorded.headers, ...Object.fromEntries(request.headers) },
    requestContext: { ...requestContext, http },
    ...(bytes.length > 0 && { body: bytes.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: bytes.length > 0 && !isText,
  };
}

/** @throws ZodError for what API Gateway could not send on */
export function responseOf(answer: unknown): Response {
  const { statusCode, headers, body, isBase64Encoded } = gatewayAnswer.parse(answer);
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  return new Response(bytes.length > 0 ? bytes : null, { status: statusCode, headers });
}

export interface Gateway {
  /** Without a trailing slash. */
  readonly url: string;
  close(): Promise<void>;
}

/** A door on loopback for who posts over the network; a fault is 502. */
export async function openGateway(answer: (request: Request) => Promise<Response>): Promise<Gateway> {
  const server = createServer(async (incoming, outgoing) => {
    const answered = await requestOf(incoming)
      .then(answer)
      .catch(() => new Response(null, { status: 502 }));
    outgoing.writeHead(answered.status, Object.fromEntries(answered.headers));
    outgoing.end(Buffer.from(await answered.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${portOf(server)}`, close: () => closed(server) };
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const { method = 'GET', url = '/' } = incoming;
  const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
  return new Request(new URL(url, 'http://gateway.example'), { method, headers, ...body });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return address.port;
}

const closed = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
