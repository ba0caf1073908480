import { Text } from 'react-email';
import { styles } from '../theme.ts';

/** Sentences of ours. */
export const Paragraphs = ({ of }: { readonly of: readonly string[] }) =>
  of.map((paragraph, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs never move
    <Text key={index} className="ink" style={styles.paragraph}>
      {paragraph}
    </Text>
  ));
