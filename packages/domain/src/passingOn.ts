import { takesPart } from './consent.ts';
import type { Crew } from './crew.ts';
import { fitted, withoutTokens } from './digestAnswers.ts';
import { letterIdOf, type ReplyId } from './ids.ts';
import type { Letter } from './letter.ts';
import type { LetterContent, Template } from './letterContent.ts';
import type { Member } from './member.ts';
import { readersBeside } from './occasions.ts';
import type { Reply } from './reply.ts';
import type { Instant } from './time.ts';
import { write } from './writing.ts';

const PASSED_ON = ['digest', 'note', 'your-crew', 'change', 'outcome'] as const satisfies Template[];

/** What a letter says whose replies reach the readers that it names, at once. */
export type PassedOnContent = Extract<LetterContent, { template: (typeof PASSED_ON)[number] }>;

export const isPassedOn = (content: LetterContent): content is PassedOnContent =>
  PASSED_ON.some((template) => template === content.template);

/** So many replies to replies go on; two machines that answer each other come to an end. */
export const DEEPEST_NOTE = 8;

/** All words of one note, in UTF-8: its frozen bytes hold them twice, once as html, and six pictures beside them. */
const BYTES_OF_A_NOTE = 25_000;

/** A reply that other members may read, with the records of those whom its letter named. */
export interface PassedOn {
  readonly id: ReplyId;
  readonly letter: Letter & { readonly content: PassedOnContent };
  /** Whose letter it is, as it is now; absent where it went to everyone of a season that has ended. */
  readonly crew: Crew | undefined;
  readonly from: Member;
  readonly readers: readonly Member[];
  /** As its writer's mail program set it. */
  readonly subject: string;
  readonly words: string;
  readonly shown: Pick<Reply, 'photos' | 'unshown'>;
  readonly now: Instant;
}

/**
 * One note to each whom the answered letter named, as far as they take part and are in the crew still. None where the writer is
 * in the crew no more, or where replies have answered replies too often.
 */
export function notesOf(passed: PassedOn): readonly Letter[] {
  const { id, letter, crew, from, now } = passed;
  const { content } = letter;
  const depth = content.template === 'note' ? content.depth + 1 : 1;
  const isInCrew = ({ id: member }: Member) => crew === undefined || crew.members.includes(member);
  if (depth > DEEPEST_NOTE || !isInCrew(from)) return [];
  if (passed.words === '' && passed.shown.photos === undefined) return [];
  const named = new Set(content.readers.map(({ member }) => member));
  const readers = passed.readers.filter(
    (member) => named.has(member.id) && takesPart(member, now) && isInCrew(member),
  );
  const circle = takesPart(from, now) ? [from, ...readers] : readers;
  return readers.map((reader) =>
    write({
      slot: `note#${id}`,
      to: reader.id,
      crew: crew?.id,
      thread: letter.thread,
      follows: letterIdOf(letter.slot, reader.id),
      at: now,
      content: {
        template: 'note',
        crew: content.crew,
        ...('prompt' in content && content.prompt !== undefined ? { prompt: content.prompt } : {}),
        about: aboutOf(passed.subject, content.crew),
        from: from.name,
        words: wordsOf(passed.words),
        ...passed.shown,
        readers: readersBeside(reader, circle),
        depth,
      },
    }),
  );
}

const wordsOf = (words: string): string =>
  fitted([{ words: withoutTokens(words) }], BYTES_OF_A_NOTE)[0]?.words ?? '';

const SUBJECT_LENGTH = 200;
/** How mail programs say "Re:" in the languages they are written in. */
const REPLY_PREFIX =
  /^\s*(?:re|aw|antw|sv|vs|rv|ref|rif|odp|res|r|回复|回覆|答复|返信)\s*(?:\[\d+\])?\s*[:：]\s*/i;

function aboutOf(subject: string, crew: string): string {
  let about = withoutTokens(subject.replace(/\p{Cc}/gu, ' ')).trim();
  while (REPLY_PREFIX.test(about)) about = about.replace(REPLY_PREFIX, '');
  return about === '' ? crew : about.slice(0, SUBJECT_LENGTH);
}
