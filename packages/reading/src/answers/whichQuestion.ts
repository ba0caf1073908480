import type { ReviewQuestion } from '@crewtide/domain';

/** The words that tell each question from the others, as our letter asks it and as people repeat it. */
const KEY_WORDS: Readonly<Record<ReviewQuestion, RegExp>> = {
  liked: /what (?:did|do|have) (?:you|we|i) (?:like|enjoy)d?|what (?:i|we) liked|what went well/giu,
  improve: /(?:could|can|should) (?:be|we) (?:better|improve)|what (?:to|i.d|we could) improve/giu,
  'go-on': /go(?:ing)? on with\b|(?:do|shall|will) (?:we|you|i) (?:keep going|go on|continue)/giu,
  methods: /another way of meeting|other (?:methods|ways)|ways? of meeting|you would like to try/giu,
  regroup: /(?:be )?in a new crew|dissolve|regroup|if it ends here/giu,
};

/** Below our question no more than its own last words stand: else it is a whole letter that she quotes. */
const LONGEST_REST = 40;

/** The question that a quote ends with; undefined where it ends with something else. */
export function questionQuoted(
  quote: string,
  questions: readonly ReviewQuestion[],
): ReviewQuestion | undefined {
  const found = questions
    .map((question) => ({ question, end: endOf(quote, KEY_WORDS[question]) }))
    .filter(({ end }) => end >= 0)
    .sort((a, b) => b.end - a.end)
    .at(0);
  if (found === undefined) return undefined;
  const asked = quote.slice(found.end).replace(/^[^?？]{0,60}[?？]/, '');
  const rest = asked.replace(/\byes or no\b/giu, '').replace(/[^\p{L}\p{N}]+/gu, ' ');
  return rest.trim().length <= LONGEST_REST ? found.question : undefined;
}

const endOf = (text: string, words: RegExp): number =>
  [...text.matchAll(words)].reduce((_, { index, 0: match }) => index + match.length, -1);

/** The question that a line repeats and ends with a question mark. */
export function questionRepeated(
  line: string,
  questions: readonly ReviewQuestion[],
): ReviewQuestion | undefined {
  if (line.length > 120 || !/[?？](?: yes or no\.?)?[*_\s]*$/iu.test(line)) return undefined;
  return questions.find((question) => endOf(line, KEY_WORDS[question]) >= 0);
}

/** An answer without the question that she repeated before it. */
export function withoutQuestion(words: string, question: ReviewQuestion): string {
  const asked = /^[^?？\n]{0,110}[?？](?: yes or no\.?)?[*_]*/iu.exec(words)?.[0];
  if (asked === undefined || endOf(asked, KEY_WORDS[question]) < 0) return words;
  return words.slice(asked.length).trim();
}
