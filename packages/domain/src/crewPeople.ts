import { applyChanges } from './changing.ts';
import { rearranged } from './changingMeeting.ts';
import { takesPart } from './consent.ts';
import type { Crew } from './crew.ts';
import { type Decision, nothing, remove, replace, type Stored } from './decision.ts';
import { letterIdOf, type MemberId } from './ids.ts';
import type { Letter } from './letter.ts';
import type { News } from './letterContent.ts';
import type { Member } from './member.ts';
import { calendarOf, meetingsLeft, yourCrewLetters } from './occasions.ts';
import type { PracticeShown } from './practice.ts';
import type { Season } from './season.ts';
import { asTold, changeLetters, type SeasonAtHand, stepChange } from './telling.ts';
import { type MeetingPrompt, promptsFollow } from './tellingPrompts.ts';
import type { Instant } from './time.ts';
import { write } from './writing.ts';

/** A crew that meets with fewer would be no circle. */
const LEAST_THAT_MEETS = 2;

interface People extends SeasonAtHand {
  readonly member: Stored<Member>;
  readonly prompts: readonly MeetingPrompt[];
  readonly now: Instant;
}

/**
 * Joins a crew in its running season: last in the order of hosting, reading what is asked from now on. She gets the season,
 * the others hear at once who is in it now.
 */
export function decideJoin(
  input: People & {
    /** Absent where the congregation has it no more. */
    readonly practice: Pick<PracticeShown, 'name' | 'purpose'> | undefined;
    /** She was in this crew in this season before. */
    readonly again: boolean;
  },
): Decision {
  const { season, crew, member, practice, now } = input;
  const joined: Crew = { ...crew, members: [...crew.members, member.id] };
  const members = [...input.members, member];
  const hosting = [...season.hosting.filter((id) => id !== member.id), member.id];
  const names = members.filter((each) => takesPart(each, now)).map(({ name }) => name);
  const { told, decision } = tell({
    ...input,
    crewAfter: joined,
    after: { ...(input.again ? beyondCancelled(season) : season), hosting },
    members,
    to: input.members,
    also: [{ news: 'joined', names }],
  });
  const hers = yourCrewLetters({ season: told, crew: joined, members, practice, now, to: [member] });
  const letters = input.again ? hers.map((letter) => renamed(letter, season.version)) : hers;
  return { ...decision, letters: [...decision.letters, ...letters] };
}

/** What her calendar was told to take out comes back only with what is newer than that (RFC 5546, 2.1.5). */
const beyondCancelled = (season: Season): Season => ({
  ...season,
  meetings: season.meetings.map((meeting) => ({ ...meeting, sequence: meeting.sequence + 2 })),
});

/** The letter of her first time in this crew has the name already. */
const renamed = (letter: Letter, version: number): Letter => {
  const slot = `${letter.slot}#${version}`;
  return { ...letter, slot, id: letterIdOf(slot, letter.to) };
};

/**
 * Takes a member out of a crew: her turns go to whoever comes next, she gets one farewell, and the others hear only whose
 * turn it is now. With one who is left no crew is left.
 */
export function decideRemoval(input: People): Decision {
  const { season, crew, member, now } = input;
  const remaining = crew.members.filter((id) => id !== member.id);
  const members = input.members.filter(({ id }) => id !== member.id);
  const over = remaining.length < LEAST_THAT_MEETS;
  const without = withoutHost(season, member.id, remaining, now);
  const wasOver = meetingsLeft(season, now).length === 0;
  const { told, decision } = tell({
    ...input,
    crewAfter: { ...crew, members: remaining, ...(over ? { completedAt: now } : {}) },
    after: over ? ended(without, members, now) : without,
    members,
    also: over && wasOver ? [{ news: 'ended' }] : [],
  });
  if (!takesPart(member, now)) return decision;
  const farewell = write({
    slot: `farewell#${season.id}#${season.version}`,
    to: member.id,
    at: now,
    content: {
      template: 'farewell',
      season: season.id,
      crew: crew.name,
      calendar: calendarOf(told, crew, 'cancel'),
    },
  });
  return { ...decision, letters: [...decision.letters, farewell] };
}

function withoutHost(season: Season, host: MemberId, remaining: readonly MemberId[], now: Instant): Season {
  const turn = season.hosting.indexOf(host);
  const others = [...season.hosting.slice(turn + 1), ...season.hosting.slice(0, Math.max(turn, 0))];
  const hosting = season.hosting.filter((id) => id !== host);
  const next = others.find((id) => remaining.includes(id)) ?? remaining[0];
  if (next === undefined) return season;
  return meetingsLeft(season, now)
    .filter((meeting) => meeting.host === host)
    .reduce<Season>((changed, { number }) => rearranged(changed, number, { host: next }), {
      ...season,
      hosting: hosting.length === 0 ? [...remaining] : hosting,
    });
}

function ended(season: Season, members: readonly Member[], now: Instant): Season {
  const made = applyChanges(season, [{ change: 'end' }], members, now);
  const without = made.outcome === 'changed' ? made.season : season;
  return { ...without, state: { name: 'ended', at: now, members: members.map(({ id }) => id) } };
}

/** Commits the season as its crew, changed now, is told it at once. */
function tell(
  input: People & {
    readonly crewAfter: Crew;
    readonly after: Season;
    /** Absent: everyone. */
    readonly to?: readonly Member[];
    readonly also: readonly News[];
  },
): { readonly told: Season; readonly decision: Decision } {
  const { season, crew, after, members, settings, now } = input;
  const told = asTold(after);
  const step = stepChange(input.appointment, told, members, settings, now);
  const follow = promptsFollow({ ...input, season: told, crew: crew.id });
  return {
    told,
    decision: {
      records: [
        replace(crew, input.crewAfter),
        replace(season, told),
        ...(input.telling === undefined ? [] : [remove(input.telling)]),
        ...step.records,
        ...follow.records,
      ],
      letters: changeLetters({
        ...input,
        crew: input.crewAfter,
        season: after,
        told,
        version: season.version,
      }),
      appointments: [...step.appointments, ...follow.appointments],
    },
  };
}

/** Of a crew that doesn't meet now nobody has to hear. */
export const decideQuietly = (crew: Stored<Crew>, members: readonly MemberId[]): Decision => ({
  ...nothing,
  records: [replace(crew, { ...crew, members: [...members] })],
});
