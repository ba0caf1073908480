import type { Passage, ReviewAnswer, ReviewQuestion } from '@crewtide/domain';
import { labelMarks, type Mark, numberMarks } from './answers/marks.ts';
import { apart, inProse, yesAnswer } from './answers/prose.ts';
import { withoutName } from './answers/signedOff.ts';
import { questionQuoted, withoutQuestion } from './answers/whichQuestion.ts';

/**
 * What a reply says to a review's questions, in their order: numbered, named, below the quoted question, or in prose. Of prose
 * only what answers clearly is an answer. `go-on` without `yes` means that she spoke of it and it can't be told. Takes time
 * linear in the text; never throws.
 */
export function readAnswers(
  reply: { readonly words: string; readonly passages: readonly Passage[] },
  questions: readonly ReviewQuestion[],
): readonly ReviewAnswer[] {
  const words = tidy(reply.words);
  const [single] = questions.length === 1 ? questions : [];
  if (single === 'go-on' || single === 'regroup') return asked(single, words);
  const isOne = reply.words.length > READ || reply.passages.length === 0;
  const passages = isOne ? [{ quote: undefined, words }] : reply.passages;
  return answersOf(
    passages.map(({ quote, words: below }) => said({ quote, words: tidy(below) }, questions)),
    questions,
  );
}

/** Nobody reads more of one reply. */
const READ = 20_000;

/** Runs of white space would cost patterns the square of their length. */
const tidy = (words: string) =>
  words
    .slice(0, READ)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/(?: ?\n){3,}/g, '\n\n');

const asked = (question: 'go-on' | 'regroup', words: string): readonly ReviewAnswer[] =>
  words.trim() === '' ? [] : [yesAnswer(question, words)];

interface Part {
  readonly question: ReviewQuestion;
  readonly words: string;
}
interface Said {
  readonly parts: readonly Part[];
  /** Prose above what was set by question, and below it. */
  readonly before: string;
  readonly after: string;
}

function said({ quote, words }: Passage, questions: readonly ReviewQuestion[]): Said {
  const numbers = numberMarks(words, questions);
  const marks = numbers.length > 0 ? numbers : labelMarks(words, questions);
  if (marks.length > 0) return byMarks(words, marks);
  const question = quote === undefined ? undefined : questionQuoted(quote, questions);
  if (question === undefined) return { parts: [], before: words, after: '' };
  return { parts: [{ question, words }], before: '', after: '' };
}

/** Below the last mark its paragraph answers; what follows after an empty line is prose again. */
function byMarks(words: string, marks: readonly Mark[]): Said {
  const gap = /\S[^\S\n]*\n[^\S\n]*\n/g;
  gap.lastIndex = marks.at(-1)?.end ?? 0;
  const end = (gap.exec(words)?.index ?? words.length) + 1;
  const parts = marks.map(({ question, end: start }, at) => ({
    question,
    words: words.slice(start, marks[at + 1]?.start ?? end),
  }));
  return { parts, before: words.slice(0, marks[0]?.start), after: words.slice(end) };
}

function answersOf(all: readonly Said[], questions: readonly ReviewQuestion[]): readonly ReviewAnswer[] {
  const set = questions.map((question) => ({
    question,
    ...setFor(
      question,
      all.flatMap(({ parts }) => parts),
    ),
  }));
  const before = inProse(
    joined([...all.map((each) => each.before), ...set.map(({ untold }) => untold)]),
    questions,
  );
  const after = inProse(joined(all.map((each) => each.after)), questions);
  return set.flatMap(({ question, words }) => {
    const direct = words === '' ? [] : [answerTo(question, words)];
    const answers = [before, direct, after].flat().filter((answer) => answer.question === question);
    return isYesOrNo(question) ? lastClear(answers) : together(question, answers);
  });
}

const joined = (texts: readonly string[]) => texts.filter((text) => text.trim() !== '').join('\n');

/** What was set for one question, without what of it speaks of going on where a crew reads it. */
function setFor(question: ReviewQuestion, parts: readonly Part[]) {
  const words = parts
    .filter((part) => part.question === question)
    .map((part) => withoutName(withoutQuestion(part.words.trim(), question)))
    .filter(saysSomething);
  if (isYesOrNo(question)) return { words: joined(words), untold: '' };
  const { told, untold } = apart(joined(words));
  return { words: told, untold };
}

const isYesOrNo = (question: ReviewQuestion): question is 'go-on' | 'regroup' =>
  question === 'go-on' || question === 'regroup';

const answerTo = (question: ReviewQuestion, words: string): ReviewAnswer =>
  isYesOrNo(question) ? yesAnswer(question, words) : { question, words };

const saysSomething = (words: string) =>
  /[\p{L}\p{N}👍👎+]/u.test(words) && !/^\W*(n\/?a|skip|pass)\W*$/i.test(words);

/** The last that can be told counts: a correction below takes back what stands above. */
function lastClear(answers: readonly ReviewAnswer[]): readonly ReviewAnswer[] {
  const last = answers.findLast(({ yes }) => yes !== undefined) ?? answers.at(-1);
  return last === undefined ? [] : [last];
}

const together = (question: ReviewQuestion, answers: readonly ReviewAnswer[]): readonly ReviewAnswer[] =>
  answers.length === 0 ? [] : [{ question, words: joined(answers.map(({ words }) => words)) }];
