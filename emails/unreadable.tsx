import type { Recipient } from '@crewtide/flows';
import { sentences } from './blocks/sentences.tsx';
import { letterOf } from './components/Letter.tsx';
import type { ContentOf, Draft } from './draft.ts';
import { closing } from './words/closing.ts';
import { AS_THAT_LETTER_SAYS, hello } from './words/people.ts';
import { aboutWhat } from './words/subject.ts';

/** What arrived could not be opened. */
export function unreadable({ about }: ContentOf<'unreadable'>, to: Recipient): Draft {
  const subject = 'We could not open your mail';
  const end = closing(to, '');
  const said = [
    `Your mail${aboutWhat(about)} reached us and is kept, but we couldn’t open it. Please answer the same letter once more, as plain text and without attachments.`,
    AS_THAT_LETTER_SAYS,
  ];
  return letterOf({
    subject,
    blocks: [sentences(hello(to)), sentences(...said)],
    closing: end,
  });
}
