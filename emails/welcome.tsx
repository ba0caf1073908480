import type { Recipient } from '@crewtide/flows';
import { sentences } from './blocks/sentences.tsx';
import { letterOf } from './components/Letter.tsx';
import type { ContentOf, Draft } from './draft.ts';
import { inSentence, oneLine } from './words/clean.ts';
import { closing } from './words/closing.ts';
import { hello } from './words/people.ts';
import { placeOf } from './words/when.ts';

/** The first letter: who added her, what is kept, how to say no. */
export function welcome({ addedBy }: ContentOf<'welcome'>, to: Recipient): Draft {
  const host = inSentence(addedBy);
  const community = inSentence(to.congregation.name);
  const subject = oneLine(`${oneLine(addedBy, 30)} added you to ${oneLine(to.congregation.name, 40)}`, 90);
  const end = closing(to, 'Reply “no thanks” to be left out.');
  const said = [
    `${host} added you to ${community}. Now and then a letter like this one will ask you something, and you answer by pressing Reply. There is nothing to install and no account. Each letter says who will read your answer.`,
    'If that is fine, there is nothing to do. If not, reply “no thanks” and you’re out.',
    `What is kept: your name, this address, your time zone (${placeOf(to.member.zone)}) and what you write in replies. The mail itself, as it arrived, is deleted after 30 days.`,
  ];
  return letterOf({
    subject,
    blocks: [sentences(hello(to)), sentences(...said)],
    closing: end,
  });
}
