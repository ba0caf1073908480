import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import type { ApiEnv } from '../env.ts';
import { problem } from '../problems/problem.ts';

const MOST_BYTES = 1024 * 1024;

/** Counts what really arrives when no Content-Length says it. */
export const limitedTo = (maxSize: number) =>
  createMiddleware<ApiEnv>((c, next) => {
    const tooLarge = () => problem(c, 'too-large', { detail: `A body may have ${maxSize} bytes.` });
    return bodyLimit({ maxSize, onError: tooLarge })(c, next);
  });

export const limitedBody = limitedTo(MOST_BYTES);

/** Text must be UTF-8 and say so if it says anything: wrongly decoded names would be kept for good. */
export const utf8Body = createMiddleware<ApiEnv>(async (c, next) => {
  const encoding = c.req.header('Content-Encoding')?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity') {
    return problem(c, 'unsupported-media-type', { detail: 'Send the body without Content-Encoding.' });
  }
  const type = c.req.header('Content-Type') ?? '';
  if (!isText(type)) return next();
  const charset = charsetOf(type);
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') {
    return problem(c, 'unsupported-media-type', { detail: 'The charset must be utf-8.' });
  }
  if (!isUtf8(await c.req.arrayBuffer())) {
    return problem(c, 'malformed-body', { detail: 'It is not valid UTF-8.' });
  }
  return next();
});

const isText = (type: string): boolean => /^\s*(text\/|application\/([\w.-]+\+)?json)/i.test(type);

const charsetOf = (type: string): string | undefined =>
  /;\s*charset\s*=\s*"?([^";\s]*)"?/i.exec(type)?.[1]?.toLowerCase();

function isUtf8(bytes: ArrayBuffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
