import { createRoute } from '@hono/zod-openapi';
import { answer, HOST_KEY, hostRoute } from '../openapi.ts';
import { pageQuery, pageShape, placeOf, showPage } from '../paging.ts';
import { HOST_PROBLEMS, QUERY_PROBLEMS } from '../problems/responses.ts';
import { isSeenByHosts } from '../seenByHosts.ts';
import { inCongregation } from '../shapes/ids.ts';
import { letterShape, letterStateName, showLetter } from '../shapes/letter.ts';

const route = createRoute({
  method: 'get',
  path: '/congregations/{congregation}/letters',
  tags: ['Letters'],
  summary: 'List the letters and how far they are',
  description:
    'Those of which hosts may know: not what members pass on to each other, nor what asks one of them alone about a season. So a page can be short or empty although `next` leads on; with `state`, it holds those that are in that state.',
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
    const seen = items.filter(isSeenByHosts);
    const wanted = state === undefined ? seen : seen.filter((letter) => letter.state.name === state);
    return c.json(showPage(c, 'letter', { items: wanted, next }, showLetter), 200);
  });
