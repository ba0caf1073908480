import { Heading } from 'react-email';
import { Lines } from '../components/Lines.tsx';
import type { Block } from '../draft.ts';
import { styles } from '../theme.ts';
import { cleanWords } from '../words/clean.ts';
import { numbered } from '../words/textPart.ts';

/** What is asked, large; several questions carry numbers, which a quoted letter keeps. */
export const questions = (of: readonly string[], size: 'large' | 'small' = 'large'): Block => {
  const asked = numbered(of.map(cleanWords));
  return {
    html: asked.map((question, index) => (
      <Heading
        // biome-ignore lint/suspicious/noArrayIndexKey: questions never move
        key={index}
        as="h1"
        dir="auto"
        className="ink question"
        style={size === 'large' ? styles.question : styles.smallQuestion}
      >
        <Lines of={question} />
      </Heading>
    )),
    text: asked.join('\n\n'),
  };
};
