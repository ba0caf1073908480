import { z } from 'zod';
import type { LocalTime } from './time.ts';

const hour = z.number().int().min(0).max(23);

/** When a congregation's letters leave. Days are calendar days of the recipient's zone, or of the crew's where it says so. */
export const settings = z.object({
  /** The prompt: so many days before the meeting, at this hour of each member's zone. */
  promptDays: z.number().int().min(1).max(6),
  promptHour: hour,
  /** The digest: so many days before the meeting, at this hour of the crew's zone. */
  digestDays: z.number().int().min(0).max(5),
  digestHour: hour,
  /** The review: so many days after the last meeting, at this hour of each member's zone. */
  reviewDays: z.number().int().min(1).max(7),
  reviewHour: hour,
  /** The outcome: so many days after the review's, at this hour of the crew's zone. */
  outcomeDays: z.number().int().min(1).max(28),
  outcomeHour: hour,
});
export type Settings = z.infer<typeof settings>;

export const USUAL_SETTINGS: Settings = {
  promptDays: 2,
  promptHour: 9,
  digestDays: 1,
  digestHour: 18,
  reviewDays: 1,
  reviewHour: 9,
  outcomeDays: 7,
  outcomeHour: 18,
};

export interface SettingsFault {
  /** The settings of which at least one has to change, the likeliest first. */
  readonly fields: readonly (keyof Settings)[];
  readonly why: string;
}

/** What stands against settings that are fine one by one: a digest can't come before its prompt. */
export function faultOf({
  promptDays,
  promptHour,
  digestDays,
  digestHour,
}: Settings): SettingsFault | undefined {
  if (digestDays > promptDays) {
    return { fields: ['digestDays', 'promptDays'], why: 'the digest would come before its prompt' };
  }
  if (digestDays === promptDays && digestHour <= promptHour) {
    return {
      fields: ['digestHour', 'promptHour', 'digestDays', 'promptDays'],
      why: 'the digest must come after its prompt, which is on the same day',
    };
  }
  return undefined;
}

/** What stands against settings for a crew that meets at `time`: a digest on the day of the meeting has to come before it. */
export function faultAt(time: LocalTime, { digestDays, digestHour }: Settings): SettingsFault | undefined {
  const late = digestDays === 0 && time <= `${String(digestHour).padStart(2, '0')}:00`;
  if (!late) return undefined;
  return {
    fields: ['digestHour', 'digestDays'],
    why: `a crew that meets at ${time} would get its digest too late`,
  };
}
