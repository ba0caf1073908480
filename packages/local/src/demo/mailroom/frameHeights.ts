/** Characters of a letter's line in a frame on a phone and in one on a wider screen. */
const LINE = { narrow: 37, wide: 60 } as const;
/** Pixels: of a line, between paragraphs, and above and below everything. Questions are set larger than the rest. */
const PIXELS = { line: 27, question: 34, gap: 17, around: 90, setIn: 25, step: 10, photo: 260 } as const;

/** How tall a letter will be, in pixels: a sandboxed frame can't say so itself. Rather a little too tall than cut. */
export function frameHeights(text: string): { readonly narrow: number; readonly wide: number } {
  const paragraphs = text.trim().split(/\n{2,}/);
  const tall = (across: number) =>
    paragraphs.reduce<number>(
      (sum, paragraph) => sum + heightOf(paragraph, across) + PIXELS.gap,
      PIXELS.around,
    );
  return { narrow: tall(LINE.narrow), wide: tall(LINE.wide) };
}

function heightOf(paragraph: string, across: number): number {
  const asks = paragraph.endsWith('?');
  const fits = asks ? across * 0.7 : across;
  return paragraph
    .split('\n')
    .reduce((sum, line) => sum + heightOfLine(line, fits, asks ? PIXELS.question : PIXELS.line), 0);
}

function heightOfLine(line: string, across: number, pixels: number): number {
  if (/^ {2}\[photo: /.test(line)) return PIXELS.photo;
  // What a step says stands beside its minutes, in a narrower column.
  const isSetIn = line.startsWith('  ');
  const fits = isSetIn ? across * 0.72 : across;
  const lines = Math.max(1, Math.ceil(visible(line).length / fits));
  return lines * (isSetIn ? PIXELS.setIn : pixels) + (/^\d+ min: /.test(line) ? PIXELS.step : 0);
}

/** In html a link shows its label alone. */
const visible = (line: string): string => line.replace(/: https?:\S+$/, '');
