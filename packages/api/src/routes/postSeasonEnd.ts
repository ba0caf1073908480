import { createRoute } from '@hono/zod-openapi';
import { answerChange } from '../changing.ts';
import type { ApiDeps } from '../deps.ts';
import { idempotencyHeaders, idempotencyOf } from '../idempotency.ts';
import { answer, HOST_KEY, hostRoute } from '../openapi.ts';
import { CONFLICT_PROBLEM, HOST_PROBLEMS, QUERY_PROBLEMS } from '../problems/responses.ts';
import { inSeason } from '../shapes/ids.ts';
import { seasonShape } from '../shapes/season.ts';

const route = createRoute({
  method: 'post',
  path: '/congregations/{congregation}/seasons/{season}/end',
  tags: ['Seasons'],
  summary: 'End a season early',
  description:
    'What is still to come is cancelled, and the crew hears at once. The review follows, unless there was no meeting.',
  security: HOST_KEY,
  request: { params: inSeason, headers: idempotencyHeaders },
  responses: {
    200: answer(seasonShape, 'The season as it is now; asking for the same again changes nothing'),
    ...HOST_PROBLEMS,
    ...QUERY_PROBLEMS,
    ...CONFLICT_PROBLEM,
  },
});

export const postSeasonEnd = (deps: ApiDeps) =>
  hostRoute(route, async (c) => {
    const idempotency = await idempotencyOf(c, c.req.valid('header')['Idempotency-Key']);
    const { season } = c.req.valid('param');
    return answerChange(deps, c, { season, changes: [{ change: 'end' }], idempotency });
  });
