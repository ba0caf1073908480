import { createRoute } from '@hono/zod-openapi';
import { answer, HOST_KEY, hostRoute } from '../openapi.ts';
import { problem } from '../problems/problem.ts';
import { HOST_PROBLEMS } from '../problems/responses.ts';
import { inPrompt } from '../shapes/ids.ts';
import { promptShape, showPrompt } from '../shapes/prompt.ts';

const route = createRoute({
  method: 'get',
  path: '/congregations/{congregation}/prompts/{prompt}',
  tags: ['Prompts'],
  summary: 'Read a prompt and how far it is',
  security: HOST_KEY,
  request: { params: inPrompt },
  responses: { 200: answer(promptShape, 'The prompt'), ...HOST_PROBLEMS },
});

export const getPrompt = () =>
  hostRoute(route, async (c) => {
    const found = await c.var.store.get('prompt', c.req.valid('param').prompt);
    if (found === undefined) return problem(c, 'not-found');
    return c.json(showPrompt(found), 200);
  });
