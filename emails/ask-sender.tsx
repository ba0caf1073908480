import type { HoldReason } from '@crewtide/domain';
import type { Recipient } from '@crewtide/flows';
import { questions } from './blocks/questions.tsx';
import { sentences } from './blocks/sentences.tsx';
import { letterOf } from './components/Letter.tsx';
import type { ContentOf, Draft } from './draft.ts';
import { inSentence } from './words/clean.ts';
import { closing } from './words/closing.ts';
import { REASON_FOR_MEMBER } from './words/holdReason.ts';
import { hello, ONLY_A_PROGRAM } from './words/people.ts';
import { aboutWhat } from './words/subject.ts';

/** What names no letter of ours can count for none, whatever she says. */
const NAMES_NO_LETTER: ReadonlySet<HoldReason> = new Set(['no-letter-named', 'forged-token']);

const COUNTS_AFTER_YES =
  'Reply “yes” and it is counted as yours. Reply “no” and it is discarded. Until then it waits, and nobody gets to see it.';
const HAS_TO_COME_AGAIN =
  'So we can’t tell who may read it. If it was from you, please write it once more, in reply to the letter that it answers. If it wasn’t, reply “no” and it is discarded. Until then it waits, and nobody gets to see it.';

/** Mail came in her name from elsewhere: was it hers? */
export function askSender({ sender, reason, about }: ContentOf<'ask-sender'>, to: Recipient): Draft {
  const subject = 'Was this mail from you?';
  const canCount = !NAMES_NO_LETTER.has(reason);
  const end = closing(to, canCount ? 'Reply “yes” or “no”.' : 'Reply “no” if it wasn’t.');
  const from = inSentence(sender, 120);
  const origin = from === '' || reason === 'no-sender' ? '' : ` from ${from}`;
  const said = [
    `A mail${aboutWhat(about)} came in${origin}, but ${REASON_FOR_MEMBER[reason]}.`,
    canCount ? COUNTS_AFTER_YES : HAS_TO_COME_AGAIN,
    `${ONLY_A_PROGRAM} Hosts hear that a mail waits and from which address, never what it says.`,
  ];
  return letterOf({
    subject,
    blocks: [sentences(hello(to)), questions([subject]), sentences(...said)],
    closing: end,
  });
}
