import { Hr } from 'react-email';
import type { Block } from '../draft.ts';
import { styles } from '../theme.ts';

/** Ends what others wrote; the text part sets their words in instead. */
export const rule: Block = { html: <Hr className="line" style={styles.line} />, text: '' };
