import { importMembers } from '@crewtide/flows';
import { createRoute, z } from '@hono/zod-openapi';
import { createMiddleware } from 'hono/factory';
import { createdRecord } from '../created.ts';
import type { ApiDeps } from '../deps.ts';
import type { AnyContext, HostEnv } from '../env.ts';
import { idempotencyHeaders, idempotencyOf } from '../idempotency.ts';
import { postedRows } from '../importing/postedRows.ts';
import { created, HOST_KEY, hostRoute } from '../openapi.ts';
import { problem } from '../problems/problem.ts';
import { BODY_PROBLEMS, HOST_PROBLEMS } from '../problems/responses.ts';
import { inCongregation } from '../shapes/ids.ts';
import { importShape, newMembers, showImport } from '../shapes/import.ts';
import { memberCountOf } from './getImport.ts';

/** Two kinds of body are taken, so the validators let one through that doesn't say what it is. */
const saysItsType = createMiddleware<HostEnv>(async (c, next) => {
  if (c.req.header('Content-Type') !== undefined) return next();
  return problem(c, 'unsupported-media-type', {
    detail: 'Content-Type must be application/json or text/csv.',
  });
});

const route = createRoute({
  method: 'post',
  path: '/congregations/{congregation}/imports',
  tags: ['Members'],
  summary: 'Add members',
  description:
    'As JSON, or as a CSV whose first row names the columns `name`, `email` and, if you like, `zone`; cells are parted by comma, semicolon or tab. A bad row is reported and hinders no other. Whoever is added gets a welcome letter first.',
  security: HOST_KEY,
  middleware: saysItsType,
  request: {
    params: inCongregation,
    headers: idempotencyHeaders,
    body: {
      content: {
        'application/json': { schema: newMembers },
        'text/csv': {
          schema: z.string().openapi({ example: 'name;email;zone\nCleo;cleo@example.org;Europe/Lisbon\n' }),
        },
      },
    },
  },
  responses: { 201: created(importShape, 'What became of each row'), ...HOST_PROBLEMS, ...BODY_PROBLEMS },
});

export const postImports = (deps: ApiDeps) =>
  hostRoute(route, async (c) => {
    const { host, store } = c.var;
    const body = postedRows(isCsv(c) ? await c.req.text() : c.req.valid('json'));
    if (body.posted !== 'rows') return problem(c, body.posted, body.why);
    const idempotency = await idempotencyOf(c, c.req.valid('header')['Idempotency-Key']);
    const made = await importMembers(deps, store, { host, idempotency }, body.rows);
    if (made.outcome === 'key-reused') return problem(c, 'idempotency-key-reused');
    const record = await createdRecord(store, 'import', made.id);
    c.header('Location', `${c.req.path}/${record.id}`);
    return c.json(showImport(record, await memberCountOf(store)), 201);
  });

const isCsv = (c: AnyContext): boolean => /^\s*text\/csv\s*(;|$)/i.test(c.req.header('Content-Type') ?? '');
