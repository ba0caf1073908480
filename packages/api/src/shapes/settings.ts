import { settings, USUAL_SETTINGS } from '@crewtide/domain';
import { z } from '@hono/zod-openapi';

export const settingsShape = z.object(settings.shape).openapi('Settings', {
  description:
    'When letters leave. The prompt: `promptDays` calendar days before the meeting, at `promptHour` of each member’s zone. The digest: `digestDays` before, at `digestHour` of the crew’s zone. The review: `reviewDays` after the last meeting, at `reviewHour` of each member’s zone. The outcome: `outcomeDays` after the review, at `outcomeHour` of the crew’s zone.',
  example: USUAL_SETTINGS,
});

export const settingsChange = settings
  .partial()
  .strict()
  .openapi('SettingsChange', { example: { promptDays: 3, promptHour: 8 } });
