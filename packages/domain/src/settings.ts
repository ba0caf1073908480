import { z } from 'zod';

const hour = z.number().int().min(0).max(23);

/** When a congregation's letters leave. Days are calendar days of the recipient's zone, or of the crew's where it says so. */
export const settings = z.object({
  /** The prompt: so many days before the meeting, at this hour of each member's zone. */
  promptDays: z.number().int().min(2).max(6),
  promptHour: hour,
  /** The digest: so many days before the meeting, at this hour of the crew's zone. */
  digestDays: z.number().int().min(1).max(5),
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

const hoursBeforeDay = (days: number, hour: number): number => days * 24 - hour;

/**
 * What stands against settings that are fine one by one: however far a member's zone is from the crew's, a prompt may not come
 * after its digest. The prompt counts from the meeting's day in her zone, which begins at most a day before the meeting.
 */
export function faultOf({
  promptDays,
  promptHour,
  digestDays,
  digestHour,
}: Settings): SettingsFault | undefined {
  if (hoursBeforeDay(promptDays, promptHour) > hoursBeforeDay(digestDays + 1, digestHour)) return undefined;
  return {
    fields: ['digestDays', 'digestHour', 'promptDays', 'promptHour'],
    why: 'in a zone far from the crew’s the prompt could come after its digest',
  };
}
