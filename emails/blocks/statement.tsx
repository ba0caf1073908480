import { Statement } from '../components/Statement.tsx';
import type { Block } from '../draft.ts';

/** The one thing that a letter says, large. */
export const statement = (words: string): Block => ({
  html: (
    <Statement size="large" begins={words}>
      {words}
    </Statement>
  ),
  text: words,
});
