import { createRoute } from '@hono/zod-openapi';
import { answerChange } from '../changing.ts';
import type { ApiDeps } from '../deps.ts';
import { idempotencyHeaders, idempotencyOf } from '../idempotency.ts';
import { answer, HOST_KEY, hostRoute, takes } from '../openapi.ts';
import { BODY_PROBLEMS, CONFLICT_PROBLEM, HOST_PROBLEMS } from '../problems/responses.ts';
import { inSeason } from '../shapes/ids.ts';
import { newMeeting } from '../shapes/meeting.ts';
import { seasonShape } from '../shapes/season.ts';

const route = createRoute({
  method: 'post',
  path: '/congregations/{congregation}/seasons/{season}/meetings',
  tags: ['Seasons'],
  summary: 'Add a meeting to a season',
  description:
    'At the season’s place; the next in the order hosts it. The crew hears at once, with a calendar. Its number is the highest.',
  security: HOST_KEY,
  request: { params: inSeason, headers: idempotencyHeaders, body: takes(newMeeting) },
  responses: {
    200: answer(seasonShape, 'The season as it is now'),
    ...HOST_PROBLEMS,
    ...BODY_PROBLEMS,
    ...CONFLICT_PROBLEM,
  },
});

export const postMeetings = (deps: ApiDeps) =>
  hostRoute(route, async (c) => {
    const { startsAt } = c.req.valid('json');
    const idempotency = await idempotencyOf(c, c.req.valid('header')['Idempotency-Key']);
    const { season } = c.req.valid('param');
    return answerChange(deps, c, { season, changes: [{ change: 'add', startsAt }], idempotency });
  });
