import { recordProviderEvent } from '@crewtide/flows';
import type { Context } from 'hono';
import type { WebhookDeps } from '../createWebhook.ts';
import type { ApiEnv } from '../env.ts';
import { problem } from '../problems/problem.ts';

/** What Resend posts. It hears 200 once the event is durable, and repeats for about a day what was answered otherwise. */
export const postResend = (deps: WebhookDeps) => async (c: Context<ApiEnv>) => {
  const body = textOf(await c.req.arrayBuffer());
  const read = deps.read(body, c.req.raw.headers, deps.clock.now());
  switch (read.found) {
    case 'forged':
      return problem(c, 'not-signed');
    case 'malformed':
      return problem(c, 'malformed-body', { detail: 'It is signed, and no event.' });
    case 'event':
      await recordProviderEvent(deps, read.event);
      return c.json({}, 200);
  }
};

/** A signature is over bytes: what is not UTF-8 becomes another text than was signed. */
const textOf = (bytes: ArrayBuffer): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
