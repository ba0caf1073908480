import { createRoute } from '@hono/zod-openapi';
import { answer, HOST_KEY, hostRoute } from '../openapi.ts';
import { pageQuery, pageShape, placeOf, showPage } from '../paging.ts';
import { HOST_PROBLEMS, QUERY_PROBLEMS } from '../problems/responses.ts';
import { auditShape, showAudit } from '../shapes/audit.ts';
import { inCongregation } from '../shapes/ids.ts';

const route = createRoute({
  method: 'get',
  path: '/congregations/{congregation}/audit',
  tags: ['Audit'],
  summary: 'What host keys did, newest first',
  security: HOST_KEY,
  request: { params: inCongregation, query: pageQuery('audit') },
  responses: {
    200: answer(pageShape(auditShape), 'A page of the record'),
    ...HOST_PROBLEMS,
    ...QUERY_PROBLEMS,
  },
});

export const listAudit = () =>
  hostRoute(route, async (c) => {
    const page = await c.var.store.list('audit', { ...placeOf(c.req.valid('query')), newestFirst: true });
    return c.json(showPage(c, 'audit', page, showAudit), 200);
  });
