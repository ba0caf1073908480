import { PRACTICES } from '@crewtide/domain';
import { MOST_PRACTICES } from '@crewtide/flows';
import { createRoute, z } from '@hono/zod-openapi';
import { answer, HOST_KEY, hostRoute } from '../openapi.ts';
import { HOST_PROBLEMS, QUERY_PROBLEMS } from '../problems/responses.ts';
import { inCongregation } from '../shapes/ids.ts';
import { practiceShape, showPractice } from '../shapes/practice.ts';

const route = createRoute({
  method: 'get',
  path: '/congregations/{congregation}/practices',
  tags: ['Practices'],
  summary: 'Read the library of practices',
  description: `Those that come with Crewtide, then the congregation’s own. It comes whole: a library has at most ${MOST_PRACTICES}.`,
  security: HOST_KEY,
  request: { params: inCongregation, query: z.strictObject({}) },
  responses: {
    200: answer(z.object({ items: z.array(practiceShape) }), 'The library'),
    ...HOST_PROBLEMS,
    ...QUERY_PROBLEMS,
  },
});

export const listPractices = () =>
  hostRoute(route, async (c) => {
    const own = await c.var.store.list('practice', { limit: MOST_PRACTICES });
    const named = new Set(own.items.map(({ id }) => id));
    const items = [...PRACTICES.filter(({ id }) => !named.has(id)), ...own.items];
    return c.json({ items: items.map(showPractice) }, 200);
  });
