import { practiceOf } from '@crewtide/flows';
import { createRoute } from '@hono/zod-openapi';
import { answer, HOST_KEY, hostRoute } from '../openapi.ts';
import { problem } from '../problems/problem.ts';
import { HOST_PROBLEMS } from '../problems/responses.ts';
import { inPractice } from '../shapes/ids.ts';
import { practiceShape, showPractice } from '../shapes/practice.ts';

const route = createRoute({
  method: 'get',
  path: '/congregations/{congregation}/practices/{practice}',
  tags: ['Practices'],
  summary: 'Read a practice',
  security: HOST_KEY,
  request: { params: inPractice },
  responses: { 200: answer(practiceShape, 'The practice'), ...HOST_PROBLEMS },
});

export const getPractice = () =>
  hostRoute(route, async (c) => {
    const found = await practiceOf(c.var.store, c.req.valid('param').practice);
    if (found === undefined) return problem(c, 'not-found');
    return c.json(showPractice(found), 200);
  });
