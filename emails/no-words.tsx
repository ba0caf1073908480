import type { Recipient } from '@crewtide/flows';
import { Note } from './components/Note.tsx';
import type { ContentOf, Draft } from './draft.ts';
import { closing } from './words/closing.ts';
import { AS_THAT_LETTER_SAYS, hello } from './words/people.ts';
import { aboutWhat } from './words/subject.ts';
import { textPart } from './words/textPart.ts';

/** What arrived held no words. */
export function noWords({ about }: ContentOf<'no-words'>, to: Recipient): Draft {
  const subject = 'Your mail had no words in it';
  const end = closing(to, '');
  const greeting = hello(to);
  const sentences = [
    `Your mail${aboutWhat(about)} reached us, but we found no words in it. If you meant to write something, please answer the same letter once more. If not, all is well.`,
    AS_THAT_LETTER_SAYS,
  ];
  return {
    subject,
    html: <Note subject={subject} greeting={greeting} sentences={sentences} closing={end} />,
    text: textPart([greeting, ...sentences], end),
  };
}
