import { addToCrew, removeFromCrew } from '@crewtide/flows';
import { createRoute } from '@hono/zod-openapi';
import { createdRecord } from '../created.ts';
import type { ApiDeps } from '../deps.ts';
import { idempotencyHeaders, idempotencyOf } from '../idempotency.ts';
import { answer, HOST_KEY, hostRoute } from '../openapi.ts';
import { problem } from '../problems/problem.ts';
import { CONFLICT_PROBLEM, HOST_PROBLEMS, QUERY_PROBLEMS } from '../problems/responses.ts';
import { crewShape, showCrew } from '../shapes/crew.ts';
import { inCrewMember } from '../shapes/ids.ts';

const common = {
  path: '/congregations/{congregation}/crews/{crew}/members/{member}' as const,
  tags: ['Crews'],
  security: HOST_KEY,
  request: { params: inCrewMember, headers: idempotencyHeaders },
};

const putRoute = createRoute({
  ...common,
  method: 'put',
  summary: 'Let a member join a crew',
  description:
    'She gets its season and hosts after the others; they hear at once who is in it. Who is in it already stays, and nobody hears.',
  responses: { 200: answer(crewShape, 'The crew'), ...HOST_PROBLEMS, ...QUERY_PROBLEMS, ...CONFLICT_PROBLEM },
});

const deleteRoute = createRoute({
  ...common,
  method: 'delete',
  summary: 'Take a member out of a crew',
  description:
    'She gets one farewell and nothing more of it; the others hear whose turn it is to host where that was hers. With one who is left the season ends.',
  responses: { 200: answer(crewShape, 'The crew'), ...HOST_PROBLEMS, ...QUERY_PROBLEMS },
});

export const putCrewMember = (deps: ApiDeps) =>
  hostRoute(putRoute, async (c) => {
    const { host, store } = c.var;
    const { crew, member } = c.req.valid('param');
    const idempotency = await idempotencyOf(c, c.req.valid('header')['Idempotency-Key']);
    const added = await addToCrew(deps, store, { host, idempotency }, { crew, member });
    switch (added.outcome) {
      case 'no-such-crew':
      case 'unknown-member':
        return problem(c, 'not-found');
      case 'not-taking-part':
      case 'crew-full':
        return problem(c, added.outcome);
      case 'completed':
        return problem(c, 'crew-complete');
      case 'reviewing':
        return problem(c, 'crew-reviewing');
      case 'key-reused':
        return problem(c, 'idempotency-key-reused');
      case 'changed':
      case 'repeated':
      case 'already-in-crew':
        return c.json(showCrew(await createdRecord(store, 'crew', crew)), 200);
    }
  });

export const deleteCrewMember = (deps: ApiDeps) =>
  hostRoute(deleteRoute, async (c) => {
    const { host, store } = c.var;
    const { crew, member } = c.req.valid('param');
    const idempotency = await idempotencyOf(c, c.req.valid('header')['Idempotency-Key']);
    const removed = await removeFromCrew(deps, store, { host, idempotency }, { crew, member });
    switch (removed.outcome) {
      case 'no-such-crew':
      case 'not-in-crew':
        return problem(c, 'not-found');
      case 'key-reused':
        return problem(c, 'idempotency-key-reused');
      case 'changed':
      case 'repeated':
        return c.json(showCrew(await createdRecord(store, 'crew', crew)), 200);
    }
  });
