import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import type { News } from './post.ts';

export interface WebhookRelay {
  readonly url: string;
  /** News that a life answered with success. */
  readonly news: readonly News[];
  /** Where the one who lives listens. */
  leadTo(port: number): void;
  close(): void;
}

const told = z.object({
  type: z.string(),
  data: z.object({ tags: z.object({ letter: z.string() }).optional() }),
});

/** One address for the webhook, whoever lives; remembers what was answered with success. */
export async function startWebhookRelay(): Promise<WebhookRelay> {
  const news: News[] = [];
  let port: number | undefined;

  const passOn = async (path: string, headers: IncomingHttpHeaders, body: Buffer): Promise<number> => {
    if (port === undefined) return 502;
    const { status, ok } = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers: Object.entries(headers).flatMap(([name, value]): [string, string][] =>
        PASSED_ON.test(name) && typeof value === 'string' ? [[name, value]] : [],
      ),
      body: new Uint8Array(body),
    });
    if (ok) news.push(...newsIn(body));
    return status;
  };

  const server = createServer(async (request, response) => {
    const body = await buffer(request).catch(() => undefined);
    if (body === undefined) return;
    const status = await passOn(request.url ?? '/', request.headers, body).catch(() => 502);
    response.writeHead(status).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the relay has no port');
  return {
    url: `http://127.0.0.1:${address.port}/webhooks/resend`,
    news,
    leadTo: (next) => {
      port = next;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const PASSED_ON = /^(?:svix-.*|content-type|user-agent)$/;

function newsIn(body: Buffer): readonly News[] {
  const { type, data } = told.parse(JSON.parse(body.toString()));
  const happened = NEWS.get(type);
  return happened === undefined || data.tags === undefined ? [] : [{ happened, letter: data.tags.letter }];
}

const NEWS = new Map<string, News['happened']>([
  ['email.delivered', 'delivered'],
  ['email.bounced', 'bounced'],
]);
