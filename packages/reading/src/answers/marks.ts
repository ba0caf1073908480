import { type ReviewQuestion, reviewQuestion } from '@crewtide/domain';
import { plainOf } from './sentences.ts';
import { questionRepeated } from './whichQuestion.ts';
import { IS_ONLY } from './yesWords.ts';

/** Where an answer begins, by the number or the name of its question. */
export interface Mark {
  readonly question: ReviewQuestion;
  /** Of the mark itself. */
  readonly start: number;
  readonly end: number;
}

interface NumberMark extends Mark {
  readonly number: number;
  /** `2)`, `(2)`, `2.`, `2:`, `2 –`; not a bare `2`. */
  readonly strong: boolean;
  readonly beginsLine: boolean;
}

const NUMBER =
  /(^|\n|[\s,;])[ \t>*_]*(?:\(([1-9])\)|([1-9])(?:[ \t]*[).:](?![\d])|[ \t]+[-–—](?=[ \t])|(?=[ \t]+[\p{L}👍👎+])))[*_]*[ \t]*/gu;
const MOST_MARKS = 2000;

/**
 * Marks in ascending order, each number once. A bare number counts on a line of its own order (`1 …`, `2 …`), or within a
 * line next to a short answer: "1 yes 2) nothing 3 no"; numbers in sentences aren't marks.
 */
export function numberMarks(text: string, questions: readonly ReviewQuestion[]): readonly Mark[] {
  const all = numbersIn(text, questions);
  const firstAtLine = all.filter(({ beginsLine }) => beginsLine).map(({ number }) => number);
  const chosen: NumberMark[] = [];
  for (const mark of all) {
    const last = chosen.at(-1);
    if (mark.number <= (last?.number ?? 0)) continue;
    const inOrder = mark.number === (last?.number ?? 0) + 1 && !firstAtLine.includes(mark.number);
    const fits =
      mark.beginsLine || (last !== undefined && inOrder && (mark.strong || isNextToShort(text, last, mark)));
    if (fits) chosen.push(mark);
  }
  return isList(text, chosen) ? chosen : [];
}

function numbersIn(text: string, questions: readonly ReviewQuestion[]): readonly NumberMark[] {
  const found: NumberMark[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const [whole, before = '', bracketed, plain] = match;
    const number = Number(bracketed ?? plain);
    const question = questions[number - 1];
    if (question === undefined) continue;
    if (found.length === MOST_MARKS) break;
    const start = match.index + before.length;
    const beginsLine =
      before === '\n' || match.index === 0 || (text[match.index - 1] === '\n' && before.trim() === '');
    const strong = bracketed !== undefined || /[).:–—-]/.test(whole.slice(before.length));
    found.push({ question, number, start, end: match.index + whole.length, strong, beginsLine });
  }
  return found;
}

const isShort = (words: string) =>
  /^(nothing|none|all|everything|same|nichts|nada|rien|niente|niets|-)$/u.test(plainOf(words)) ||
  Object.values(IS_ONLY).some((only) => only.test(plainOf(words)));

const isNextToShort = (text: string, last: Mark, mark: Mark) =>
  /[.,;!]\s*$/.test(text.slice(last.end, mark.start)) ||
  isShort(text.slice(last.end, mark.start)) ||
  isShort(text.slice(mark.end, mark.end + 12).split(/[\s,.;]/, 1)[0] ?? '');

/** "5 meetings were too many" begins with a number and is no list; "3: yes" is. */
function isList(text: string, marks: readonly NumberMark[]): boolean {
  const [first, ...others] = marks;
  if (first === undefined) return false;
  if (first.strong) return true;
  return others.length > 0
    ? first.number === 1 || others.some(({ strong }) => strong)
    : isShort(text.slice(first.end));
}

const LABELS: Readonly<Record<ReviewQuestion, string>> = {
  liked: 'likes?|liked|loved|enjoyed|good|plus|went well|what (?:i|we) liked',
  improve:
    'improve|improved|improvements?|better|could be better|dislikes?|disliked|minus|change|to change|wish(?:es)?',
  'go-on': 'go(?:ing)? on|keep(?:ing)? going|continu(?:e|ing)|carry(?:ing)? on|next season|again',
  methods: 'methods?|other methods|ways?(?: of meeting)?|try|to try|practices?',
  regroup: 'regroup(?:ing)?|dissolve(?: and regroup)?|new crew|another crew',
};
const NAMES = Object.entries(LABELS).map(([question, words]) => ({
  question: reviewQuestion.parse(question),
  pattern: new RegExp(`(?:^|\\n|[.,;!?] )[ \\t>*_+–-]{0,8}(?:${words})[ \\t]?[*_]*[:：][*_]*[ \\t]*`, 'giu'),
}));

/** `Liked: …`, and lines that repeat a question, each question once. */
export function labelMarks(text: string, questions: readonly ReviewQuestion[]): readonly Mark[] {
  const known = new Set<ReviewQuestion>();
  const marks: Mark[] = [];
  for (const mark of [...labelsIn(text), ...repeatedIn(text, questions)].sort((a, b) => a.start - b.start)) {
    if (known.has(mark.question) || !questions.includes(mark.question)) continue;
    known.add(mark.question);
    marks.push(mark);
  }
  return marks;
}

const labelsIn = (text: string): readonly Mark[] =>
  NAMES.flatMap(({ question, pattern }) =>
    [...text.matchAll(pattern)].slice(0, MOST_MARKS).map(({ index, 0: label }) => ({
      question,
      start: index + (/^[.!?]/.test(label) ? 1 : 0),
      end: index + label.length,
    })),
  );

function repeatedIn(text: string, questions: readonly ReviewQuestion[]): readonly Mark[] {
  const marks: Mark[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const question = questionRepeated(line, questions);
    if (question !== undefined) marks.push({ question, start, end: start + line.length });
    start += line.length + 1;
  }
  return marks;
}
