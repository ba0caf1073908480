import { leaveByToken } from '@crewtide/flows';
import { createRoute, z } from '@hono/zod-openapi';
import type { ApiDeps } from '../deps.ts';
import { publicRoute } from '../openapi.ts';
import { askPage, expiredPage, leftPage, unknownPage } from '../pages/leavePage.ts';
import { PAGE_HEADERS } from '../pages/page.ts';

const pageAs = (description: string) => ({
  description,
  content: { 'text/html': { schema: z.string() } },
});

const common = {
  path: '/leave/{token}' as const,
  tags: ['Leaving'],
  security: [],
  request: { params: z.object({ token: z.string() }) },
};

const askRoute = createRoute({
  ...common,
  method: 'get',
  summary: 'A page that asks whether to leave; changes nothing',
  responses: {
    200: pageAs('A page with a button'),
    404: pageAs('No link of ours'),
    410: pageAs('The link has expired'),
  },
});

const leaveRoute = createRoute({
  ...common,
  method: 'post',
  summary: 'Leave: no more letters',
  description:
    'One-click unsubscribe (RFC 8058). The link alone is enough: no key, no cookie, and the body is not looked at, so that no mail client’s way of writing it stands between a person and the door.',
  responses: {
    200: pageAs('Done, also when it was done before'),
    404: pageAs('No link of ours'),
    410: pageAs('The link has expired'),
  },
});

export const getLeave = (deps: ApiDeps) =>
  publicRoute(askRoute, async (c) => {
    const read = deps.tokens.read(c.req.valid('param').token);
    if (read.found !== 'claim' || read.claim.scope !== 'leave') {
      return c.html(unknownPage(), 404, PAGE_HEADERS);
    }
    const { congregation, expires } = read.claim;
    if (expires <= deps.clock.now().slice(0, 10)) return c.html(expiredPage(), 410, PAGE_HEADERS);
    const found = await deps.store.of(congregation).get('congregation', 'self');
    if (found === undefined) return c.html(unknownPage(), 404, PAGE_HEADERS);
    return c.html(askPage(found.name), 200, PAGE_HEADERS);
  });

export const postLeave = (deps: ApiDeps) =>
  publicRoute(leaveRoute, async (c) => {
    switch (await leaveByToken(deps, c.req.valid('param').token)) {
      case 'left':
      case 'already-left':
        return c.html(leftPage(), 200, PAGE_HEADERS);
      case 'expired':
        return c.html(expiredPage(), 410, PAGE_HEADERS);
      case 'not-a-token':
        return c.html(unknownPage(), 404, PAGE_HEADERS);
    }
  });
