import { clockOf, dateOf } from './hours.ts';
import type { MemberId, SeasonId } from './ids.ts';
import type { Member } from './member.ts';
import { askHourOf } from './nextStepHours.ts';
import { meetingsOn } from './occasions.ts';
import { planSeason } from './planning.ts';
import { daysOf } from './rhythmDays.ts';
import { SEASON_LENGTH, type Season } from './season.ts';
import type { Settings } from './settings.ts';
import { type Instant, instantAt, type LocalDate, type LocalDateTime, localDateAt } from './time.ts';

/** The same again for those who go on, from the next day of its rhythm before which all of them can still be asked. */
export function nextSeason(input: {
  readonly id: SeasonId;
  readonly season: Season;
  /** Not empty. */
  readonly going: readonly Member[];
  readonly settings: Settings;
  readonly now: Instant;
}): Season {
  const { season, going, now } = input;
  const { crew, rhythm, time, zone, minutes, place, practice, questions } = season;
  return planSeason({
    id: input.id,
    crew,
    number: season.number + 1,
    rhythm,
    time,
    zone,
    first: firstDayOf(input),
    count: Math.max(SEASON_LENGTH.least, meetingsOn(season).length),
    minutes,
    place,
    practice,
    questions,
    hosting: hostingOf(season, going),
    now,
  });
}

/** So many days of a rhythm are looked at, from the last of the season on; then it starts anew from today. */
const DAYS_LOOKED_AT = 60;

function firstDayOf({ season, going, settings, now }: Parameters<typeof nextSeason>[0]): LocalDate {
  const { rhythm, time, zone } = season;
  const isToCome = (day: LocalDate): boolean =>
    going.every((member) => {
      const meeting = { startsAt: clockOf(day, time) };
      return askHourOf(season, meeting, member, settings).due > now;
    });
  const from = (day: LocalDate) => daysOf(rhythm, day, DAYS_LOOKED_AT, { time, zone }).find(isToCome);
  const last = lastSlotOf(season, now);
  const day = (last && from(dateOf(last))) ?? from(localDateAt(now, zone));
  if (day === undefined) throw new Error(`no day of the rhythm of season ${season.id} lies ahead`);
  return day;
}

/** Of those that have passed: a season that ended early was planned far beyond. */
const lastSlotOf = ({ meetings, zone }: Season, now: Instant): LocalDateTime | undefined =>
  meetings
    .flatMap(({ slot }) => slot ?? [])
    .filter((slot) => instantAt(slot, zone) <= now)
    .toSorted()
    .at(-1);

/** The old order, without those who don't go on, begun where the last turn ended; whoever never had a turn comes last. */
function hostingOf(season: Season, going: readonly Member[]): readonly MemberId[] {
  const { hosting } = season;
  const last = meetingsOn(season).at(-1)?.host;
  const turn = last === undefined ? 0 : hosting.indexOf(last) + 1;
  const order = [...hosting.slice(turn), ...hosting.slice(0, turn)];
  const ids = going.map(({ id }) => id);
  return [...order.filter((id) => ids.includes(id)), ...ids.filter((id) => !order.includes(id))];
}
