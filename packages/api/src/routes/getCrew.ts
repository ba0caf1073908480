import { createRoute } from '@hono/zod-openapi';
import { answer, HOST_KEY, hostRoute } from '../openapi.ts';
import { problem } from '../problems/problem.ts';
import { HOST_PROBLEMS } from '../problems/responses.ts';
import { crewShape, showCrew } from '../shapes/crew.ts';
import { inCrew } from '../shapes/ids.ts';

const route = createRoute({
  method: 'get',
  path: '/congregations/{congregation}/crews/{crew}',
  tags: ['Crews'],
  summary: 'Read a crew',
  security: HOST_KEY,
  request: { params: inCrew },
  responses: { 200: answer(crewShape, 'The crew'), ...HOST_PROBLEMS },
});

export const getCrew = () =>
  hostRoute(route, async (c) => {
    const found = await c.var.store.get('crew', c.req.valid('param').crew);
    if (found === undefined) return problem(c, 'not-found');
    return c.json(showCrew(found), 200);
  });
