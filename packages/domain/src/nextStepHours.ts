import { hoursBefore } from './hours.ts';
import type { Member } from './member.ts';
import { endOf, startOf } from './occasions.ts';
import type { Meeting, Season } from './season.ts';
import type { Settings } from './settings.ts';
import { type Instant, instantAt, type LocalDateTime, localTimeAt, type TimeZone } from './time.ts';

/** A wall-clock time with its zone, and when that is. */
export interface Hour {
  readonly at: LocalDateTime;
  readonly zone: TimeZone;
  readonly due: Instant;
}

type Timed = Pick<Season, 'zone' | 'minutes'>;
type When = Pick<Meeting, 'startsAt'>;

const hourOf = (at: LocalDateTime, zone: TimeZone): Hour => ({ at, zone, due: instantAt(at, zone) });

/** When the crew hears what was answered, in the crew's zone. */
export function digestHourOf(
  season: Timed,
  meeting: When,
  { digestDays, digestHour }: Pick<Settings, 'digestDays' | 'digestHour'>,
): Hour {
  const { zone } = season;
  return hourOf(hoursBefore(startOf(season, meeting), zone, digestDays, digestHour), zone);
}

/** When a member is asked before a meeting, in her zone; settings keep it before the digest, whatever the zones. */
export function askHourOf(
  season: Timed,
  meeting: When,
  { zone }: Pick<Member, 'zone'>,
  { promptDays, promptHour }: Pick<Settings, 'promptDays' | 'promptHour'>,
): Hour {
  return hourOf(hoursBefore(startOf(season, meeting), zone, promptDays, promptHour), zone);
}

/** When a member is asked how the season was, in her zone; never before its last meeting ended. */
export function reviewHourOf(
  season: Timed,
  last: When,
  { zone }: Pick<Member, 'zone'>,
  { reviewDays, reviewHour }: Pick<Settings, 'reviewDays' | 'reviewHour'>,
): Hour {
  const hour = hourOf(hoursBefore(startOf(season, last), zone, -reviewDays, reviewHour), zone);
  const end = endOf(season, last);
  return hour.due < end ? hourOf(localTimeAt(end, zone), zone) : hour;
}

/** The earliest of them. */
export const firstOf = (hours: readonly Hour[]): Hour | undefined =>
  hours.reduce<Hour | undefined>(
    (first, hour) => (first === undefined || hour.due < first.due ? hour : first),
    undefined,
  );
