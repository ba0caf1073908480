import { createRoute } from '@hono/zod-openapi';
import { answer, HOST_KEY, hostRoute } from '../openapi.ts';
import { problem } from '../problems/problem.ts';
import { HOST_PROBLEMS } from '../problems/responses.ts';
import { inMember } from '../shapes/ids.ts';
import { memberShape, showMember } from '../shapes/member.ts';

const route = createRoute({
  method: 'get',
  path: '/congregations/{congregation}/members/{member}',
  tags: ['Members'],
  summary: 'Read a member',
  security: HOST_KEY,
  request: { params: inMember },
  responses: { 200: answer(memberShape, 'The member'), ...HOST_PROBLEMS },
});

export const getMember = () =>
  hostRoute(route, async (c) => {
    const found = await c.var.store.get('member', c.req.valid('param').member);
    if (found === undefined) return problem(c, 'not-found');
    return c.json(showMember(found), 200);
  });
