import type { SettingsFault } from '@crewtide/domain';
import { changeSettings, type SettingsChange } from '@crewtide/flows';
import { createRoute } from '@hono/zod-openapi';
import type { ApiDeps } from '../deps.ts';
import { answer, HOST_KEY, hostRoute, takes } from '../openapi.ts';
import { problem } from '../problems/problem.ts';
import { BODY_PROBLEMS, HOST_PROBLEMS } from '../problems/responses.ts';
import { inCongregation } from '../shapes/ids.ts';
import { settingsChange, settingsShape } from '../shapes/settings.ts';

const route = createRoute({
  method: 'patch',
  path: '/congregations/{congregation}/settings',
  tags: ['Congregations'],
  summary: 'Change when letters leave',
  description: 'What isn’t named stays. Letters whose hour is planned already leave at that hour.',
  security: HOST_KEY,
  request: { params: inCongregation, body: takes(settingsChange) },
  responses: {
    200: answer(settingsShape, 'The settings as they are now'),
    ...HOST_PROBLEMS,
    ...BODY_PROBLEMS,
  },
});

export const patchSettings = (deps: ApiDeps) =>
  hostRoute(route, async (c) => {
    const { host, store } = c.var;
    const change = c.req.valid('json');
    const changed = await changeSettings(deps, store, { host }, change);
    if (changed.outcome === 'changed') return c.json(changed.settings, 200);
    return problem(c, 'invalid', { errors: [errorAt(changed.fault, change)] });
  });

/** Points to what was sent, of the settings that don't go together. */
const errorAt = ({ fields, why }: SettingsFault, sent: SettingsChange) => ({
  detail: why,
  pointer: `/${fields.find((field) => sent[field] !== undefined) ?? fields[0] ?? ''}`,
});
