import type { SeasonChange } from './change.ts';
import { hostIn, rearranged } from './changingMeeting.ts';
import { type ChangeMade, refused, unchanged } from './changingOutcome.ts';
import type { MemberId } from './ids.ts';
import type { Member } from './member.ts';
import { meetingsLeft } from './occasions.ts';
import type { Meeting, Season } from './season.ts';
import type { Instant } from './time.ts';

/** `host` takes the meeting; whoever had it takes the next one that was `host`'s, if there is one. */
export function swapHosts(
  season: Season,
  meeting: Meeting,
  host: MemberId,
  members: readonly Member[],
  now: Instant,
): ChangeMade {
  const taking = members.find(({ id }) => id === host);
  if (taking === undefined || taking.standing.name === 'left') return refused('not-a-member');
  const had = hostIn(season, meeting, members, now);
  if (had === host) return unchanged(season);
  const left = meetingsLeft(season, now);
  const after = left.slice(left.findIndex(({ number }) => number === meeting.number) + 1);
  const hostedBy = (who: MemberId) => (each: Meeting) => hostIn(season, each, members, now) === who;
  const inReturn = after.find(hostedBy(host));
  const taken = rearranged(season, meeting.number, { host });
  const between = inReturn === undefined ? after : after.slice(0, after.indexOf(inReturn));
  return {
    outcome: 'changed',
    season: inReturn === undefined ? taken : rearranged(taken, inReturn.number, { host: had }),
    undo: swapsOf([meeting, ...between.filter(hostedBy(had))], had),
  };
}

/**
 * Swapping back hands `host`'s other part to the first meeting that is hers already, where there is one before the one she
 * got in return: so each of these is swapped in turn, until that one is reached.
 */
const swapsOf = (meetings: readonly Meeting[], host: MemberId): readonly SeasonChange[] =>
  meetings.map(({ number }) => ({ change: 'swap', meeting: number, host }));
