import type { Appointment } from './appointment.ts';
import { takesPart } from './consent.ts';
import type { Crew } from './crew.ts';
import { type Decision, nothing, remove, replace, type Stored } from './decision.ts';
import { letterIdOf } from './ids.ts';
import type { Letter } from './letter.ts';
import type { LetterContent } from './letterContent.ts';
import type { Member } from './member.ts';
import type { Prompt } from './prompt.ts';
import type { LateReply, Reply } from './reply.ts';
import type { Instant } from './time.ts';
import { slotOfDigest, slotOfPrompt, threadOfPrompt, write } from './writing.ts';

/** A reply whose own digest had left when it came, with the prompt that it answers. */
export interface Late {
  readonly pointer: Stored<LateReply>;
  readonly reply: Reply;
  readonly prompt: Prompt;
}

type Answer = Extract<LetterContent, { template: 'digest' }>['answers'][number];

/** Fewer than a transaction's items, so that no flood of replies can hold a crew's digest up. */
export const MOST_SHOWN = 40;

/**
 * All answers of one letter together, in UTF-8. Its frozen bytes hold them twice, and as html in up to six bytes for one;
 * they must fit a record of 400 KB, and those of a whole crew a transaction.
 */
const BYTES_OF_A_DIGEST = 50_000;

/**
 * Strikes at the digest's hour, twice: the first time it ends the time for replies, the second time what was written goes
 * to those whom the prompt named as readers, and to nobody else.
 */
export function decideDigest(input: {
  readonly appointment: Stored<Appointment>;
  readonly prompt: Stored<Prompt>;
  readonly crew: Crew;
  readonly members: readonly Member[];
  /** Those that came in time. */
  readonly replies: readonly Reply[];
  readonly late: readonly Late[];
  readonly now: Instant;
}): Decision {
  const { appointment, prompt, now } = input;
  const done = remove(appointment);
  if (prompt.state === 'planned') {
    return { ...nothing, records: [done, replace(prompt, { ...prompt, state: 'dropped' })] };
  }
  if (prompt.state === 'asked') {
    return { ...nothing, records: [replace(prompt, { ...prompt, state: 'gathering' })] };
  }
  if (prompt.state !== 'gathering') return { ...nothing, records: [done] };
  const closed = replace(prompt, { ...prompt, state: 'closed' });
  if (appointment.usefulUntil <= now) {
    return {
      ...nothing,
      records: [
        done,
        closed,
        ...input.replies.slice(0, MOST_SHOWN).map((reply) => comesLater(input.crew, reply)),
      ],
    };
  }
  const letters = input.members.flatMap((member) => digestFor(member, input));
  const readers = readersFrom(input).map((member) => member.id);
  return {
    ...nothing,
    records: [
      done,
      replace(prompt, { ...prompt, state: 'closed', asked: readers }),
      ...input.late.map((late) => remove(late.pointer)),
    ],
    letters,
  };
}

/** The next letter of the crew will show it. */
export const comesLater = (crew: Pick<Crew, 'id'>, reply: Reply): Decision['records'][number] => ({
  change: 'create',
  record: { kind: 'late-reply', id: `${crew.id}#${reply.id.split('#')[1] ?? ''}`, reply: reply.id },
});

function digestFor(
  member: Member,
  {
    prompt,
    crew,
    members,
    replies,
    late,
    now,
  }: Pick<Parameters<typeof decideDigest>[0], 'prompt' | 'crew' | 'members' | 'replies' | 'late' | 'now'>,
): Letter[] {
  const answers = answersFor(member, { prompt, replies, late, members });
  if (answers.length === 0) return [];
  return [
    write({
      slot: slotOfDigest(prompt.id),
      to: member.id,
      crew: crew.id,
      thread: threadOfPrompt(prompt.id),
      follows: letterIdOf(slotOfPrompt(prompt.id), member.id),
      at: now,
      content: {
        template: 'digest',
        prompt: prompt.id,
        crew: crew.name,
        questions: prompt.questions,
        answers,
        readers: readersFrom({ prompt, members, now })
          .filter((each) => each.id !== member.id)
          .map((each) => ({ member: each.id, name: each.name })),
      },
    }),
  ];
}

/** What a member may read of replies in time to `prompt` and of late ones, in the order in which they came, as a letter holds it. */
export function answersFor(
  member: Member,
  of: {
    readonly prompt?: Prompt;
    readonly replies: readonly Reply[];
    readonly late: readonly Late[];
    readonly members: readonly Member[];
  },
): Answer[] {
  const nameOf = new Map(of.members.map((each) => [each.id, each.name]));
  const reads = (prompt: Prompt) => prompt.asked.includes(member.id);
  const late = of.late
    .filter((each) => reads(each.prompt))
    .map((each) => ({ reply: each.reply, late: each.prompt.questions }));
  const inTime = of.prompt && reads(of.prompt) ? of.replies.map((reply) => ({ reply, late: undefined })) : [];
  const answers = inOrder([...late, ...inTime]).flatMap(({ reply, late: questions }): Answer[] => {
    const name = nameOf.get(reply.member);
    if (name === undefined || reply.words === '') return [];
    return [{ name, words: withoutTokens(reply.words), ...(questions ? { late: questions } : {}) }];
  });
  return fitted(answers);
}

/** Whom a digest names as readers of what is added to it: nobody who comes back later is among them. */
const readersFrom = ({
  prompt,
  members,
  now,
}: Pick<Parameters<typeof decideDigest>[0], 'prompt' | 'members' | 'now'>): readonly Member[] =>
  members.filter((member) => prompt.asked.includes(member.id) && takesPart(member, now));

/** A quote may carry the writer's own leave link or reply address: whoever reads it could speak for her. */
export const withoutTokens = (words: string): string => words.replace(TOKEN, '…');
/** 48 base32 characters that stand alone, digits among them: what no language writes. */
const TOKEN = /(?<![a-z2-7])(?=[a-z]*[2-7])[a-z2-7]{48}(?![a-z2-7])/gi;

const inOrder = <T extends { readonly reply: Reply }>(answers: readonly T[]): readonly T[] =>
  [...answers].sort((a, b) => (a.reply.receivedAt < b.reply.receivedAt ? -1 : 1));

/** The longest answers give way, evenly, and say so; the replies themselves keep every word. */
export function fitted<T extends { readonly words: string }>(
  answers: readonly T[],
  bytes = BYTES_OF_A_DIGEST,
): T[] {
  const sizes = answers.map((answer) => Buffer.byteLength(answer.words));
  const share = Math.floor(bytes / answers.length);
  const spare = sizes.reduce((sum, size) => sum + Math.max(0, share - size), 0);
  const long = sizes.filter((size) => size > share).length;
  const most = long === 0 ? share : share + Math.floor(spare / long);
  return answers.map((answer, at) =>
    (sizes[at] ?? 0) > most ? { ...answer, words: `${beginning(answer.words, most)} […]` } : answer,
  );
}

/** What of a text fits so many bytes of UTF-8, with no half of a character at its end. */
const beginning = (text: string, bytes: number): string =>
  new TextDecoder().decode(Buffer.from(text).subarray(0, bytes), { stream: true });
