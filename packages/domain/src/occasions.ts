import type { Calendar } from './calendar.ts';
import { takesPart } from './consent.ts';
import type { Crew } from './crew.ts';
import type { Letter } from './letter.ts';
import type { LetterContent, Reader } from './letterContent.ts';
import type { Member } from './member.ts';
import type { PracticeShown } from './practice.ts';
import type { Meeting, Season } from './season.ts';
import { type Instant, instantAt, later } from './time.ts';
import { slotOfYourCrew, threadOfSeason, write } from './writing.ts';

type When = Pick<Meeting, 'startsAt'>;

export const startOf = (season: Pick<Season, 'zone'>, meeting: When): Instant =>
  instantAt(meeting.startsAt, season.zone);

export const endOf = (season: Pick<Season, 'zone' | 'minutes'>, meeting: When): Instant =>
  later(startOf(season, meeting), { minutes: season.minutes });

/** Those that are on, held or still to be, in the order of their times. */
export const meetingsOn = (season: Pick<Season, 'meetings'>): readonly Meeting[] =>
  season.meetings
    .filter((meeting) => meeting.on)
    .sort((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : a.number - b.number));

/** Those that are on and have not begun, in the order of their times. */
export const meetingsLeft = (season: Pick<Season, 'zone' | 'meetings'>, now: Instant): readonly Meeting[] =>
  meetingsOn(season).filter((meeting) => startOf(season, meeting) > now);

/** Who hosts the meeting: whose turn it is, or who comes after her in the order, passing over who takes no part. */
export function hostOf(
  season: Pick<Season, 'hosting'>,
  meeting: Pick<Meeting, 'host'>,
  members: readonly Member[],
  now: Instant,
): Member | undefined {
  const turn = season.hosting.indexOf(meeting.host);
  const order = [meeting.host, ...season.hosting.slice(turn + 1), ...season.hosting.slice(0, turn + 1)];
  const present = new Map(
    members.filter((member) => takesPart(member, now)).map((member) => [member.id, member]),
  );
  for (const id of order) {
    const host = present.get(id);
    if (host !== undefined) return host;
  }
  return undefined;
}

type Turn = NonNullable<Extract<LetterContent, { template: 'your-crew' }>['meetings'][number]['host']>;

/** Whose turn it is, as a letter to `member` says it. */
export const turnFor = (
  member: Pick<Member, 'id'>,
  host: Pick<Member, 'id' | 'name'> | undefined,
): Turn | undefined => {
  if (host === undefined) return undefined;
  return host.id === member.id ? { who: 'you' } : { who: 'other', name: host.name };
};

/** Whom a letter to `member` names as readers: the others of `members`. */
export const readersBeside = (
  member: Pick<Member, 'id'>,
  members: readonly Pick<Member, 'id' | 'name'>[],
): Reader[] =>
  members.filter((other) => other.id !== member.id).map(({ id, name }) => ({ member: id, name }));

/** What is still to come, as a letter to `member` lists it. */
export const comingFor = (member: Member, season: Season, members: readonly Member[], now: Instant) =>
  meetingsLeft(season, now).map((meeting) => {
    const host = turnFor(member, hostOf(season, meeting, members, now));
    return {
      startsAt: startOf(season, meeting),
      place: meeting.place,
      ...(host === undefined ? {} : { host }),
    };
  });

/** What is said of a season's practice; its id where the congregation has it no more. */
export const practiceIn = (
  season: Pick<Season, 'practice'>,
  practice: Pick<PracticeShown, 'name' | 'purpose'> | undefined,
): { readonly name: string; readonly purpose: string } => ({
  name: practice?.name ?? season.practice,
  purpose: practice?.purpose ?? '',
});

/** The whole season as it stands now. */
export const calendarOf = (
  season: Season,
  crew: Pick<Crew, 'name'>,
  method: Calendar['method'],
): Calendar => ({
  method,
  season: season.id,
  crew: crew.name,
  rhythm: season.rhythm,
  zone: season.zone,
  minutes: season.minutes,
  meetings: season.meetings.map(({ number, slot, startsAt, place, on, sequence }) => ({
    number,
    ...(slot === undefined ? {} : { slot }),
    startsAt,
    place,
    on,
    sequence,
  })),
});

/** The season that a crew agreed to, to everyone of `to` (the whole crew) who takes part. */
export function yourCrewLetters(input: {
  readonly season: Season;
  readonly crew: Pick<Crew, 'id' | 'name'>;
  readonly members: readonly Member[];
  /** Absent where the congregation has it no more. */
  readonly practice: Pick<PracticeShown, 'name' | 'purpose'> | undefined;
  readonly now: Instant;
  readonly to?: readonly Member[];
}): readonly Letter[] {
  const { season, crew, practice, now } = input;
  const present = input.members.filter((member) => takesPart(member, now));
  const last = meetingsLeft(season, now).at(-1);
  return (input.to ?? present)
    .filter((member) => takesPart(member, now))
    .map((member) =>
      write({
        slot: slotOfYourCrew(season.id),
        to: member.id,
        crew: crew.id,
        thread: threadOfSeason(season.id),
        usefulUntil: last && endOf(season, last),
        at: now,
        content: {
          template: 'your-crew',
          season: season.id,
          crew: crew.name,
          number: season.number,
          rhythm: season.rhythm,
          time: season.time,
          zone: season.zone,
          minutes: season.minutes,
          meetings: comingFor(member, season, present, now),
          practice: practiceIn(season, practice),
          readers: readersBeside(member, present),
          calendar: calendarOf(season, crew, 'request'),
        },
      }),
    );
}
