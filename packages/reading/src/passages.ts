import type { Passage } from '@crewtide/domain';
import { type Folded, QUOTE } from './quotes.ts';

/**
 * The words by the quote that they stand right below; what stands above every quote has none. Words are lines of the
 * folded text, some of which are left out; where one isn't found there, all words are one passage.
 */
export function passagesOf(words: string, { text, quotes }: Folded): readonly Passage[] {
  if (words === '') return [];
  const lines = words.split('\n');
  const places = placesOf(lines, text.split('\n'));
  if (places === undefined) return [{ quote: undefined, words }];
  const starts = [...lines.keys()].filter((at) => at === 0 || places[at] !== places[at - 1]);
  return starts.map((start, which, all) => ({
    quote: quotes[(places[start] ?? 0) - 1] || undefined,
    words: lines
      .slice(start, all[which + 1])
      .join('\n')
      .trim(),
  }));
}

/** How many quotes stand above each line; an empty line stands where the one before it does. */
function placesOf(words: readonly string[], folded: readonly string[]): readonly number[] | undefined {
  let at = 0;
  let above = 0;
  const places: number[] = [];
  for (const word of words) {
    if (word !== '') {
      while (at < folded.length && !isSame(folded[at], word)) {
        if (folded[at] === QUOTE) above += 1;
        at += 1;
      }
      if (at === folded.length) return undefined;
      at += 1;
    }
    places.push(above);
  }
  return places;
}

/** `words` are trimmed as a whole, so that its first line may have lost its indent. */
const isSame = (line: string | undefined, word: string) => line !== QUOTE && line?.trim() === word.trim();
