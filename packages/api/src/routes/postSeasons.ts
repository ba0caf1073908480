import { createSeason } from '@crewtide/flows';
import { createRoute } from '@hono/zod-openapi';
import { createdRecord } from '../created.ts';
import type { ApiDeps } from '../deps.ts';
import { idempotencyHeaders, idempotencyOf } from '../idempotency.ts';
import { created, HOST_KEY, hostRoute, takes } from '../openapi.ts';
import { problem } from '../problems/problem.ts';
import { BODY_PROBLEMS, CONFLICT_PROBLEM, HOST_PROBLEMS } from '../problems/responses.ts';
import { seasonErrors } from '../seasonErrors.ts';
import { inCrew } from '../shapes/ids.ts';
import { newSeason, seasonCreatedShape, showSeason } from '../shapes/season.ts';
import { showWarnings } from '../shapes/warning.ts';

const route = createRoute({
  method: 'post',
  path: '/congregations/{congregation}/crews/{crew}/seasons',
  tags: ['Seasons'],
  summary: 'Begin the season that a crew agreed to',
  description:
    'For a crew whose last season has ended, or that had none. After a review, crews that go on have their next season already.',
  security: HOST_KEY,
  request: { params: inCrew, headers: idempotencyHeaders, body: takes(newSeason) },
  responses: {
    201: created(seasonCreatedShape, 'The season'),
    ...HOST_PROBLEMS,
    ...BODY_PROBLEMS,
    ...CONFLICT_PROBLEM,
  },
});

export const postSeasons = (deps: ApiDeps) =>
  hostRoute(route, async (c) => {
    const { host, store } = c.var;
    const { congregation, crew } = c.req.valid('param');
    const agreed = c.req.valid('json');
    const idempotency = await idempotencyOf(c, c.req.valid('header')['Idempotency-Key']);
    const made = await createSeason(deps, store, { host, idempotency }, { ...agreed, crew });
    switch (made.outcome) {
      case 'key-reused':
        return problem(c, 'idempotency-key-reused');
      case 'no-such-crew':
        return problem(c, 'not-found');
      case 'season-running':
      case 'crew-complete':
        return problem(c, made.outcome);
      case 'size':
        return problem(c, 'crew-too-small', { detail: `${made.members} of it have not left.` });
      case 'created':
      case 'repeated': {
        const season = await createdRecord(store, 'season', made.id);
        const warnings = await showWarnings(store, made.warnings);
        c.header('Location', `/congregations/${congregation}/seasons/${season.id}`);
        return c.json({ ...showSeason(season), warnings }, 201);
      }
      default:
        return problem(c, 'invalid', { errors: seasonErrors(made, agreed, '') });
    }
  });
