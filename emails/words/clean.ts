const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Invisible characters that turn the order of what follows them (UAX #9, explicit formatting). */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/**
 * What a person wrote, in valid Unicode with `\n` line ends and without control characters; nothing readable goes.
 * A flood of empty lines ends at two.
 */
export const cleanWords = (words: string): string =>
  words
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .trimEnd()
    .replace(/^\s*\n/, '')
    .replace(/(?:\n[^\S\n]*){3,}\n/g, '\n\n\n');

/** Whether a reader begins at the right: the first letter says it (UAX #9, P2). */
export const isRightToLeft = (words: string): boolean =>
  RIGHT_TO_LEFT.test(/\p{L}/u.exec(words.slice(0, 1_000))?.[0] ?? '');

/** One line of at most `most` UTF-16 units, cut between characters with an ellipsis. For subjects. */
export function oneLine(text: string, most: number): string {
  const head = text.slice(0, most * 8).toWellFormed();
  const line = head
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(TURNING, '')
    .trim();
  return line.length <= most ? line : clip(line, most);
}

/** A foreign name within a sentence of ours: it can't turn the sentence round nor flood it. */
export function inSentence(name: string, most = 80): string {
  const line = oneLine(name, most);
  return RIGHT_TO_LEFT.test(line) ? `${FIRST_STRONG_ISOLATE}${line}${POP_ISOLATE}` : line;
}

function clip(line: string, most: number): string {
  let kept = '';
  for (const { segment } of graphemes.segment(line.slice(0, most))) {
    if (kept.length + segment.length >= most) break;
    kept += segment;
  }
  const lastSpace = kept.lastIndexOf(' ');
  const atWord = lastSpace > most * 0.6 ? kept.slice(0, lastSpace) : kept;
  return `${atWord.replace(/[\s,;:.–-]+$/u, '')}…`;
}
