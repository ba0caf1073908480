import type { Congregation } from './congregation.ts';
import { clockOf } from './hours.ts';
import type { CrewId, MemberId, SeasonId } from './ids.ts';
import type { PracticeId } from './practice.ts';
import type { MeetingMinutes, Rhythm } from './rhythm.ts';
import { daysOf } from './rhythmDays.ts';
import type { Meeting, Season } from './season.ts';
import { type Settings, USUAL_SETTINGS } from './settings.ts';
import type { Instant, LocalDate, LocalTime, TimeZone } from './time.ts';

export interface SeasonPlan {
  readonly id: SeasonId;
  readonly crew: CrewId;
  /** The crew's first, second, … */
  readonly number: number;
  readonly rhythm: Rhythm;
  readonly time: LocalTime;
  readonly zone: TimeZone;
  /** The rhythm's first day on or after this one is the first meeting's. */
  readonly first: LocalDate;
  /** How many meetings, from 2 to 30. */
  readonly count: number;
  readonly minutes: MeetingMinutes;
  readonly place: string;
  readonly practice: PracticeId;
  /** One or two. */
  readonly questions: readonly string[];
  /** Who hosts in turn; not empty. */
  readonly hosting: readonly MemberId[];
  readonly now: Instant;
}

/** A running season with all of its meetings, whose hosts take turns in the order given. */
export function planSeason(plan: SeasonPlan): Season {
  const { id, crew, number, rhythm, time, zone, minutes, place, practice, now } = plan;
  const days = daysOf(rhythm, plan.first, plan.count, { time, zone });
  return {
    kind: 'season',
    id,
    crew,
    number,
    rhythm,
    time,
    zone,
    minutes,
    place,
    practice,
    questions: [...plan.questions],
    hosting: [...plan.hosting],
    meetings: days.map((day, at) => meetingOn(day, at, plan)),
    state: { name: 'running' },
    createdAt: now,
  };
}

function meetingOn(day: LocalDate, at: number, { time, place, hosting }: SeasonPlan): Meeting {
  const host = hosting[at % hosting.length];
  if (host === undefined) throw new Error('a season has someone who hosts');
  const startsAt = clockOf(day, time);
  return { number: at + 1, slot: startsAt, startsAt, place, host, on: true, sequence: 0 };
}

/** When the congregation's letters leave. */
export const settingsOf = (congregation: Pick<Congregation, 'settings'>): Settings =>
  congregation.settings ?? USUAL_SETTINGS;
