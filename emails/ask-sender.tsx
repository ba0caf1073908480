import type { Recipient } from '@crewtide/flows';
import { Note } from './components/Note.tsx';
import type { ContentOf, Draft } from './draft.ts';
import { inSentence } from './words/clean.ts';
import { closing } from './words/closing.ts';
import { REASON_FOR_MEMBER } from './words/holdReason.ts';
import { hello, ONLY_A_PROGRAM } from './words/people.ts';
import { aboutWhat } from './words/subject.ts';
import { textPart } from './words/textPart.ts';

/** Mail came in her name from elsewhere: was it hers? */
export function askSender({ sender, reason, about }: ContentOf<'ask-sender'>, to: Recipient): Draft {
  const subject = 'Was this mail from you?';
  const end = closing(to, 'Reply “yes” or “no”.');
  const from = inSentence(sender, 120);
  const origin = from === '' || reason === 'no-sender' ? '' : ` from ${from}`;
  const greeting = hello(to);
  const sentences = [
    `A mail${aboutWhat(about)} came in${origin}, but ${REASON_FOR_MEMBER[reason]}.`,
    'Reply “yes” and it is counted as yours. Reply “no” and it is discarded. Until then it waits, and nobody gets to see it.',
    `${ONLY_A_PROGRAM} Hosts hear that a mail waits and from which address, never what it says.`,
  ];
  return {
    subject,
    html: (
      <Note subject={subject} greeting={greeting} question={subject} sentences={sentences} closing={end} />
    ),
    text: textPart([greeting, subject, ...sentences], end),
  };
}
