import type { Appointment } from './appointment.ts';
import { takesPart } from './consent.ts';
import type { SeasonId } from './ids.ts';
import type { Member } from './member.ts';
import { askHourOf, firstOf, type Hour, reviewHourOf } from './nextStepHours.ts';
import { meetingsOn } from './occasions.ts';
import type { Meeting, Season } from './season.ts';
import type { Settings } from './settings.ts';
import { type Instant, instantAt, later, localTimeAt } from './time.ts';

export const slotOfSeason = (season: SeasonId): string => `season#${season}`;

/** A season's step is taken however late: what of it is still useful is decided when it is. */
const ALWAYS_USEFUL = { days: 3650 } as const;

/**
 * The season's appointment: to ask before the next meeting, for the review, or to bring its outcome; for whom its hour
 * comes first. `members` are the crew's. Undefined once the season has ended.
 */
export function nextStepOf(
  season: Season,
  members: readonly Member[],
  settings: Settings,
  now: Instant,
): Appointment | undefined {
  const hour = hourOfNextStep(season, members, settings, now);
  if (hour === undefined) return undefined;
  return {
    kind: 'appointment',
    id: slotOfSeason(season.id),
    errand: { name: 'season', season: season.id },
    at: hour.at,
    zone: hour.zone,
    usefulUntil: later(hour.due, ALWAYS_USEFUL),
    due: hour.due,
  };
}

function hourOfNextStep(
  season: Season,
  members: readonly Member[],
  settings: Settings,
  now: Instant,
): Hour | undefined {
  switch (season.state.name) {
    case 'ended':
      return undefined;
    case 'reviewing':
      return firstOf([
        outcomeHourOf(season, season.state.review),
        ...reviewsToCome(season, members, settings, now),
      ]);
    case 'running': {
      const toAsk = meetingsToAsk(season).flatMap((meeting) =>
        firstAskOf(season, meeting, members, settings),
      );
      return firstOf(toAsk) ?? firstReviewOf(season, members, settings) ?? atOnce(season, now);
    }
  }
}

/** Those that are on, and whose crew was not asked. */
export const meetingsToAsk = (season: Season): readonly Meeting[] =>
  meetingsOn(season).filter((meeting) => meeting.prompted === undefined);

/** When the first of the crew is to be asked before a meeting; whoever pauses is counted, she may be back by then. */
export const firstAskOf = (
  season: Season,
  meeting: Meeting,
  members: readonly Pick<Member, 'zone'>[],
  settings: Settings,
): Hour =>
  firstOf(zonesOf(members).map((zone) => askHourOf(season, meeting, { zone }, settings))) ??
  askHourOf(season, meeting, season, settings);

const zonesOf = (members: readonly Pick<Member, 'zone'>[]): readonly Member['zone'][] => [
  ...new Set(members.map(({ zone }) => zone)),
];

/** When the first of the crew is asked how the season was; undefined where no meeting was held. */
export function firstReviewOf(
  season: Season,
  members: readonly Pick<Member, 'zone'>[],
  settings: Settings,
): Hour | undefined {
  const last = meetingsOn(season).at(-1);
  if (last === undefined) return undefined;
  return (
    firstOf(members.map((member) => reviewHourOf(season, last, member, settings))) ??
    reviewHourOf(season, last, season, settings)
  );
}

type Review = Extract<Season['state'], { name: 'reviewing' }>['review'];

const outcomeHourOf = ({ zone }: Season, { outcomeAt }: Review): Hour => ({
  at: outcomeAt,
  zone,
  due: instantAt(outcomeAt, zone),
});

/** The hours of those whose review letter is still to be written. */
export function reviewsToCome(
  season: Season,
  members: readonly Member[],
  settings: Settings,
  now: Instant,
): readonly Hour[] {
  const last = meetingsOn(season).at(-1);
  if (season.state.name !== 'reviewing' || last === undefined) return [];
  const { asked, written } = season.state.review;
  return members
    .filter(({ id }) => asked.includes(id) && !written.includes(id))
    .filter((member) => takesPart(member, now))
    .map((member) => reviewHourOf(season, last, member, settings));
}

const atOnce = ({ zone }: Season, now: Instant): Hour => ({ at: localTimeAt(now, zone), zone, due: now });
