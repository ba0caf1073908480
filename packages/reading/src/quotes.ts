/** Stands for a whole quote in a folded text. */
export const QUOTE = '>';

export interface Folded {
  readonly text: string;
  /** What each line `>` of the text stands for, in order: quoted text without its marks, white space collapsed. */
  readonly quotes: readonly string[];
}

/**
 * Puts one line `>` in the place of every quote: lines with `>`, the attribution above them, and what clients quote
 * without a mark (headers or an attribution and all below, an indented message, a list of the quote's links).
 * Time is linear in the text.
 */
export function foldQuotes(text: string): Folded {
  const lines = text.split('\n');
  const quoted = lines.map((line) => /^\s{0,3}>/.test(line));
  markLinks(lines, quoted);
  markOriginal(lines, quoted);
  markUnmarked(lines, quoted);
  markAttribution(lines, quoted);
  const folded = lines
    .map((line, at) => (quoted[at] ? QUOTE : line))
    .filter((_, at) => !(quoted[at] && quoted[at - 1]))
    .join('\n')
    .replace(/\n(?:[ \t]*\n){3,}/g, '\n\n\n');
  return { text: folded, quotes: quotesOf(lines, quoted) };
}

/** The end of a quote is what an answer below it answers. */
const LONGEST_QUOTE = 500;
const MARKS = /^(\s{0,3}>)+/;

/** Attributions have no mark, so they count only where nothing else does. */
function quotesOf(lines: readonly string[], quoted: readonly boolean[]): readonly string[] {
  const ends = [...lines.keys()].filter((at) => quoted[at] && !quoted[at + 1]);
  return ends.map((end) => {
    const start = quoted.lastIndexOf(false, end) + 1;
    const block = lines.slice(Math.max(start, end - LONGEST_QUOTE), end + 1);
    const marked = block.filter((line) => MARKS.test(line));
    return collapsedEnd(marked.length > 0 ? marked : block);
  });
}

function collapsedEnd(lines: readonly string[]): string {
  const texts = lines.map((line) => line.slice(-4 * LONGEST_QUOTE).replace(MARKS, ''));
  const collapsed = texts.join(' ').replace(/\s+/g, ' ').trim();
  return collapsed.slice(-LONGEST_QUOTE).trim();
}

/** Roundcube writes the targets of a quote's links below it, without a mark. */
function markLinks(lines: readonly string[], quoted: boolean[]): void {
  const rule = lines.findLastIndex(
    (line, at) =>
      /^-{3,}$/.test(line) &&
      /^\p{L}+:$/u.test(lines[at - 1] ?? '') &&
      /^\[\d+\] \S/.test(lines[at + 1] ?? ''),
  );
  if (rule === -1) return;
  quoted.fill(true, rule - 1, rule + 1);
  for (let at = rule + 1; /^\[\d+\] \S/.test(lines[at] ?? ''); at += 1) quoted[at] = true;
}

const FROM =
  /^\s*[*_]?(From|De|Von|Da|Van|Fra|Från|Od|От|Від|Lähettäjä|Feladó|Kimden|Expéditeur|Remitente|Mittente|Absender|差出人|发件人|寄件者|보낸 사람)\s?[*_]?\s?[:：]/iu;
const HEADER = /^\s*[*_]?\p{L}[\p{L}\p{M}.'’ -]{0,24}[*_]?[:：](\s|$)/u;
const DIVIDER = /^\s*(_{5,}|-{2,}[^-].{2,60}-{2,})\s*$/;

/** Headers of the original begin a quote that runs to the end, or as far as it is indented. */
function markOriginal(lines: readonly string[], quoted: boolean[]): void {
  const start = lines.findIndex((line, at) => !quoted[at] && FROM.test(line) && isHeaderBlock(lines, at));
  if (start === -1) return;
  const indented = /^\t/.test(lines[start] ?? '');
  const after = lines.findIndex((line, at) => at > start && indented && /^\S/.test(line));
  quoted.fill(true, start, after === -1 ? lines.length : after);
  const above = lastFilled(lines, start - 1);
  if (DIVIDER.test(lines[above] ?? '')) quoted.fill(true, above, start);
}

/** A date or an address tells them from a person's list of "This: that". */
function isHeaderBlock(lines: readonly string[], start: number): boolean {
  const block = lines.slice(start, start + 9).filter((line) => line.trim() !== '');
  const headers = block.slice(0, 5).filter((line) => HEADER.test(line));
  return headers.length >= 3 && headers.some((line) => /[\d@]/.test(line));
}

const WROTE =
  'wrote|writes|schrieb|écrit|escribió|scritto|schreef|geschreven|escreveu|skrev|napisał|пишет|писал|написа';
const ATTRIBUTION = new RegExp(`(\\S@\\S|\\b(19|20)\\d\\d\\b|${WROTE}).*[:：]\\s*$`, 'su');
const DATED = /^\s*(On|Am|Le|El|Il|Op|Em|Den|På|Dnia|W dniu|Dne)\b.*\d/u;
const PRECISE = new RegExp(
  `(\\S@\\S|\\b(19|20)\\d\\d\\b|\\d[:./]\\d\\d).*(${WROTE})[^\\n]{0,80}[:：]\\s*$`,
  'su',
);
const LONGEST_ATTRIBUTION = 500;
const reads = (pattern: RegExp, lines: readonly string[]) => {
  const text = lines.join('\n');
  return text.length <= LONGEST_ATTRIBUTION && pattern.test(text);
};

/** One to three lines right above the first quote, of which the last ends in a colon. */
function markAttribution(lines: readonly string[], quoted: boolean[]): void {
  const last = lastFilled(lines, quoted.indexOf(true) - 1);
  const spanning = (length: number) => lines.slice(Math.max(0, last - length + 1), last + 1);
  const lengths = [1, 2, 3].filter((length) => spanning(length).every((line) => line.trim() !== ''));
  const least = lengths.find((length) => reads(ATTRIBUTION, spanning(length)));
  if (least === undefined) return;
  const length = lengths.findLast((more) => more > least && DATED.test(spanning(more)[0] ?? '')) ?? least;
  quoted.fill(true, Math.max(0, last - length + 1), last + 1);
}

/** Some clients mark no line: below an attribution with a date everything is the quote. */
function markUnmarked(lines: readonly string[], quoted: boolean[]): void {
  const ending = (start: number) =>
    [1, 2, 3].find((length) => reads(PRECISE, lines.slice(start, start + length)));
  const start = lines.findIndex((line, at) => !quoted[at] && DATED.test(line) && ending(at) !== undefined);
  if (start === -1) return;
  const below = start + (ending(start) ?? 0);
  const first = lines.findIndex((line, at) => at >= below && line.trim() !== '');
  if (!quoted[first]) quoted.fill(true, start);
}

const lastFilled = (lines: readonly string[], from: number) =>
  lines.findLastIndex((line, at) => at <= from && line.trim() !== '');
