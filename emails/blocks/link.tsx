import { Link, Text } from 'react-email';
import type { Block } from '../draft.ts';
import { styles } from '../theme.ts';

/** A sentence and where it leads to; an address of ours. */
export const link = (before: string, words: string, url: string): Block => ({
  html: (
    <Text className="ink" style={styles.paragraph}>
      {`${before} `}
      <Link className="link" href={url} style={styles.link}>
        {words}
      </Link>
    </Text>
  ),
  text: `${before} ${url}`,
});
