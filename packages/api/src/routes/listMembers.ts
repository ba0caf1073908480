import { createRoute } from '@hono/zod-openapi';
import { answer, HOST_KEY, hostRoute } from '../openapi.ts';
import { pageQuery, pageShape, placeOf, showPage } from '../paging.ts';
import { HOST_PROBLEMS, QUERY_PROBLEMS } from '../problems/responses.ts';
import { inCongregation } from '../shapes/ids.ts';
import { memberShape, showMember } from '../shapes/member.ts';

const route = createRoute({
  method: 'get',
  path: '/congregations/{congregation}/members',
  tags: ['Members'],
  summary: 'List the members',
  security: HOST_KEY,
  request: { params: inCongregation, query: pageQuery('member') },
  responses: {
    200: answer(pageShape(memberShape), 'A page of members'),
    ...HOST_PROBLEMS,
    ...QUERY_PROBLEMS,
  },
});

export const listMembers = () =>
  hostRoute(route, async (c) => {
    const page = await c.var.store.list('member', placeOf(c.req.valid('query')));
    return c.json(showPage(c, 'member', page, showMember), 200);
  });
