import { rhythm, weekday } from '@crewtide/domain';
import { z } from '@hono/zod-openapi';

const [week, fortnight, month, moon] = rhythm.options;
const [day, nthWeekday] = month.shape.on.options;

const ON = 'must be a day, or a weekday and which of the month: 1 to 4 or “last”';

/** The domain's, but for a field too many: whoever wrote it meant something. */
export const rhythmShape = z
  .discriminatedUnion(
    'every',
    [
      week.strict(),
      fortnight.strict(),
      month.extend({ on: z.union([day.strict(), nthWeekday.strict()], { error: ON }) }).strict(),
      moon.strict(),
    ],
    { error: 'must be week, fortnight, month or moon' },
  )
  .openapi('Rhythm', {
    description:
      'On which days a crew meets. Weeks and fortnights count from the first day; months take a weekday (`which`: 1 to 4 or `last`) or a day (in a month that is too short: its last); the moon takes the weekday nearest its phase.',
    example: { every: 'moon', phase: 'full', weekday: weekday.enum.tuesday },
  });
