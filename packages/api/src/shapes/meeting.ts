import { localDateTime, memberId, season } from '@crewtide/domain';
import { z } from '@hono/zod-openapi';
import { EXAMPLES } from './ids.ts';

const { place } = season.shape;
const startsAt = localDateTime.describe('On a clock of the season’s zone');

export const newMeeting = z
  .strictObject({ startsAt })
  .openapi('NewMeeting', { example: { startsAt: '2026-12-15T19:30' } });

export const meetingChange = z
  .strictObject({
    startsAt: startsAt.optional(),
    place: place.optional(),
    host: memberId.optional().describe('Takes this meeting; whoever had it takes the next one that was hers'),
    state: z
      .enum(['cancelled', 'skipped'])
      .optional()
      .describe('Not held; `skipped` gives the season one more meeting at its end'),
  })
  .refine((change) => Object.keys(change).length > 0, 'changes nothing')
  .refine(({ state, ...rest }) => state === undefined || Object.keys(rest).length === 0, {
    message: 'a meeting that is not held can’t be changed in the same request',
    path: ['state'],
  })
  .openapi('MeetingChange', {
    example: { startsAt: '2026-12-10T19:30', host: EXAMPLES.other },
  });
export type MeetingChangeBody = z.infer<typeof meetingChange>;
