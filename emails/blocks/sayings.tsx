import { Saying } from '../components/Saying.tsx';
import type { Block } from '../draft.ts';
import { cleanWords } from '../words/clean.ts';
import { setIn } from '../words/textPart.ts';
import { heading } from './heading.tsx';

/** What was said, by nobody in particular. Nothing where nobody said anything. */
export function sayings(about: string, of: readonly string[]): readonly Block[] {
  const said = of.map(cleanWords).filter((words) => words !== '');
  if (said.length === 0) return [];
  return [
    heading(about),
    {
      // biome-ignore lint/suspicious/noArrayIndexKey: sayings never move
      html: said.map((words, index) => <Saying key={index} of={words} />),
      text: said.map((words) => setIn(words, '  - ')).join('\n\n'),
    },
  ];
}
