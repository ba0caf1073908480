import { createRoute } from '@hono/zod-openapi';
import { answer, HOST_KEY, hostRoute } from '../openapi.ts';
import { pageQuery, pageShape, placeOf, showPage } from '../paging.ts';
import { HOST_PROBLEMS, QUERY_PROBLEMS } from '../problems/responses.ts';
import { inCongregation } from '../shapes/ids.ts';
import { promptShape, showPrompt } from '../shapes/prompt.ts';

const route = createRoute({
  method: 'get',
  path: '/congregations/{congregation}/prompts',
  tags: ['Prompts'],
  summary: 'List the prompts',
  security: HOST_KEY,
  request: { params: inCongregation, query: pageQuery('prompt') },
  responses: {
    200: answer(pageShape(promptShape), 'A page of prompts'),
    ...HOST_PROBLEMS,
    ...QUERY_PROBLEMS,
  },
});

export const listPrompts = () =>
  hostRoute(route, async (c) => {
    const page = await c.var.store.list('prompt', placeOf(c.req.valid('query')));
    return c.json(showPage(c, 'prompt', page, showPrompt), 200);
  });
