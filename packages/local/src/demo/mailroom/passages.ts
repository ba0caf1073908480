export interface Passage {
  readonly quoted: boolean;
  readonly lines: readonly string[];
}

/** A mail's text in runs of lines that are quoted, and lines that aren't; blank lines around a run are left out. */
export function passages(text: string): readonly Passage[] {
  const runs: { quoted: boolean; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const quoted = line.startsWith('>');
    const last = runs.at(-1);
    if (last?.quoted === quoted) last.lines.push(line);
    else runs.push({ quoted, lines: [line] });
  }
  return runs
    .map(({ quoted, lines }) => ({ quoted, lines: withoutBlankEnds(lines) }))
    .filter(({ lines }) => lines.length > 0);
}

function withoutBlankEnds(lines: readonly string[]): readonly string[] {
  const isFilled = (line: string) => line.trim() !== '';
  const first = lines.findIndex(isFilled);
  return first === -1 ? [] : lines.slice(first, lines.findLastIndex(isFilled) + 1);
}
