import { createRoute } from '@hono/zod-openapi';
import { answer, HOST_KEY, hostRoute } from '../openapi.ts';
import { pageQuery, pageShape, placeOf, showPage } from '../paging.ts';
import { HOST_PROBLEMS, QUERY_PROBLEMS } from '../problems/responses.ts';
import { crewShape, showCrew } from '../shapes/crew.ts';
import { inCongregation } from '../shapes/ids.ts';

const route = createRoute({
  method: 'get',
  path: '/congregations/{congregation}/crews',
  tags: ['Crews'],
  summary: 'List the crews',
  security: HOST_KEY,
  request: { params: inCongregation, query: pageQuery('crew') },
  responses: {
    200: answer(pageShape(crewShape), 'A page of crews'),
    ...HOST_PROBLEMS,
    ...QUERY_PROBLEMS,
  },
});

export const listCrews = () =>
  hostRoute(route, async (c) => {
    const page = await c.var.store.list('crew', placeOf(c.req.valid('query')));
    return c.json(showPage(c, 'crew', page, showCrew), 200);
  });
