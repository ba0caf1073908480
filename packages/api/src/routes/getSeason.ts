import { createRoute } from '@hono/zod-openapi';
import { answer, HOST_KEY, hostRoute } from '../openapi.ts';
import { problem } from '../problems/problem.ts';
import { HOST_PROBLEMS } from '../problems/responses.ts';
import { inSeason } from '../shapes/ids.ts';
import { seasonShape, showSeason } from '../shapes/season.ts';

const route = createRoute({
  method: 'get',
  path: '/congregations/{congregation}/seasons/{season}',
  tags: ['Seasons'],
  summary: 'Read a season, its meetings and how far it is',
  security: HOST_KEY,
  request: { params: inSeason },
  responses: { 200: answer(seasonShape, 'The season'), ...HOST_PROBLEMS },
});

export const getSeason = () =>
  hostRoute(route, async (c) => {
    const found = await c.var.store.get('season', c.req.valid('param').season);
    if (found === undefined) return problem(c, 'not-found');
    return c.json(showSeason(found), 200);
  });
