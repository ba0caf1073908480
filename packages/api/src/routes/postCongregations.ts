import { memberId } from '@crewtide/domain';
import { createCongregation } from '@crewtide/flows';
import { createRoute, z } from '@hono/zod-openapi';
import type { ApiDeps } from '../deps.ts';
import { idempotencyHeaders, idempotencyOf } from '../idempotency.ts';
import { created, OPERATOR_KEY, publicRoute, takes } from '../openapi.ts';
import { problem } from '../problems/problem.ts';
import { BODY_PROBLEMS, KEY_PROBLEMS } from '../problems/responses.ts';
import { congregationShape, newCongregation } from '../shapes/congregation.ts';
import { EXAMPLES } from '../shapes/ids.ts';

const hostWithKey = z.object({ member: memberId, name: z.string(), key: z.string() }).openapi({
  example: { member: EXAMPLES.member, name: 'Ana', key: `ct_${'mfrggzdfmztwq2lk'.repeat(3)}mfrg` },
});

const route = createRoute({
  method: 'post',
  path: '/congregations',
  tags: ['Congregations'],
  summary: 'Create a congregation with its hosts',
  description: 'For the operator. Each host’s key is shown here alone, so hand it over safely.',
  security: OPERATOR_KEY,
  request: { headers: idempotencyHeaders, body: takes(newCongregation) },
  responses: {
    201: created(
      congregationShape
        .omit({ createdAt: true })
        .extend({ hosts: z.array(hostWithKey) })
        .openapi('CongregationCreated'),
      'The congregation, and a key for each host',
    ),
    ...KEY_PROBLEMS,
    ...BODY_PROBLEMS,
  },
});

export const postCongregations = (deps: ApiDeps) =>
  publicRoute(route, async (c) => {
    const { name, zone, hosts } = c.req.valid('json');
    const idempotency = await idempotencyOf(c, c.req.valid('header')['Idempotency-Key']);
    const made = await createCongregation(deps, { name, zone, hosts, idempotency });
    if (made.outcome === 'key-reused') return problem(c, 'idempotency-key-reused');
    c.header('Location', `/congregations/${made.id}`);
    return c.json({ id: made.id, name, zone, hosts: [...made.hosts] }, 201);
  });
