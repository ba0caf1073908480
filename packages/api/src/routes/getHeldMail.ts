import { createRoute } from '@hono/zod-openapi';
import { answer, HOST_KEY, hostRoute } from '../openapi.ts';
import { problem } from '../problems/problem.ts';
import { HOST_PROBLEMS } from '../problems/responses.ts';
import { seenHeldMail } from '../seenByHosts.ts';
import { heldMailShape, showHeldMail } from '../shapes/heldMail.ts';
import { inHeldMail } from '../shapes/ids.ts';

const route = createRoute({
  method: 'get',
  path: '/congregations/{congregation}/held-mail/{heldMail}',
  tags: ['Held mail'],
  summary: 'Read why mail is held',
  security: HOST_KEY,
  request: { params: inHeldMail },
  responses: { 200: answer(heldMailShape, 'The held mail'), ...HOST_PROBLEMS },
});

export const getHeldMail = () =>
  hostRoute(route, async (c) => {
    const found = await seenHeldMail(c.var.store, c.req.valid('param').heldMail);
    if (found === undefined) return problem(c, 'not-found');
    return c.json(showHeldMail(found), 200);
  });
