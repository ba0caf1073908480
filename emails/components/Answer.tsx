import { Heading, Text } from 'react-email';
import { styles } from '../theme.ts';
import { cleanWords, inSentence } from '../words/clean.ts';
import { Lines } from './Lines.tsx';

interface AnswerProps {
  readonly name: string;
  readonly words: string;
  /** Says which earlier question it answers. */
  readonly late: string | undefined;
}

/** What one person wrote: the name, then the words as they came. */
export const Answer = ({ name, words, late }: AnswerProps) => (
  <>
    <Heading as="h2" dir="auto" className="name" style={styles.name}>
      {inSentence(name)}
    </Heading>
    {late !== undefined && (
      <Text className="quiet" style={styles.late}>
        {late}
      </Text>
    )}
    <div dir="auto" className="ink" style={styles.words}>
      <Lines of={cleanWords(words)} />
    </div>
  </>
);
