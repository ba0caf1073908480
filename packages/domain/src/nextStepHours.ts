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

/** The last such hour, `days` or more calendar days before the meeting, that comes before `limit`. */
function lastHourBefore(limit: Instant, start: Instant, zone: TimeZone, days: number, hour: number): Hour {
  const found = hourOf(hoursBefore(start, zone, days, hour), zone);
  return found.due < limit ? found : lastHourBefore(limit, start, zone, days + 1, hour);
}

/** When the crew hears what was answered, in the crew's zone; before the meeting, whatever the settings. */
export function digestHourOf(
  season: Timed,
  meeting: When,
  { digestDays, digestHour }: Pick<Settings, 'digestDays' | 'digestHour'>,
): Hour {
  const start = startOf(season, meeting);
  return lastHourBefore(start, start, season.zone, digestDays, digestHour);
}

/** When a member is asked before a meeting, in her zone; before its digest, whatever the settings. */
export function askHourOf(
  season: Timed,
  meeting: When,
  { zone }: Pick<Member, 'zone'>,
  settings: Settings,
): Hour {
  const { promptDays, promptHour } = settings;
  const digest = digestHourOf(season, meeting, settings);
  return lastHourBefore(digest.due, startOf(season, meeting), zone, promptDays, promptHour);
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
