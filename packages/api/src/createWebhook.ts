import type { Deciding, WebhookReader } from '@crewtide/flows';
import { Hono } from 'hono';
import { requestId } from 'hono/request-id';
import { accessLog } from './around/accessLog.ts';
import { limitedTo } from './around/body.ts';
import { safeHeaders, unstored } from './around/headers.ts';
import type { ApiEnv } from './env.ts';
import { answerFault } from './problems/answerFault.ts';
import { problem } from './problems/problem.ts';
import { postResend } from './routes/postResend.ts';

export interface WebhookDeps extends Pick<Deciding, 'store' | 'clock' | 'ids' | 'log' | 'wake'> {
  readonly read: WebhookReader;
}

const MOST_BYTES = 256 * 1024;

/** Where mail providers post what happened: `POST /webhooks/resend`. An app of its own, which needs nothing of the API's. */
export function createWebhook(deps: WebhookDeps): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  app.onError(answerFault(deps));
  app.notFound((c) => problem(c, 'not-found'));
  app.use(requestId({ limitLength: 64, generator: () => deps.ids.fresh() }));
  app.use(async (c, next) => {
    c.set('problemTypes', '/docs#');
    await next();
  });
  app.use(accessLog(deps), safeHeaders, unstored);
  app.post('/webhooks/resend', limitedTo(MOST_BYTES), postResend(deps));
  return app;
}
