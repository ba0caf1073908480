import { z } from 'zod';

export const weekday = z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']);
export type Weekday = z.infer<typeof weekday>;

export const moonPhase = z.enum(['full', 'new']);
export type MoonPhase = z.infer<typeof moonPhase>;

/**
 * On which days a crew meets. Weeks and fortnights count from the first date; months take the second Tuesday, the last
 * Friday, or the 15th (a month that is too short: its last day); the moon takes the weekday nearest its phase.
 */
export const rhythm = z.discriminatedUnion('every', [
  z.object({ every: z.literal('week') }),
  z.object({ every: z.literal('fortnight') }),
  z.object({
    every: z.literal('month'),
    on: z.union([
      z.object({ day: z.number().int().min(1).max(31) }),
      z.object({
        weekday,
        which: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal('last')]),
      }),
    ]),
  }),
  z.object({ every: z.literal('moon'), phase: moonPhase, weekday }),
]);
export type Rhythm = z.infer<typeof rhythm>;

/** How long a meeting is. */
export const meetingMinutes = z.union([z.literal(60), z.literal(90)]);
export type MeetingMinutes = z.infer<typeof meetingMinutes>;
