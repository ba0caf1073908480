import type { Closing } from '../draft.ts';
import { cleanWords } from './clean.ts';

/**
 * Paragraphs are single long lines (see decisions/text-part.md). The closing stands under the signature mark of
 * RFC 3676 4.3, so that good clients leave it, and the personal link in it, out of a quote.
 */
export function textPart(blocks: readonly string[], closing: Closing): string {
  const end = ['-- ', closing.line];
  if (closing.leave !== undefined) end.push(`Leave ${closing.leave.from}: ${closing.leave.url}`);
  return `${[...blocks.filter((block) => block !== ''), end.join('\n')].join('\n\n')}\n`;
}

/** A person's words as they are, set in so that nothing in them can pose as ours or as another's. */
export const setIn = (words: string, first = '  '): string =>
  cleanWords(words)
    .split('\n')
    .map((line, index) => (line === '' ? '' : `${index === 0 ? first : ' '.repeat(first.length)}${line}`))
    .join('\n');

export const numbered = (questions: readonly string[]): readonly string[] =>
  questions.length < 2 ? questions : questions.map((question, index) => `${index + 1}. ${question}`);
