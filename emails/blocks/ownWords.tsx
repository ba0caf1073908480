import { Saying } from '../components/Saying.tsx';
import type { Block } from '../draft.ts';
import { oneLine } from '../words/clean.ts';
import { setIn } from '../words/textPart.ts';

/** The beginning of what she wrote herself, `most` characters on one line, so that she knows it again. */
export function ownWords(of: string, most: number): Block {
  const line = oneLine(of, most);
  return { html: <Saying of={line} />, text: setIn(line) };
}
