import type { MemberId } from './ids.ts';
import type { Member } from './member.ts';
import { hostOf } from './occasions.ts';
import { type Arranged, type Meeting, SEASON_LENGTH, type Season } from './season.ts';
import type { Instant } from './time.ts';

/** As many as a season's record holds, cancelled ones among them. */
const MOST_RECORDED = 60;

const arrangedOf = ({ startsAt, place, host, on }: Arranged): Arranged => ({
  startsAt,
  place,
  host,
  on,
});

const alike = (one: Arranged, other: Arranged): boolean =>
  one.startsAt === other.startsAt &&
  one.place === other.place &&
  one.host === other.host &&
  one.on === other.on;

/** The season with one meeting arranged anew; what its crew last heard of it is kept for as long as it differs. */
export const rearranged = (season: Season, number: number, to: Partial<Arranged>): Season => ({
  ...season,
  meetings: season.meetings.map((meeting) => (meeting.number === number ? arrange(meeting, to) : meeting)),
});

function arrange(meeting: Meeting, to: Partial<Arranged>): Meeting {
  const heard = meeting.told ?? arrangedOf(meeting);
  const { told: _, ...now } = { ...meeting, ...to };
  return heard !== 'unheard-of' && alike(heard, now) ? now : { ...now, told: heard };
}

/** Who really hosts it, while whoever takes no part is passed over. */
export const hostIn = (
  season: Season,
  meeting: Meeting,
  members: readonly Member[],
  now: Instant,
): MemberId => hostOf(season, meeting, members, now)?.id ?? meeting.host;

export const roomInRecord = (season: Season): boolean => season.meetings.length < MOST_RECORDED;
export const roomForMeeting = (season: Season): boolean =>
  season.meetings.filter((meeting) => meeting.on).length < SEASON_LENGTH.most;
