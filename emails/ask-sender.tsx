import type { Recipient } from '@crewtide/flows';
import { Note } from './components/Note.tsx';
import type { ContentOf, Draft } from './draft.ts';
import { inSentence } from './words/clean.ts';
import { closing } from './words/closing.ts';
import { REASON_FOR_MEMBER } from './words/holdReason.ts';
import { ONLY_A_PROGRAM } from './words/people.ts';
import { aboutWhat } from './words/subject.ts';
import { textPart } from './words/textPart.ts';

/** Mail came in her name from elsewhere: was it hers? */
export function askSender({ sender, reason, about }: ContentOf<'ask-sender'>, to: Recipient): Draft {
  const subject = 'Was this mail from you?';
  const end = closing(to, 'Reply “yes” or “no”.');
  const from = inSentence(sender, 120);
  const origin = from === '' || reason === 'no-sender' ? '' : ` from ${from}`;
  const paragraphs = [
    `Hello ${inSentence(to.member.name)},`,
    `A mail${aboutWhat(about)} came in${origin}, but ${REASON_FOR_MEMBER[reason]}. Was it you?`,
    'Reply “yes” and it is counted as yours. Reply “no” and it is discarded. Until then it waits, and nobody gets to see it.',
    `${ONLY_A_PROGRAM} Hosts hear that a mail is waiting, never what it says.`,
  ];
  return {
    subject,
    html: <Note subject={subject} paragraphs={paragraphs} closing={end} />,
    text: textPart(paragraphs, end),
  };
}
