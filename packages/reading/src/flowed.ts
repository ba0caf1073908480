/**
 * format=flowed (RFC 3676), with care for quote depth. The parser joins soft lines whatever their depth, which buries an
 * answer written right below a quote within that quote; so it isn't shown the parameter, and `unflow` joins the lines.
 */
export function keepFlowedLines(raw: Uint8Array): { readonly bytes: Uint8Array; readonly flowed: boolean } {
  const view = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const places = placesOf(view, 'flowed').filter((at) => isInContentType(view, at));
  if (places.length === 0) return { bytes: raw, flowed: false };

  const bytes = Uint8Array.from(view);
  for (const at of places) bytes.set(OTHER_LETTER, at);
  return { bytes, flowed: true };
}

const OTHER_LETTER = Buffer.from('x');
const MOST_PLACES = 1000;
const LONGEST_HEADER = 2000;

function placesOf(view: Buffer, word: string): readonly number[] {
  const places: number[] = [];
  let at = view.indexOf(word);
  while (at !== -1 && places.length < MOST_PLACES) {
    places.push(at);
    at = view.indexOf(word, at + word.length);
  }
  return places;
}

function isInContentType(view: Buffer, at: number): boolean {
  const before = `\n${view.toString('latin1', Math.max(0, at - LONGEST_HEADER), at)}`;
  return /\ncontent-type:[^\n]*(?:\n[ \t][^\n]*)*$/i.test(before);
}

/** Joins the lines of a paragraph that ends in a space with the next, within one quote depth. */
export function unflow(text: string): string {
  const paragraphs: { depth: number; parts: string[]; open: boolean }[] = [];
  for (const line of text.split(/\r?\n/)) {
    const depth = /^>*/.exec(line)?.[0].length ?? 0;
    const content = line.slice(depth).replace(/^ /, '');
    const open = content.endsWith(' ') && content !== '-- ';
    const last = paragraphs.at(-1);
    if (last?.open === true && last.depth === depth && content !== '-- ') {
      last.parts.push(content);
      last.open = open;
    } else {
      paragraphs.push({ depth, parts: [content], open });
    }
  }
  return paragraphs
    .map(({ depth, parts }) => (depth === 0 ? '' : `${'>'.repeat(depth)} `) + parts.join(''))
    .join('\n');
}
