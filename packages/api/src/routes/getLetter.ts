import { createRoute } from '@hono/zod-openapi';
import { answer, HOST_KEY, hostRoute } from '../openapi.ts';
import { problem } from '../problems/problem.ts';
import { HOST_PROBLEMS } from '../problems/responses.ts';
import { isSeenByHosts } from '../seenByHosts.ts';
import { inLetter } from '../shapes/ids.ts';
import { letterShape, showLetter } from '../shapes/letter.ts';

const route = createRoute({
  method: 'get',
  path: '/congregations/{congregation}/letters/{letter}',
  tags: ['Letters'],
  summary: 'Read how far a letter is',
  security: HOST_KEY,
  request: { params: inLetter },
  responses: { 200: answer(letterShape, 'The letter'), ...HOST_PROBLEMS },
});

export const getLetter = () =>
  hostRoute(route, async (c) => {
    const found = await c.var.store.get('letter', c.req.valid('param').letter);
    if (found === undefined || !isSeenByHosts(found)) return problem(c, 'not-found');
    return c.json(showLetter(found), 200);
  });
