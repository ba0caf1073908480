import type { SeasonChange } from './change.ts';
import { addAt, skipMeeting } from './changingAdded.ts';
import { rearranged, roomForMeeting } from './changingMeeting.ts';
import { type ChangeMade, refused, unchanged } from './changingOutcome.ts';
import { swapHosts } from './changingSwap.ts';
import type { Member } from './member.ts';
import { meetingsLeft, startOf } from './occasions.ts';
import type { Meeting, Season } from './season.ts';
import { type Instant, instantAt } from './time.ts';

/**
 * Changes a running season. What its crew last heard of a meeting stays with the meeting until it is told, or until nothing
 * differs any more.
 */
export function applyChange(
  season: Season,
  change: SeasonChange,
  members: readonly Member[],
  now: Instant,
): ChangeMade {
  if (season.state.name !== 'running') return refused('no-meeting');
  if (change.change === 'add') return addAt(season, change.startsAt, now);
  if (change.change === 'end') return end(season, now);
  const meeting = season.meetings.find(({ number }) => number === change.meeting);
  if (meeting === undefined) return refused('no-meeting');
  if (startOf(season, meeting) <= now) return refused('has-passed');
  if (change.change === 'move') return move(season, meeting, change, now);
  if (change.change === 'cancel') return cancel(season, meeting);
  if (!meeting.on) return refused('no-meeting');
  switch (change.change) {
    case 'skip':
      return skipMeeting(season, meeting, now);
    case 'place':
      return change.place === meeting.place
        ? unchanged(season)
        : {
            outcome: 'changed',
            season: rearranged(season, meeting.number, { place: change.place }),
            undo: [{ change: 'place', meeting: meeting.number, place: meeting.place }],
          };
    case 'swap':
      return swapHosts(season, meeting, change.host, members, now);
  }
}

/** All of them, or none: the first that is refused refuses the rest. */
export function applyChanges(
  season: Season,
  changes: readonly SeasonChange[],
  members: readonly Member[],
  now: Instant,
): ChangeMade {
  let changed = season;
  let undo: readonly SeasonChange[] = [];
  for (const change of changes) {
    const made = applyChange(changed, change, members, now);
    if (made.outcome === 'refused') return made;
    changed = made.season;
    undo = [...made.undo, ...undo];
  }
  return { outcome: 'changed', season: changed, undo };
}

/** A meeting that was cancelled is held after all. */
function move(
  season: Season,
  { number, startsAt, on, prompted }: Meeting,
  change: Extract<SeasonChange, { change: 'move' }>,
  now: Instant,
): ChangeMade {
  if (on && startsAt === change.startsAt) return unchanged(season);
  if (instantAt(change.startsAt, season.zone) <= now) return refused('has-passed');
  if (!on && !roomForMeeting(season)) return refused('season-full');
  const moved = rearranged(season, number, { startsAt: change.startsAt, on: true });
  const back: SeasonChange[] =
    startsAt === change.startsAt ? [] : [{ change: 'move', meeting: number, startsAt }];
  return {
    outcome: 'changed',
    season: prompted === 'missed' ? askedAgain(moved, number) : moved,
    undo: on ? back : [...back, { change: 'cancel', meeting: number }],
  };
}

/** The hour of its prompt, once missed, may come again. */
const askedAgain = (season: Season, number: number): Season => ({
  ...season,
  meetings: season.meetings.map((meeting) => {
    if (meeting.number !== number) return meeting;
    const { prompted: _, ...rest } = meeting;
    return rest;
  }),
});

const cancel = (season: Season, { number, startsAt, on }: Meeting): ChangeMade =>
  on
    ? {
        outcome: 'changed',
        season: rearranged(season, number, { on: false }),
        undo: [{ change: 'move', meeting: number, startsAt }],
      }
    : unchanged(season);

const end = (season: Season, now: Instant): ChangeMade => {
  const left = meetingsLeft(season, now);
  return {
    outcome: 'changed',
    season: left.reduce((ended, { number }) => rearranged(ended, number, { on: false }), season),
    undo: left.map(({ number, startsAt }) => ({ change: 'move', meeting: number, startsAt })),
  };
};
