import { Lines } from '../components/Lines.tsx';
import { Statement } from '../components/Statement.tsx';
import type { Block } from '../draft.ts';
import { cleanWords } from '../words/clean.ts';
import { numbered } from '../words/textPart.ts';

/** Longer ones are paragraphs, and are set smaller. */
const LARGE = 140;

/** What is asked, large; several questions carry numbers, which a quoted letter keeps. */
export const questions = (of: readonly string[], size: 'large' | 'small' = 'large'): Block => {
  const asked = numbered(of.map(cleanWords));
  return {
    html: asked.map((question, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: questions never move
      <Statement key={index} size={question.length > LARGE ? 'small' : size} begins={question}>
        <Lines of={question} />
      </Statement>
    )),
    text: asked.join('\n\n'),
  };
};
