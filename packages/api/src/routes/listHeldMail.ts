import { createRoute } from '@hono/zod-openapi';
import { answer, HOST_KEY, hostRoute } from '../openapi.ts';
import { pageQuery, pageShape, placeOf, showPage } from '../paging.ts';
import { HOST_PROBLEMS, QUERY_PROBLEMS } from '../problems/responses.ts';
import { seenOf } from '../seenByHosts.ts';
import { seenPage } from '../seenPage.ts';
import { heldMailShape, showHeldMail } from '../shapes/heldMail.ts';
import { inCongregation } from '../shapes/ids.ts';

const route = createRoute({
  method: 'get',
  path: '/congregations/{congregation}/held-mail',
  tags: ['Held mail'],
  summary: 'List mail that was held',
  description: 'But for mail that would answer a review: its member alone is asked about that.',
  security: HOST_KEY,
  request: { params: inCongregation, query: pageQuery('held-mail') },
  responses: {
    200: answer(pageShape(heldMailShape), 'A page of held mail'),
    ...HOST_PROBLEMS,
    ...QUERY_PROBLEMS,
  },
});

export const listHeldMail = () =>
  hostRoute(route, async (c) => {
    const { store } = c.var;
    const page = await seenPage(
      placeOf(c.req.valid('query')),
      (place) => store.list('held-mail', place),
      (held) => seenOf(store, held),
    );
    return c.json(showPage(c, 'held-mail', page, showHeldMail), 200);
  });
