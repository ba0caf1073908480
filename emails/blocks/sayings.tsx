import { Lines } from '../components/Lines.tsx';
import type { Block } from '../draft.ts';
import { styles } from '../theme.ts';
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
      html: said.map((words, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sayings never move
        <div key={index} dir="auto" className="ink saying" style={styles.saying}>
          <Lines of={words} />
        </div>
      )),
      text: said.map((words) => setIn(words, '  - ')).join('\n\n'),
    },
  ];
}
