import { type Instant, millisecondsOf } from '@crewtide/domain';
import { createMiddleware } from 'hono/factory';
import { routePath } from 'hono/route';
import type { ApiDeps } from '../deps.ts';
import type { ApiEnv } from '../env.ts';

/** One line a request. The route's pattern stands for the path, which can hold a token. */
export const accessLog = ({ log, clock }: Pick<ApiDeps, 'log' | 'clock'>) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const began = clock.now();
    await next();
    log.info('request', {
      requestId: c.var.requestId,
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      ms: millisecondsBetween(began, clock.now()),
    });
  });

const millisecondsBetween = (from: Instant, to: Instant): number => millisecondsOf(to) - millisecondsOf(from);
