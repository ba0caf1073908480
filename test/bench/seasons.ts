import {
  type Appointment,
  type Crew,
  type Instant,
  localDate,
  localTime,
  type Member,
  nextStepOf,
  PRACTICES,
  planSeason,
  type Season,
  seasonId,
  USUAL_SETTINGS,
} from '@crewtide/domain';
import type { Circle } from './circles.ts';

/** What a crew agrees to: Wednesdays at 19:00. */
export const AGREED = {
  rhythm: { every: 'week' },
  time: localTime.parse('19:00'),
  minutes: 60,
  place: 'https://meet.example.org/tide-pool',
  questions: ['What would you like time for?'],
} as const;

const [caseClinic] = PRACTICES;
if (caseClinic === undefined) throw new Error('no practice');
export const PRACTICE = caseClinic.id;

/** A season of five, whose first prompt is due at MORNING: two days before its first meeting, at nine. */
export const FIRST = localDate.parse('2026-11-25');
export const MEETINGS = 5;

/** As its crew's agreement left it in the table, with the appointment of its first prompt. */
export function seasonOf(
  { crew, members }: Circle,
  agreedAt: Instant,
): { readonly crew: Crew; readonly season: Season; readonly step: Appointment } {
  const season = planSeason({
    ...AGREED,
    id: seasonId.parse(crew.id),
    crew: crew.id,
    number: 1,
    zone: crew.zone,
    first: FIRST,
    count: MEETINGS,
    practice: PRACTICE,
    hosting: members.map((member: Member) => member.id),
    now: agreedAt,
  });
  const step = nextStepOf(season, members, USUAL_SETTINGS, agreedAt);
  if (step === undefined) throw new Error('a season without a step');
  return { crew: { ...crew, season: season.id }, season, step };
}
