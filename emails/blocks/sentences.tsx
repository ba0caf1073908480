import { Text } from 'react-email';
import type { Block } from '../draft.ts';
import { styles } from '../theme.ts';

/** Sentences of ours, a paragraph each. */
export const sentences = (...of: readonly string[]): Block => ({
  html: of.map((paragraph, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs never move
    <Text key={index} className="ink" style={styles.paragraph}>
      {paragraph}
    </Text>
  )),
  text: of.join('\n\n'),
});
