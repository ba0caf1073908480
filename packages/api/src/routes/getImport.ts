import { CONGREGATION_SIZE } from '@crewtide/domain';
import type { CongregationStore } from '@crewtide/flows';
import { createRoute } from '@hono/zod-openapi';
import { answer, HOST_KEY, hostRoute } from '../openapi.ts';
import { problem } from '../problems/problem.ts';
import { HOST_PROBLEMS } from '../problems/responses.ts';
import { inImport } from '../shapes/ids.ts';
import { importShape, showImport } from '../shapes/import.ts';

const route = createRoute({
  method: 'get',
  path: '/congregations/{congregation}/imports/{import}',
  tags: ['Members'],
  summary: 'Read what became of an import',
  security: HOST_KEY,
  request: { params: inImport },
  responses: { 200: answer(importShape, 'The import'), ...HOST_PROBLEMS },
});

export const getImport = () =>
  hostRoute(route, async (c) => {
    const { store } = c.var;
    const found = await store.get('import', c.req.valid('param').import);
    if (found === undefined) return problem(c, 'not-found');
    return c.json(showImport(found, await memberCountOf(store)), 200);
  });

export const memberCountOf = async (store: CongregationStore): Promise<number> =>
  (await store.list('member', { limit: CONGREGATION_SIZE.most + 1 })).items.length;
