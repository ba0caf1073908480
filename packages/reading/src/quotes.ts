/** Stands for a whole quote in the text that `shortenQuotes` returns. */
export const QUOTE = '>';

/**
 * Puts one line `>` in the place of every quote: lines with `>`, the attribution above them, and what clients quote
 * without a mark (headers of the original and all below, an indented message, a list of the quote's links).
 * Time is linear in the text.
 */
export function shortenQuotes(text: string): string {
  const lines = text.split('\n');
  const quoted = lines.map((line) => /^\s{0,3}>/.test(line));
  markLinks(lines, quoted);
  markOriginal(lines, quoted);
  markAttribution(lines, quoted);
  return lines
    .map((line, at) => (quoted[at] ? QUOTE : line))
    .filter((_, at) => !(quoted[at] && quoted[at - 1]))
    .join('\n')
    .replace(/\n(?:[ \t]*\n){3,}/g, '\n\n\n');
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

const isHeaderBlock = (lines: readonly string[], start: number) =>
  lines
    .slice(start, start + 9)
    .filter((line) => line.trim() !== '')
    .slice(0, 5)
    .filter((line) => HEADER.test(line)).length >= 3;

const ATTRIBUTION =
  /(\S@\S|\b(19|20)\d\d\b|wrote|writes|schrieb|écrit|escribió|scritto|schreef|geschreven|escreveu|skrev|napisał|пишет|писал|написа).*[:：]\s*$/su;
const isAttribution = (text: string) => text.length <= LONGEST_ATTRIBUTION && ATTRIBUTION.test(text);
const LONGEST_ATTRIBUTION = 500;
const DATE_ABOVE = /^\s*(On|Am|Le|El|Il|Op|Em|Den|På|Dnia|W dniu|Dne)\b.*\d/u;

/** One to three lines right above the first quote, of which the last ends in a colon. */
function markAttribution(lines: readonly string[], quoted: boolean[]): void {
  const last = lastFilled(lines, quoted.indexOf(true) - 1);
  const lengths = [1, 2, 3].filter((length) =>
    lines.slice(last - length + 1, last).every((line) => line.trim() !== ''),
  );
  const spanning = (length: number) => lines.slice(Math.max(0, last - length + 1), last + 1);
  const least = lengths.find((length) => isAttribution(spanning(length).join('\n')));
  if (last < 0 || least === undefined) return;
  const length =
    lengths.findLast((more) => more > least && DATE_ABOVE.test(spanning(more)[0] ?? '')) ?? least;
  quoted.fill(true, Math.max(0, last - length + 1), last + 1);
}

const lastFilled = (lines: readonly string[], from: number) =>
  lines.findLastIndex((line, at) => at <= from && line.trim() !== '');
