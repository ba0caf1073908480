import { Text } from 'react-email';
import { Lines } from '../components/Lines.tsx';
import type { Block, ContentOf } from '../draft.ts';
import { styles } from '../theme.ts';
import { cleanWords, inSentence, oneLine } from '../words/clean.ts';
import { setIn } from '../words/textPart.ts';
import { heading } from './heading.tsx';
import { photos } from './photos.tsx';

export type Answered = ContentOf<'digest'>['answers'][number];

/** What people wrote: each name, then the words as they came, then the pictures. Late ones stand last. */
export const answers = (of: readonly Answered[]): readonly Block[] =>
  [...of.filter(isOnTime), ...of.filter((each) => !isOnTime(each))].map(answer);

export const isOnTime = ({ late }: Answered): boolean => late === undefined;

function answer(of: Answered): Block {
  const late = lateNote(of);
  const said = passage(of);
  return {
    html: (
      <>
        {heading(inSentence(of.name)).html}
        {late !== undefined && (
          <Text className="quiet" dir="auto" style={styles.late}>
            {late}
          </Text>
        )}
        {said.html}
      </>
    ),
    text: [oneLine(of.name, 80), ...(late === undefined ? [] : [late]), '', said.text].join('\n'),
  };
}

/** One person's words with their pictures, without the name. */
export function passage(of: Pick<Answered, 'name' | 'words' | 'photos' | 'unshown'>): Block {
  const words = cleanWords(of.words);
  const pictures = photos(of);
  return {
    html: (
      <>
        {words !== '' && (
          <div dir="auto" className="ink" style={styles.words}>
            <Lines of={words} />
          </div>
        )}
        {pictures.html}
      </>
    ),
    text: [setIn(of.words), pictures.text].filter((part) => part !== '').join('\n\n'),
  };
}

function lateNote({ late }: Answered): string | undefined {
  if (late === undefined) return undefined;
  const asked = late.map((question) => `“${inSentence(question, 200)}”`).join(' and ');
  return asked === '' ? 'To an earlier question' : `To an earlier question: ${asked}`;
}
