import type { Step } from '@crewtide/domain';
import type { Block } from '../draft.ts';
import { styles } from '../theme.ts';
import { inSentence } from '../words/clean.ts';

const LONGEST = 600;

/** The steps of a practice with their minutes. */
export const steps = (of: readonly Step[]): Block => ({
  html: (
    <table role="presentation" cellPadding={0} cellSpacing={0} style={styles.table}>
      <tbody>
        {of.map(({ name, minutes, how }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps never move
          <tr key={index}>
            <td className="quiet" style={styles.minutes}>{`${minutes} min`}</td>
            <td dir="auto" className="ink" style={styles.cell}>
              <strong>{inSentence(name)}</strong>
              <br />
              {inSentence(how, LONGEST)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  ),
  text: of
    .map(({ name, minutes, how }) => `${minutes} min: ${inSentence(name)}\n  ${inSentence(how, LONGEST)}`)
    .join('\n'),
});
