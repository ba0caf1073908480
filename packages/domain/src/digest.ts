import type { Appointment } from './appointment.ts';
import { takesPart } from './consent.ts';
import type { Crew } from './crew.ts';
import { type Decision, nothing, remove, replace, type Stored } from './decision.ts';
import { answersFor, type Late } from './digestAnswers.ts';
import { letterIdOf } from './ids.ts';
import type { Letter } from './letter.ts';
import type { Member } from './member.ts';
import { readersBeside, startOf } from './occasions.ts';
import type { Prompt } from './prompt.ts';
import type { Reply } from './reply.ts';
import type { Season } from './season.ts';
import type { Instant } from './time.ts';
import { slotOfDigest, slotOfPrompt, threadOfPrompt, write } from './writing.ts';

/** Fewer than a transaction's items, so that no flood of replies can hold a crew's digest up. */
export const MOST_SHOWN = 40;

interface DigestInput {
  readonly appointment: Stored<Appointment>;
  readonly prompt: Stored<Prompt>;
  readonly crew: Crew;
  /** The crew's. */
  readonly members: readonly Member[];
  /** Of the meeting that the prompt prepares. */
  readonly season?: Season | undefined;
  /** Those that came in time. */
  readonly replies: readonly Reply[];
  readonly late: readonly Late[];
  readonly now: Instant;
}

/**
 * Strikes at the digest's hour, twice: the first time it ends the time for replies, the second time what was written goes
 * to those whom the prompt named as readers, and to nobody else. Where it helps nobody any more, or its meeting is not
 * held, the crew's next letter shows what was written.
 */
export function decideDigest(input: DigestInput): Decision {
  const { appointment, prompt } = input;
  const closing = decideClosing(input);
  if (closing !== undefined) return closing;
  const done = remove(appointment);
  if (!isUseful(input)) {
    return {
      ...nothing,
      records: [
        done,
        replace(prompt, { ...prompt, state: 'closed' }),
        ...input.replies.slice(0, MOST_SHOWN).map((reply) => comesLater(input.crew, reply)),
      ],
    };
  }
  const readers = readersFrom(input);
  return {
    ...nothing,
    records: [
      done,
      replace(prompt, { ...prompt, state: 'closed', asked: readers.map((member) => member.id) }),
      ...input.late.map((late) => remove(late.pointer)),
    ],
    letters: input.members.flatMap((member) => digestFor(member, readers, input)),
  };
}

/** What the digest's hour does where there is nothing to bring back yet; undefined once the time for replies has ended. */
export function decideClosing({
  appointment,
  prompt,
}: Pick<DigestInput, 'appointment' | 'prompt'>): Decision | undefined {
  switch (prompt.state) {
    case 'planned':
      return {
        ...nothing,
        records: [remove(appointment), replace(prompt, { ...prompt, state: 'dropped' })],
      };
    case 'asked':
      return { ...nothing, records: [replace(prompt, { ...prompt, state: 'gathering' })] };
    case 'gathering':
      return undefined;
    case 'closed':
    case 'dropped':
      return { ...nothing, records: [remove(appointment)] };
  }
}

function isUseful({ appointment, prompt, season, now }: DigestInput): boolean {
  if (appointment.usefulUntil <= now) return false;
  return prompt.meeting === undefined || meetingOf(prompt, season)?.on === true;
}

/** The next letter of the crew will show it. */
export const comesLater = (crew: Pick<Crew, 'id'>, reply: Reply): Decision['records'][number] => ({
  change: 'create',
  record: { kind: 'late-reply', id: `${crew.id}#${reply.id.split('#')[1] ?? ''}`, reply: reply.id },
});

/** Who was not asked may still be owed a late answer that she was named a reader of. */
function digestFor(member: Member, readers: readonly Member[], input: DigestInput): Letter[] {
  const { prompt, crew, season, now } = input;
  const answers = answersFor(member, input);
  if (answers.length === 0) return [];
  const meeting = meetingOf(prompt, season);
  const startsAt = season && meeting && startOf(season, meeting);
  return [
    write({
      slot: slotOfDigest(prompt.id),
      to: member.id,
      crew: crew.id,
      thread: threadOfPrompt(prompt.id),
      follows: letterIdOf(slotOfPrompt(prompt.id), member.id),
      usefulUntil: startsAt,
      at: now,
      content: {
        template: 'digest',
        prompt: prompt.id,
        crew: crew.name,
        questions: prompt.questions,
        answers,
        readers: readersBeside(member, readers),
        ...(startsAt ? { meeting: { startsAt, zone: season.zone, place: meeting.place } } : {}),
      },
    }),
  ];
}

const meetingOf = ({ meeting }: Prompt, season: Season | undefined) =>
  meeting && season?.meetings.find(({ number }) => number === meeting.number);

/** Whom a digest names as readers of what is added to it: nobody who comes back later is among them. */
const readersFrom = ({
  prompt,
  members,
  now,
}: Pick<DigestInput, 'prompt' | 'members' | 'now'>): readonly Member[] =>
  members.filter((member) => prompt.asked.includes(member.id) && takesPart(member, now));
