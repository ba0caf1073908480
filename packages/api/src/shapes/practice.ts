import { type PracticeShown, practice } from '@crewtide/domain';
import { z } from '@hono/zod-openapi';

const { id, name, purpose } = practice.shape;
const plans = practice.shape.plans.describe(
  'The steps of a meeting of 60 minutes, of 90, or of both; they add up to it',
);

const EXAMPLE = {
  name: 'Walk and talk',
  purpose: 'To think aloud with somebody who listens.',
  plans: {
    60: [
      { name: 'Arrive', minutes: 5, how: 'Each says how you are. Find somebody to walk with.' },
      { name: 'Walk', minutes: 50, how: 'One speaks for half of the way, the other for the rest.' },
      { name: 'Close', minutes: 5, how: 'One word each.' },
    ],
  },
};

export const newPractice = z
  .strictObject({ id: id.optional().describe('The name’s unless given'), name, purpose, plans })
  .openapi('NewPractice', { example: EXAMPLE });

export const practiceShape = z
  .object({ id, name, purpose, plans })
  .openapi('Practice', { example: { id: 'walk-and-talk', ...EXAMPLE } });

export const showPractice = (record: PracticeShown): z.infer<typeof practiceShape> => ({
  id: record.id,
  name: record.name,
  purpose: record.purpose,
  plans: record.plans,
});
