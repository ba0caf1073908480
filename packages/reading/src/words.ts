import type { Passage } from '@crewtide/domain';
import withoutQuotesAndSignature from 'node-email-reply-parser';
import { unflow } from './flowed.ts';
import { textOfHtml } from './html.ts';
import type { Message } from './parse.ts';
import { passagesOf } from './passages.ts';
import { type Folded, foldQuotes, QUOTE } from './quotes.ts';

export interface NewWords {
  readonly words: string;
  readonly passages: readonly Passage[];
}

/**
 * What the writer of a message newly wrote, as plain text: no quotes, no signature below a separator. Answers between
 * quoted lines are joined in `words` and apart in `passages`. Empty when nothing is new.
 */
export function newWordsOf(message: Pick<Message, 'text' | 'flowed' | 'html'>): NewWords {
  const folded = foldQuotes(visible(textOf(message)));
  const words = wordsOf(folded);
  return { words, passages: passagesOf(words, folded) };
}

export const wordsOf = ({ text }: Folded): string => tidy(ownWords(text));

function textOf({ text, flowed, html }: Pick<Message, 'text' | 'flowed' | 'html'>): string {
  if (text.trim() === '') return textOfHtml(html);
  return flowed ? unflow(text) : text;
}

/** The joiners of emoji and of scripts stay; what only hides or reorders text goes. */
export const visible = (text: string) =>
  text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .replace(/[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g, '');

/** The library's patterns backtrack: beyond these its time grows by the square of the text. */
const LIBRARY = { longest: 10_000, mostVerbs: 3 } as const;
const VERBS = /schreef|geschreven|skrev|pisze|napisał|写道/g;

function ownWords(text: string): string {
  const verbs = text.match(VERBS)?.length ?? 0;
  const fits = text.length <= LIBRARY.longest && verbs <= LIBRARY.mostVerbs;
  const own = fits ? withoutQuotesAndSignature(shield(text), true) : text;
  return own
    .split('\n')
    .filter((line) => line !== QUOTE)
    .join('\n');
}

/**
 * The library takes every "-milk" for a signature, and a line that begins with "On" for an attribution if any later
 * line ends in "wrote:". Lines that are neither begin with a word joiner, which `tidy` removes.
 */
function shield(text: string): string {
  const lines = text.split('\n');
  return lines
    .map((line, at) => (isListItem(lines, at) || isSentence(lines, at) ? `${JOINER}${line}` : line))
    .join('\n');
}

const JOINER = '\u2060';
const isItem = (line: string | undefined) => /^-\w/.test(line ?? '');
const isListItem = (lines: readonly string[], at: number) =>
  isItem(lines[at]) && (isItem(lines[at - 1]) || isItem(lines[at + 1]));

const INTRODUCTION = /^\s*(On|Le|El|Il|Op|Em|W dniu|Dnia|Den|Am)\b/;
const isSentence = (lines: readonly string[], at: number) => {
  if (!INTRODUCTION.test(lines[at] ?? '')) return false;
  const next = lines.slice(at, at + 3).join('\n');
  return !(/\d/.test(next) && /:$/m.test(next));
};

const tidy = (text: string) =>
  text
    .replaceAll(JOINER, '')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
