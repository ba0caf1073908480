import { Heading } from 'react-email';
import type { Block } from '../draft.ts';
import { styles } from '../theme.ts';

/** What the following is about, in a few words. */
export const heading = (words: string): Block => ({
  html: (
    <Heading as="h2" dir="auto" className="name" style={styles.name}>
      {words}
    </Heading>
  ),
  text: words,
});
