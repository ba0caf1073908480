import type { Recipient } from '@crewtide/flows';
import { sentences } from './blocks/sentences.tsx';
import { letterOf } from './components/Letter.tsx';
import type { ContentOf, Draft } from './draft.ts';
import { closing } from './words/closing.ts';
import { AS_THAT_LETTER_SAYS, hello } from './words/people.ts';
import { aboutWhat } from './words/subject.ts';

/** What arrived held no words. */
export function noWords({ about }: ContentOf<'no-words'>, to: Recipient): Draft {
  const subject = 'Your mail had no words in it';
  const end = closing(to, '');
  const said = [
    `Your mail${aboutWhat(about)} reached us, but we found no words in it. If you meant to write something, please answer the same letter once more. If not, all is well.`,
    AS_THAT_LETTER_SAYS,
  ];
  return letterOf({
    subject,
    blocks: [sentences(hello(to)), sentences(...said)],
    closing: end,
  });
}
