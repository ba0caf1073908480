import type { SeasonChange } from '@crewtide/domain';
import { createRoute } from '@hono/zod-openapi';
import { answerChange } from '../changing.ts';
import type { ApiDeps } from '../deps.ts';
import { idempotencyHeaders, idempotencyOf } from '../idempotency.ts';
import { answer, HOST_KEY, hostRoute, takes } from '../openapi.ts';
import { BODY_PROBLEMS, CONFLICT_PROBLEM, HOST_PROBLEMS } from '../problems/responses.ts';
import { inMeeting } from '../shapes/ids.ts';
import { type MeetingChangeBody, meetingChange } from '../shapes/meeting.ts';
import { seasonShape } from '../shapes/season.ts';

const route = createRoute({
  method: 'patch',
  path: '/congregations/{congregation}/seasons/{season}/meetings/{number}',
  tags: ['Seasons'],
  summary: 'Move a meeting, change its place or its host, cancel or skip it',
  description:
    'All of it or nothing. The crew hears at once, with a calendar. What is so already changes nothing; a cancelled meeting that is moved is held again.',
  security: HOST_KEY,
  request: { params: inMeeting, headers: idempotencyHeaders, body: takes(meetingChange) },
  responses: {
    200: answer(seasonShape, 'The season as it is now'),
    ...HOST_PROBLEMS,
    ...BODY_PROBLEMS,
    ...CONFLICT_PROBLEM,
  },
});

export const patchMeeting = (deps: ApiDeps) =>
  hostRoute(route, async (c) => {
    const { season, number } = c.req.valid('param');
    const changes = changesOf(number, c.req.valid('json'));
    const idempotency = await idempotencyOf(c, c.req.valid('header')['Idempotency-Key']);
    return answerChange(deps, c, { season, changes, idempotency });
  });

function changesOf(meeting: number, { startsAt, place, host, state }: MeetingChangeBody): SeasonChange[] {
  const changes: SeasonChange[] = [];
  if (startsAt !== undefined) changes.push({ change: 'move', meeting, startsAt });
  if (place !== undefined) changes.push({ change: 'place', meeting, place });
  if (host !== undefined) changes.push({ change: 'swap', meeting, host });
  if (state !== undefined) changes.push({ change: state === 'cancelled' ? 'cancel' : 'skip', meeting });
  return changes;
}
