/** A sentence as it was written, and as it is compared. */
export interface Sentence {
  readonly words: string;
  /** Lower case, short forms written out (`I'd` is "i would"), no marks at its ends. */
  readonly plain: string;
  readonly asks: boolean;
  /** It is a line of its own. */
  readonly alone: boolean;
}

const MOST_SENTENCES = 400;
const LONGEST = 600;
const READ = 20_000;

/** Sentences and lines, in order. What is beyond `READ` characters nobody reads; what is beyond `LONGEST` of one isn't compared. */
export function sentencesOf(text: string): readonly Sentence[] {
  return text
    .slice(0, READ)
    .split('\n')
    .flatMap((line) => {
      const parts = line
        .split(/(?<=[.!?…])["”’)]{0,2}\s+|\s+(?=👍|👎)/u)
        .map((part) => part.trim())
        .filter((part) => part !== '');
      return parts.map((words) => ({
        words,
        plain: plainOf(words),
        asks: /[?？]["”’)]{0,2}$/u.test(words),
        alone: parts.length === 1,
      }));
    })
    .slice(0, MOST_SENTENCES);
}

const SHORT_FORMS: readonly (readonly [RegExp, string])[] = [
  [/\bcan'?t wait to\b|\bcannot wait to\b/g, 'want to'],
  [/\bwon'?t\b/g, 'will not'],
  [/\bcan'?t\b/g, 'cannot'],
  [/\b(do|does|did|would|could|should|is|are|was|have|has|had)n'?t\b/g, '$1 not'],
  [/\bi'?m\b/g, 'i am'],
  [/\bi'?d\b/g, 'i would'],
  [/\bi'll\b/g, 'i will'],
  [/\bi'?ve\b/g, 'i have'],
  [/\bwe'd\b/g, 'we would'],
  [/\bwe'?ll\b/g, 'we will'],
  [/\blet'?s\b/g, 'let us'],
];

export function plainOf(words: string): string {
  const lower = words
    .slice(0, LONGEST)
    .normalize('NFC')
    .toLowerCase()
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}+\-👍👎✅]+|^-(?!1\b)\s*/gu, '')
    .replace(/[^\p{L}\p{N}%👍👎✅\p{EMod}]+$/gu, '');
  return SHORT_FORMS.reduce((text, [from, to]) => text.replace(from, to), lower);
}
