import { createRoute } from '@hono/zod-openapi';
import { answer, HOST_KEY, hostRoute } from '../openapi.ts';
import { pageQuery, pageShape, placeOf, showPage } from '../paging.ts';
import { HOST_PROBLEMS, QUERY_PROBLEMS } from '../problems/responses.ts';
import { inCongregation } from '../shapes/ids.ts';
import { seasonShape, showSeason } from '../shapes/season.ts';

const route = createRoute({
  method: 'get',
  path: '/congregations/{congregation}/seasons',
  tags: ['Seasons'],
  summary: 'List the seasons',
  security: HOST_KEY,
  request: { params: inCongregation, query: pageQuery('season') },
  responses: {
    200: answer(pageShape(seasonShape), 'A page of seasons'),
    ...HOST_PROBLEMS,
    ...QUERY_PROBLEMS,
  },
});

export const listSeasons = () =>
  hostRoute(route, async (c) => {
    const page = await c.var.store.list('season', placeOf(c.req.valid('query')));
    return c.json(showPage(c, 'season', page, showSeason), 200);
  });
