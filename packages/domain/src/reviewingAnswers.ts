import { derivedId, type LetterId, letterIdOf, type MemberId, type SeasonId } from './ids.ts';
import type { Letter } from './letter.ts';
import type { Reply } from './reply.ts';
import type { ReviewAnswer, ReviewQuestion } from './reviewAnswers.ts';
import type { Season } from './season.ts';
import type { Instant } from './time.ts';
import { threadOfSeason, write } from './writing.ts';

const slotOfGoOn = (season: SeasonId): string => `go-on#${season}`;

/** The one letter that asks a member again whether she goes on. */
export const goOnLetterId = (season: SeasonId, member: MemberId): LetterId =>
  letterIdOf(slotOfGoOn(season), member);

/** What somebody said to one question, last; the latest answer wins. Absent where she said nothing to it. */
export function lastAnswer(
  replies: readonly Reply[],
  member: MemberId,
  question: ReviewQuestion,
): ReviewAnswer | undefined {
  return inOrder(replies)
    .filter((reply) => reply.member === member)
    .flatMap((reply) => reply.answers ?? [])
    .findLast((answer) => answer.question === question && isSaid(answer));
}

/** "I don't know" to whether she goes on takes nothing back. */
const isSaid = ({ question, yes, words }: ReviewAnswer): boolean =>
  question === 'go-on' ? yes !== undefined : words.trim() !== '';

export const inOrder = (replies: readonly Reply[]): readonly Reply[] =>
  [...replies].sort((a, b) =>
    a.receivedAt === b.receivedAt ? (a.id < b.id ? -1 : 1) : a.receivedAt < b.receivedAt ? -1 : 1,
  );

/** Without names, in an order that tells nothing. */
export const withoutNames = (season: SeasonId, words: readonly string[]): readonly string[] =>
  [...words].sort((a, b) => {
    const [first, second] = [a, b].map((each) => derivedId('order', season, each));
    return (first ?? '') < (second ?? '') ? -1 : 1;
  });

/** A reply to a review, as it was read, with what was said before. */
export interface ReviewReply {
  readonly letter: Letter;
  readonly season: Season;
  readonly answers: readonly ReviewAnswer[];
  /** Whether it was set by question: numbered, or below quoted questions. */
  readonly isByQuestion: boolean;
  /** Her other replies to the same review. */
  readonly earlier: readonly Reply[];
  /** Whether she was asked again before. */
  readonly askedAgain: boolean;
}

/**
 * Asks once more whether she goes on, where her reply tried to say so and could not be understood, or was prose that
 * doesn't say. Who answered the other questions one by one left this one out on purpose.
 */
export function goOnLetter(
  { letter, season, answers, isByQuestion, earlier, askedAgain }: ReviewReply,
  to: MemberId,
  messageId: string | undefined,
  now: Instant,
): readonly Letter[] {
  const { content } = letter;
  if (content.template !== 'review' || season.state.name !== 'reviewing') return [];
  if (askedAgain || content.outcomeAt <= now) return [];
  const said = answers.findLast(({ question }) => question === 'go-on');
  const saidBefore = lastAnswer(earlier, to, 'go-on') !== undefined;
  const isUnclear = said === undefined ? !isByQuestion && !saidBefore : said.yes === undefined;
  if (!isUnclear) return [];
  return [
    write({
      slot: slotOfGoOn(season.id),
      to,
      crew: season.crew,
      thread: threadOfSeason(season.id),
      answers: messageId,
      usefulUntil: content.outcomeAt,
      at: now,
      content: { template: 'go-on', season: season.id, crew: content.crew, outcomeAt: content.outcomeAt },
    }),
  ];
}
