import { Heading, Hr } from 'react-email';
import type { Block } from '../draft.ts';
import { styles } from '../theme.ts';

/** Begins a part of several, by its day. */
export const dayHeading = (day: string): Block => ({
  html: (
    <>
      <Hr className="line" style={styles.line} />
      <Heading as="h2" className="quiet" style={styles.day}>
        {day}
      </Heading>
    </>
  ),
  text: day,
});
