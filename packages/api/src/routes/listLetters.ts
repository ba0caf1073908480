import { createRoute } from '@hono/zod-openapi';
import { answer, HOST_KEY, hostRoute } from '../openapi.ts';
import { pageQuery, pageShape, placeOf, showPage } from '../paging.ts';
import { HOST_PROBLEMS, QUERY_PROBLEMS } from '../problems/responses.ts';
import { isSeenByHosts } from '../seenByHosts.ts';
import { seenPage } from '../seenPage.ts';
import { inCongregation } from '../shapes/ids.ts';
import { letterShape, letterStateName, showLetter } from '../shapes/letter.ts';

const route = createRoute({
  method: 'get',
  path: '/congregations/{congregation}/letters',
  tags: ['Letters'],
  summary: 'List the letters and how far they are',
  description:
    'Those of which hosts may know: not what members pass on to each other, nor what asks one of them alone about a season. With `state`, a page holds those of it that are in that state: it can be short or empty although `next` leads on.',
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
    const { items: seen, next } = await seenPage(
      placeOf(c.req.valid('query')),
      (place) => c.var.store.list('letter', place),
      (letters) => letters.filter(isSeenByHosts),
    );
    const page = showPage(c, 'letter', { items: seen, next }, showLetter);
    const wanted = page.items.filter((letter) => state === undefined || letter.state.name === state);
    return c.json({ ...page, items: wanted }, 200);
  });
