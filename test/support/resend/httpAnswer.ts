import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Mode } from './modes.ts';

/** What goes over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export const jsonAnswer = (
  status: number,
  body: object,
  headers: Readonly<Record<string, string>>,
): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
});

export const htmlAnswer = (headers: Readonly<Record<string, string>>): Answer => ({
  status: 502,
  headers: { 'content-type': 'text/html', ...headers },
  body: '<html><body><h1>502 Bad Gateway</h1></body></html>',
});

/** Resolves when the caller has it, or never will. */
export function give(response: ServerResponse, answer: Answer, how: Mode['answers']): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', resolve);
    if (response.destroyed) return resolve();
    if (how === 'never') return;
    if (how === 'cut') return void response.destroy();
    const body = Buffer.from(answer.body);
    response.writeHead(answer.status, { ...answer.headers, 'content-length': body.length });
    if (how !== 'broken') return void response.end(body);
    response.write(body.subarray(0, body.length >> 1), () => response.destroy());
  });
}

/** The body; undefined when the caller left before its end. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk);
  } catch {
    return undefined;
  }
  return request.complete ? Buffer.concat(chunks) : undefined;
}
