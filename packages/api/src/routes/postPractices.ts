import { addPractice, MOST_PRACTICES } from '@crewtide/flows';
import { createRoute } from '@hono/zod-openapi';
import { createdRecord } from '../created.ts';
import type { ApiDeps } from '../deps.ts';
import { idempotencyHeaders, idempotencyOf } from '../idempotency.ts';
import { created, HOST_KEY, hostRoute, takes } from '../openapi.ts';
import { problem } from '../problems/problem.ts';
import { BODY_PROBLEMS, CONFLICT_PROBLEM, HOST_PROBLEMS } from '../problems/responses.ts';
import { inCongregation } from '../shapes/ids.ts';
import { newPractice, practiceShape, showPractice } from '../shapes/practice.ts';

const route = createRoute({
  method: 'post',
  path: '/congregations/{congregation}/practices',
  tags: ['Practices'],
  summary: 'Add a practice of your own',
  security: HOST_KEY,
  request: { params: inCongregation, headers: idempotencyHeaders, body: takes(newPractice) },
  responses: {
    201: created(practiceShape, 'The practice'),
    ...HOST_PROBLEMS,
    ...BODY_PROBLEMS,
    ...CONFLICT_PROBLEM,
  },
});

export const postPractices = (deps: ApiDeps) =>
  hostRoute(route, async (c) => {
    const { host, store } = c.var;
    const { id, name, purpose, plans } = c.req.valid('json');
    const idempotency = await idempotencyOf(c, c.req.valid('header')['Idempotency-Key']);
    const made = await addPractice(deps, store, { host, idempotency }, { id, name, purpose, plans });
    switch (made.outcome) {
      case 'key-reused':
        return problem(c, 'idempotency-key-reused');
      case 'no-id':
        return problem(c, 'invalid', {
          errors: [{ detail: 'give an id too: the name has no letter for one', pointer: '/name' }],
        });
      case 'id-taken':
        return problem(c, 'practice-exists', { detail: `There is a practice “${made.id}”.` });
      case 'library-full':
        return problem(c, 'library-full', { detail: `A library has at most ${MOST_PRACTICES} practices.` });
      case 'created':
      case 'repeated': {
        const practice = await createdRecord(store, 'practice', made.id);
        c.header('Location', `${c.req.path}/${practice.id}`);
        return c.json(showPractice(practice), 201);
      }
    }
  });
