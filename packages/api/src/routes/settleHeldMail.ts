import type { HeldMailId } from '@crewtide/domain';
import { settleHeldMail } from '@crewtide/flows';
import { createRoute } from '@hono/zod-openapi';
import { createdRecord } from '../created.ts';
import type { ApiDeps } from '../deps.ts';
import type { AnyContext, HostEnv } from '../env.ts';
import { idempotencyHeaders } from '../idempotency.ts';
import { answer, HOST_KEY, hostRoute } from '../openapi.ts';
import { problem } from '../problems/problem.ts';
import { CONFLICT_PROBLEM, HOST_PROBLEMS, QUERY_PROBLEMS } from '../problems/responses.ts';
import { seenHeldMail } from '../seenByHosts.ts';
import { heldMailShape, showHeldMail } from '../shapes/heldMail.ts';
import { inHeldMail } from '../shapes/ids.ts';

const common = {
  method: 'post' as const,
  tags: ['Held mail'],
  security: HOST_KEY,
  request: { params: inHeldMail, headers: idempotencyHeaders },
  responses: {
    200: answer(heldMailShape, 'The mail as it is now; asking for the same again changes nothing'),
    ...HOST_PROBLEMS,
    ...CONFLICT_PROBLEM,
    ...QUERY_PROBLEMS,
  },
};

const releaseRoute = createRoute({
  ...common,
  path: '/congregations/{congregation}/held-mail/{heldMail}/release',
  summary: 'Count held mail as the reply it would have been',
});

const discardRoute = createRoute({
  ...common,
  path: '/congregations/{congregation}/held-mail/{heldMail}/discard',
  summary: 'Let held mail go',
});

export const postRelease = (deps: ApiDeps) =>
  hostRoute(releaseRoute, (c) => settle(deps, c, c.req.valid('param').heldMail, 'released'));

export const postDiscard = (deps: ApiDeps) =>
  hostRoute(discardRoute, (c) => settle(deps, c, c.req.valid('param').heldMail, 'discarded'));

/** No Idempotency-Key is looked up: mail that is already where it was asked to be is answered as if just brought there. */
async function settle(deps: ApiDeps, c: AnyContext<HostEnv>, id: HeldMailId, to: 'released' | 'discarded') {
  const { host, store } = c.var;
  if ((await seenHeldMail(store, id)) === undefined) return problem(c, 'not-found');
  const settled = await settleHeldMail(deps, store, { host, idempotency: undefined }, id, to);
  if (settled === 'no-such-mail') return problem(c, 'not-found');
  if (settled === 'cannot-be-counted') return problem(c, 'cannot-be-counted');
  const held = await createdRecord(store, 'held-mail', id);
  if (held.state.name === to) return c.json(showHeldMail(held), 200);
  return problem(c, 'settled-before', { detail: `It was ${held.state.name}.` });
}
