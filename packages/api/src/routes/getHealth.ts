import { createRoute, z } from '@hono/zod-openapi';
import type { ApiDeps } from '../deps.ts';
import { answer, publicRoute } from '../openapi.ts';
import { HEALTH_PROBLEM } from '../problems/responses.ts';

const route = createRoute({
  method: 'get',
  path: '/health',
  tags: ['Service'],
  summary: 'Whether the service can reach its store',
  responses: {
    200: answer(z.object({ status: z.literal('ok'), version: z.string() }), 'It can'),
    ...HEALTH_PROBLEM,
  },
});

/** No key has this hash; looking for it shows that the store answers. */
const NO_KEY = '0'.repeat(64);

export const getHealth = (deps: ApiDeps, version: string) =>
  publicRoute(route, async (c) => {
    await deps.store.hostKey(NO_KEY);
    return c.json({ status: 'ok' as const, version }, 200);
  });
