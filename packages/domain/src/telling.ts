import type { Appointment } from './appointment.ts';
import { takesPart } from './consent.ts';
import type { Crew } from './crew.ts';
import { type Change, type Decision, remove, replace, type Stored } from './decision.ts';
import type { Letter } from './letter.ts';
import type { News } from './letterContent.ts';
import type { Member } from './member.ts';
import { nextStepOf } from './nextStep.ts';
import { calendarOf, comingFor, meetingsLeft, readersBeside, startOf } from './occasions.ts';
import type { Meeting, Season } from './season.ts';
import type { Settings } from './settings.ts';
import { lastHeard, newsSince } from './tellingNews.ts';
import { type MeetingPrompt, promptsFollow } from './tellingPrompts.ts';
import type { Instant } from './time.ts';
import { threadOfSeason, write } from './writing.ts';

/** A season with all that its changes concern. */
export interface SeasonAtHand {
  readonly season: Stored<Season>;
  readonly crew: Stored<Crew>;
  /** The crew's. */
  readonly members: readonly Stored<Member>[];
  readonly settings: Settings;
  /** The season's next step. */
  readonly appointment: Stored<Appointment> | undefined;
  /** When the crew hears of changes that it doesn't know. */
  readonly telling: Stored<Appointment> | undefined;
}

/**
 * Strikes when the crew is to hear: one letter to each who takes part, with everything that differs from what it last heard,
 * or none where nothing does. What was asked before a meeting follows it.
 */
export function decideTellChanges(
  input: SeasonAtHand & {
    readonly telling: Stored<Appointment>;
    readonly prompts: readonly MeetingPrompt[];
    readonly now: Instant;
  },
): Decision {
  const { season, crew, members, settings, now } = input;
  const told = asTold(season);
  const follow = promptsFollow({ ...input, crew: crew.id });
  const step = stepChange(input.appointment, told, members, settings, now);
  return {
    records: [remove(input.telling), replace(season, told), ...step.records, ...follow.records],
    letters: changeLetters({ season, told, version: season.version, crew, members, also: [], now }),
    appointments: [...step.appointments, ...follow.appointments],
  };
}

/**
 * The crew has heard: what differed is known, and what calendars show anew is a sequence beyond all of them (a series has one
 * for all its meetings). What was taken back unheard is gone.
 */
export function asTold(season: Season): Season {
  const sequence = season.meetings.reduce((most, meeting) => Math.max(most, meeting.sequence), 0) + 1;
  return {
    ...season,
    meetings: season.meetings.flatMap((meeting) => {
      const { told, ...now } = meeting;
      if (told === undefined) return [meeting];
      if (told === 'unheard-of' && !now.on && now.prompted !== 'asked') return [];
      return [told !== 'unheard-of' && shownAlike(told, now) ? now : { ...now, sequence }];
    }),
  };
}

type Shown = Pick<Meeting, 'startsAt' | 'place' | 'on'>;

/** In calendars. */
const shownAlike = (one: Shown, other: Shown): boolean =>
  one.on === other.on && (!one.on || (one.startsAt === other.startsAt && one.place === other.place));

/** A letter to each who takes part and for whom there is news. */
export function changeLetters(input: {
  /** Before the crew has heard, and after. */
  readonly season: Season;
  readonly told: Season;
  /** Names this telling among the season's. */
  readonly version: number;
  readonly crew: Pick<Crew, 'id' | 'name'>;
  readonly members: readonly Member[];
  readonly also: readonly News[];
  readonly now: Instant;
  /** Absent: everyone of the crew. */
  readonly to?: readonly Member[];
}): readonly Letter[] {
  const { season, told, crew, now } = input;
  const present = input.members.filter((member) => takesPart(member, now));
  return (input.to ?? present).flatMap((viewer) => {
    if (!takesPart(viewer, now)) return [];
    const news = [...newsSince(lastHeard, { season, viewer, members: input.members, now }), ...input.also];
    if (news.length === 0) return [];
    return [
      write({
        slot: `change#${season.id}#${input.version}`,
        to: viewer.id,
        crew: crew.id,
        thread: threadOfSeason(season.id),
        usefulUntil: usefulUntil(news, told, now),
        at: now,
        content: {
          template: 'change',
          season: season.id,
          crew: crew.name,
          zone: season.zone,
          news,
          meetings: comingFor(viewer, told, present, now),
          readers: readersBeside(viewer, present),
          calendar: calendarOf(told, crew, 'request'),
        },
      }),
    ];
  });
}

/** When all that it tells has passed; undefined: the end of a season, and who is in it where nothing is to come, is told however late. */
function usefulUntil(news: readonly News[], season: Season, now: Instant): Instant | undefined {
  const last = meetingsLeft(season, now).at(-1);
  const hours = news.flatMap((each): readonly (Instant | undefined)[] => {
    switch (each.news) {
      case 'moved':
        return [each.from, each.to];
      case 'joined':
        return [last && startOf(season, last)];
      case 'ended':
        return [undefined];
      default:
        return [each.at];
    }
  });
  return hours.reduce((latest, hour) => (latest && hour && (hour > latest ? hour : latest)) || undefined);
}

/** The season's appointment becomes that of its next step. */
export function stepChange(
  before: Stored<Appointment> | undefined,
  season: Season,
  members: readonly Member[],
  settings: Settings,
  now: Instant,
  notBefore: (appointment: Appointment) => Appointment = (appointment) => appointment,
): { readonly records: readonly Change[]; readonly appointments: readonly Appointment[] } {
  const next = nextStepOf(season, members, settings, now);
  const step = next && notBefore(next);
  if (before === undefined) return { records: [], appointments: step === undefined ? [] : [step] };
  return { records: [step === undefined ? remove(before) : replace(before, step)], appointments: [] };
}
