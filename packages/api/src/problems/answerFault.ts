import { StoreFault, TransactionTooLarge } from '@crewtide/flows';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { routePath } from 'hono/route';
import type { ApiDeps } from '../deps.ts';
import type { AnyContext, ApiEnv } from '../env.ts';
import { problem } from './problem.ts';

const RETRY_AFTER_SECONDS = '5';

/** Faults as problems: what a retry can help is 503, and nothing of our insides goes out. */
export const answerFault = (deps: Pick<ApiDeps, 'log'>) => (fault: Error, c: Context<ApiEnv>) => {
  if (fault instanceof HTTPException) return answerRefusal(fault, c);
  if (fault instanceof TransactionTooLarge) {
    return problem(c, 'too-large', { detail: 'Send it in smaller parts.' });
  }
  deps.log.error('request failed', {
    requestId: c.var.requestId,
    route: routePath(c, -1),
    fault: fault.name,
    message: fault instanceof StoreFault ? fault.message : undefined,
  });
  if (fault instanceof StoreFault && fault.retryable) {
    c.header('Retry-After', RETRY_AFTER_SECONDS);
    return problem(c, 'unavailable');
  }
  return problem(c, 'internal');
};

/** What Hono's validators refuse before our schemas see it. */
function answerRefusal(refusal: HTTPException, c: AnyContext) {
  switch (refusal.status) {
    case 400:
      return problem(c, 'malformed-body', { detail: 'It is not valid JSON.' });
    case 415:
      return problem(c, 'unsupported-media-type', { detail: 'See /openapi.json for the types taken here.' });
    default:
      return problem(c, 'internal');
  }
}
