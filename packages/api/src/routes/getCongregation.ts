import { createRoute } from '@hono/zod-openapi';
import { answer, HOST_KEY, hostRoute } from '../openapi.ts';
import { problem } from '../problems/problem.ts';
import { HOST_PROBLEMS } from '../problems/responses.ts';
import { congregationShape, showCongregation } from '../shapes/congregation.ts';
import { inCongregation } from '../shapes/ids.ts';

const route = createRoute({
  method: 'get',
  path: '/congregations/{congregation}',
  tags: ['Congregations'],
  summary: 'Read the congregation',
  security: HOST_KEY,
  request: { params: inCongregation },
  responses: { 200: answer(congregationShape, 'The congregation'), ...HOST_PROBLEMS },
});

export const getCongregation = () =>
  hostRoute(route, async (c) => {
    const congregation = await c.var.store.get('congregation', 'self');
    if (congregation === undefined) return problem(c, 'not-found');
    return c.json(showCongregation(congregation), 200);
  });
