import { readKeepsake } from '@crewtide/flows';
import { createRoute, z } from '@hono/zod-openapi';
import type { ApiDeps } from '../deps.ts';
import { publicRoute } from '../openapi.ts';
import { KEEPSAKE_PAGE_HEADERS, noKeepsakePage } from '../pages/keepsakePage.ts';
import { PAGE_HEADERS } from '../pages/page.ts';

const pageAs = (description: string) => ({
  description,
  content: { 'text/html': { schema: z.string() } },
});

const route = createRoute({
  method: 'get',
  path: '/keepsake/{token}',
  tags: ['Keepsakes'],
  summary: 'What a member may keep of a season, as a page to print',
  description:
    'The link stands in the letter that brought her the outcome, and opens this page for half a year.',
  security: [],
  request: { params: z.object({ token: z.string() }) },
  responses: {
    200: pageAs('The season’s questions and answers that she may read'),
    404: pageAs('No link of ours, or one that has expired'),
  },
});

export const getKeepsake = (deps: ApiDeps) =>
  publicRoute(route, async (c) => {
    const read = await readKeepsake(deps, c.req.valid('param').token);
    if (read === undefined) return c.html(noKeepsakePage(), 404, PAGE_HEADERS);
    const html = await deps.keepsakePage(read.keepsake, read.member.zone);
    return c.html(html, 200, KEEPSAKE_PAGE_HEADERS);
  });
