import { Heading } from 'react-email';
import { styles } from '../theme.ts';
import { cleanWords } from '../words/clean.ts';
import { numbered } from '../words/textPart.ts';
import { Lines } from './Lines.tsx';

/** What is asked, large; two questions carry numbers. */
export const Questions = ({ of }: { readonly of: readonly string[] }) =>
  numbered(of).map((question, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: questions never move
    <Heading key={index} as="h1" dir="auto" className="ink question" style={styles.question}>
      <Lines of={cleanWords(question)} />
    </Heading>
  ));
