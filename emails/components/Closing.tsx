import { Link, Text } from 'react-email';
import type { Closing as ClosingWords } from '../draft.ts';
import { styles } from '../theme.ts';

export const Closing = ({ line, leave }: ClosingWords) => (
  <Text className="quiet" style={styles.closing}>
    {line}
    {leave !== undefined && (
      <>
        <br />
        <Link className="quiet" href={leave.url} style={styles.leave}>
          {`Leave ${leave.from}`}
        </Link>
      </>
    )}
  </Text>
);
