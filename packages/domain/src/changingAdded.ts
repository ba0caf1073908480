import { rearranged, roomForMeeting, roomInRecord } from './changingMeeting.ts';
import { type ChangeMade, refused } from './changingOutcome.ts';
import { clockOf, dateOf } from './hours.ts';
import type { MemberId } from './ids.ts';
import { startOf } from './occasions.ts';
import { dayAfter } from './rhythmDays.ts';
import type { Meeting, Season } from './season.ts';
import { type Instant, instantAt, type LocalDateTime } from './time.ts';

/** So many days of a rhythm are looked at for one that is free. */
const DAYS_LOOKED_AT = 60;

export function addAt(season: Season, startsAt: LocalDateTime, now: Instant): ChangeMade {
  if (instantAt(startsAt, season.zone) <= now) return refused('has-passed');
  if (!roomInRecord(season) || !roomForMeeting(season)) return refused('season-full');
  const added = { ...nextIn(season), startsAt };
  return {
    outcome: 'changed',
    season: { ...season, meetings: [...season.meetings, added] },
    undo: [{ change: 'cancel', meeting: added.number }],
  };
}

/** Not held, and one more after the last. */
export function skipMeeting(season: Season, { number, startsAt }: Meeting, now: Instant): ChangeMade {
  const slot = freeSlot(season, now);
  if (!roomInRecord(season) || slot === undefined) return refused('season-full');
  const skipped = rearranged(season, number, { on: false });
  const added = { ...nextIn(season), startsAt: slot, slot };
  return {
    outcome: 'changed',
    season: { ...skipped, meetings: [...skipped.meetings, added] },
    undo: [
      { change: 'cancel', meeting: added.number },
      { change: 'move', meeting: number, startsAt },
    ],
  };
}

/** The rhythm's next day that lies after every meeting and after now. */
function freeSlot(season: Season, now: Instant): LocalDateTime | undefined {
  const { rhythm, zone, time, meetings } = season;
  const latest = meetings
    .map((meeting) => startOf(season, meeting))
    .reduce((last, at) => (at > last ? at : last), now);
  const slots = meetings.flatMap(({ slot }) => slot ?? []).toSorted();
  const last =
    slots.at(-1) ??
    meetings
      .map(({ startsAt }) => startsAt)
      .toSorted()
      .at(-1);
  if (last === undefined) return undefined;
  let day = dateOf(last);
  for (let looked = 0; looked < DAYS_LOOKED_AT; looked += 1) {
    day = dayAfter(rhythm, day, { time, zone });
    const slot = clockOf(day, time);
    if (instantAt(slot, zone) > latest) return slot;
  }
  return undefined;
}

/** A meeting that nobody has heard of yet: its turn follows the last one's. */
const nextIn = (season: Season): Omit<Meeting, 'startsAt'> => ({
  number: season.meetings.reduce((last, { number }) => Math.max(last, number), 0) + 1,
  place: season.place,
  host: nextHost(season),
  on: true,
  told: 'unheard-of',
  sequence: 0,
});

function nextHost({ hosting, meetings }: Season): MemberId {
  const last = meetings.findLast((meeting) => meeting.on)?.host;
  const next = hosting[(last === undefined ? 0 : hosting.indexOf(last) + 1) % hosting.length];
  if (next === undefined) throw new Error('nobody hosts the season');
  return next;
}
