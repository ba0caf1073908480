import { createRoute } from '@hono/zod-openapi';
import { answer, HOST_KEY, hostRoute } from '../openapi.ts';
import { pageQuery, pageShape, placeOf, showPage } from '../paging.ts';
import { HOST_PROBLEMS, QUERY_PROBLEMS } from '../problems/responses.ts';
import { inCongregation } from '../shapes/ids.ts';
import { letterShape, letterStateName, showLetter } from '../shapes/letter.ts';

const route = createRoute({
  method: 'get',
  path: '/congregations/{congregation}/letters',
  tags: ['Letters'],
  summary: 'List the letters and how far they are',
  description:
    'With `state`, a page holds those of its letters that are in that state: it can be short or empty although `next` leads on.',
  security: HOST_KEY,
  request: {
    params: inCongregation,
    query: pageQuery('letter').extend({ state: letterStateName.optional() }),
  },
  responses: {
    200: answer(pageShape(letterShape), 'A page of letters'),
    ...HOST_PROBLEMS,
    ...QUERY_PROBLEMS,
  },
});

export const listLetters = () =>
  hostRoute(route, async (c) => {
    const { state } = c.req.valid('query');
    const { items, next } = await c.var.store.list('letter', placeOf(c.req.valid('query')));
    const wanted = state === undefined ? items : items.filter((letter) => letter.state.name === state);
    return c.json(showPage(c, 'letter', { items: wanted, next }, showLetter), 200);
  });
