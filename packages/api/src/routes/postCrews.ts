import { CREW_SIZE } from '@crewtide/domain';
import { createCrew, type NewCrew } from '@crewtide/flows';
import { createRoute } from '@hono/zod-openapi';
import { createdRecord } from '../created.ts';
import type { ApiDeps } from '../deps.ts';
import { idempotencyHeaders, idempotencyOf } from '../idempotency.ts';
import { created, HOST_KEY, hostRoute, takes } from '../openapi.ts';
import { problem } from '../problems/problem.ts';
import { BODY_PROBLEMS, HOST_PROBLEMS } from '../problems/responses.ts';
import type { ProblemError } from '../problems/schema.ts';
import { seasonErrors } from '../seasonErrors.ts';
import { crewCreatedShape, newCrew, showCrew } from '../shapes/crew.ts';
import { inCongregation } from '../shapes/ids.ts';
import { showWarnings } from '../shapes/warning.ts';

const route = createRoute({
  method: 'post',
  path: '/congregations/{congregation}/crews',
  tags: ['Crews'],
  summary: 'Form a crew, with the season that it agreed to',
  description:
    'Members must be of this congregation and take part now: not left, not paused. With a season everyone gets its calendar at once.',
  security: HOST_KEY,
  request: { params: inCongregation, headers: idempotencyHeaders, body: takes(newCrew) },
  responses: { 201: created(crewCreatedShape, 'The crew'), ...HOST_PROBLEMS, ...BODY_PROBLEMS },
});

export const postCrews = (deps: ApiDeps) =>
  hostRoute(route, async (c) => {
    const { host, store } = c.var;
    const { name, members, zone, season } = c.req.valid('json');
    const idempotency = await idempotencyOf(c, c.req.valid('header')['Idempotency-Key']);
    const made = await createCrew(deps, store, { host, idempotency }, { name, members, zone, season });
    switch (made.outcome) {
      case 'key-reused':
        return problem(c, 'idempotency-key-reused');
      case 'unknown-members':
        return problem(c, 'invalid', { errors: errorsAt(members, made.members, 'no such member') });
      case 'not-taking-part':
        return problem(c, 'invalid', { errors: errorsAt(members, made.members, 'does not take part now') });
      case 'created':
      case 'repeated': {
        const crew = await createdRecord(store, 'crew', made.id);
        c.header('Location', `${c.req.path}/${crew.id}`);
        const warnings = await showWarnings(store, made.warnings);
        return c.json({ ...showCrew(crew), warnings }, 201);
      }
      case 'size':
        return problem(c, 'invalid', {
          errors: [{ detail: SIZE, pointer: '/members' }],
        });
      default:
        return problem(c, 'invalid', {
          errors: season === undefined ? [] : seasonErrors(made, season, '/season'),
        });
    }
  });

const SIZE = `a season wants a crew of ${CREW_SIZE.least} to ${CREW_SIZE.most}`;

const errorsAt = (
  members: NewCrew['members'],
  wrong: NewCrew['members'],
  detail: string,
): readonly ProblemError[] =>
  members.flatMap((member, index) =>
    wrong.includes(member) ? [{ detail, pointer: `/members/${index}` }] : [],
  );
