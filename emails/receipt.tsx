import type { Recipient } from '@crewtide/flows';
import { sentences } from './blocks/sentences.tsx';
import { letterOf } from './components/Letter.tsx';
import type { Closing, ContentOf, Draft } from './draft.ts';
import { inSentence } from './words/clean.ts';
import { closing, closingWith, lastClosing } from './words/closing.ts';
import { hello } from './words/people.ts';
import { dayOf } from './words/when.ts';

/** One plain receipt: what was done, and how to undo it. */
export function receipt(content: ContentOf<'receipt'>, to: Recipient): Draft {
  const { subject, said, end } = saying(content, to);
  return letterOf({
    subject,
    blocks: [sentences(hello(to)), sentences(...said)],
    closing: end,
  });
}

interface Saying {
  readonly subject: string;
  readonly said: readonly string[];
  readonly end: Closing;
}

function saying({ done, until }: ContentOf<'receipt'>, to: Recipient): Saying {
  const community = inSentence(to.congregation.name);
  switch (done) {
    case 'stop':
      return {
        subject: 'Your letters have stopped',
        said: [
          `No more letters will come to you from ${community}. Thank you for having been here.`,
          'Should you want to come back, reply “resume” to this letter.',
        ],
        end: lastClosing(to),
      };
    case 'pause': {
      const till = until === undefined ? '' : ` until ${dayOf(until, to.member.zone)}`;
      return {
        subject: 'Your letters are paused',
        said: [
          `Your letters from ${community} are paused${till}.`,
          'Reply “resume” and they start again at once.',
        ],
        end: closingWith(to, 'You can reply: resume · stop · this was not me.'),
      };
    }
    case 'resume':
      return {
        subject: 'Your letters are on again',
        said: [
          `Your letters from ${community} are on again. Good to have you back.`,
          'Reply “pause” or “stop” whenever you need to.',
        ],
        end: closing(to, ''),
      };
    case 'not-me':
      return {
        subject: "We won't write to you again",
        said: [
          `Thank you for telling us. ${community} won’t write to this address again.`,
          'If it was you after all, reply “resume” to this letter.',
        ],
        end: lastClosing(to),
      };
    case 'no-thanks':
      return {
        subject: 'You are out',
        said: [
          `You’re out, and no more letters will come from ${community}. Thank you for answering.`,
          'If you change your mind, reply “resume” to this letter.',
        ],
        end: lastClosing(to),
      };
    case 'released':
      return {
        subject: 'Your mail is counted',
        said: [
          'The mail that was waiting is counted as yours now. It goes to the people whom the letter named that it answers, and to nobody else.',
          'If that is wrong, ask a host.',
        ],
        end: closing(to, ''),
      };
    case 'discarded':
      return {
        subject: 'The mail was discarded',
        said: [
          'The mail that was waiting is discarded. It was not passed on to anyone.',
          'If it was yours after all, write it again: reply to the letter that it answered.',
        ],
        end: closing(to, ''),
      };
    case 'undone':
      return {
        subject: 'Your change is taken back',
        said: ['Your change is taken back, and all is as it was before.'],
        end: closing(to, ''),
      };
  }
}
