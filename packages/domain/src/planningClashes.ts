import type { Crew } from './crew.ts';
import type { CrewId, MemberId } from './ids.ts';
import { endOf, meetingsLeft, startOf } from './occasions.ts';
import type { Season } from './season.ts';
import type { Instant } from './time.ts';

/** A crew with what it has agreed to. */
export interface CrewInSeason {
  readonly crew: Crew;
  readonly season: Season;
}

/** Somebody is to be in two crews at once, from `at` on. */
export interface Clash {
  readonly member: MemberId;
  /** The other crew. */
  readonly crew: CrewId;
  readonly at: Instant;
}

/** Who of the crew has another meeting at the hour of one to come: for each person and other crew the first of them. */
export function clashesOf(
  { crew, season }: CrewInSeason,
  others: readonly CrewInSeason[],
  now: Instant,
): readonly Clash[] {
  return others.flatMap((other) => {
    const shared = crew.members.filter((member) => other.crew.members.includes(member));
    const at = shared.length === 0 ? undefined : firstOverlap(season, other.season, now);
    return at === undefined ? [] : shared.map((member) => ({ member, crew: other.crew.id, at }));
  });
}

function firstOverlap(one: Season, other: Season, now: Instant): Instant | undefined {
  const taken = meetingsLeft(other, now).map((meeting) => spanOf(other, meeting));
  return meetingsLeft(one, now)
    .map((meeting) => spanOf(one, meeting))
    .find(({ from, to }) => taken.some((span) => from < span.to && span.from < to))?.from;
}

const spanOf = (season: Season, meeting: Season['meetings'][number]) => ({
  from: startOf(season, meeting),
  to: endOf(season, meeting),
});
