import { USUAL_SETTINGS } from '@crewtide/domain';
import { createRoute } from '@hono/zod-openapi';
import { answer, HOST_KEY, hostRoute } from '../openapi.ts';
import { problem } from '../problems/problem.ts';
import { HOST_PROBLEMS } from '../problems/responses.ts';
import { inCongregation } from '../shapes/ids.ts';
import { settingsShape } from '../shapes/settings.ts';

const route = createRoute({
  method: 'get',
  path: '/congregations/{congregation}/settings',
  tags: ['Congregations'],
  summary: 'Read when letters leave',
  security: HOST_KEY,
  request: { params: inCongregation },
  responses: { 200: answer(settingsShape, 'The settings'), ...HOST_PROBLEMS },
});

export const getSettings = () =>
  hostRoute(route, async (c) => {
    const congregation = await c.var.store.get('congregation', 'self');
    if (congregation === undefined) return problem(c, 'not-found');
    return c.json(congregation.settings ?? USUAL_SETTINGS, 200);
  });
