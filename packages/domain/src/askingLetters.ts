import type { Crew } from './crew.ts';
import type { Letter } from './letter.ts';
import type { LetterContent } from './letterContent.ts';
import type { Member } from './member.ts';
import { hostOf, meetingsOn, practiceIn, startOf, turnFor } from './occasions.ts';
import type { PracticeShown } from './practice.ts';
import type { Prompt } from './prompt.ts';
import type { Meeting, Season } from './season.ts';
import { type Instant, instantAt } from './time.ts';
import { slotOfPrompt, threadOfPrompt, write } from './writing.ts';

/** The meeting that a prompt prepares. */
export interface Prepared {
  readonly season: Season;
  readonly meeting: Meeting;
  /** Absent where the congregation has it no more. */
  readonly practice: PracticeShown | undefined;
}

/** The prompt to each of `to`; whoever else of `readers` there is will read her answer. Useful until the digest. */
export function askLetters(input: {
  readonly prompt: Prompt;
  readonly crew: Pick<Crew, 'id' | 'name'>;
  readonly readers: readonly Member[];
  readonly to: readonly Member[];
  readonly now: Instant;
  readonly prepares?: Prepared;
}): readonly Letter[] {
  const { prompt, crew, readers, prepares, now } = input;
  const digestAt = instantAt(prompt.digestAt, prompt.zone);
  return input.to.map((member) =>
    write({
      slot: slotOfPrompt(prompt.id),
      to: member.id,
      crew: crew.id,
      thread: threadOfPrompt(prompt.id),
      usefulUntil: digestAt,
      at: now,
      content: {
        template: 'prompt',
        prompt: prompt.id,
        crew: crew.name,
        questions: prompt.questions,
        readers: readers.filter((other) => other.id !== member.id).map((other) => other.name),
        digestAt,
        ...(prepares === undefined ? {} : { meeting: shownTo(member, prepares, readers, now) }),
      },
    }),
  );
}

type MeetingShown = NonNullable<Extract<LetterContent, { template: 'prompt' }>['meeting']>;

function shownTo(
  member: Member,
  { season, meeting, practice }: Prepared,
  members: readonly Member[],
  now: Instant,
): MeetingShown {
  const meetings = meetingsOn(season);
  const host = turnFor(member, hostOf(season, meeting, members, now));
  return {
    startsAt: startOf(season, meeting),
    zone: season.zone,
    place: meeting.place,
    number: meetings.findIndex(({ number }) => number === meeting.number) + 1,
    of: meetings.length,
    minutes: season.minutes,
    ...(host === undefined ? {} : { host }),
    practice: { ...practiceIn(season, practice), steps: practice?.plans[season.minutes] ?? [] },
  };
}
