import type { Recipient } from '@crewtide/flows';
import { ownWords } from './blocks/ownWords.tsx';
import { sentences } from './blocks/sentences.tsx';
import { letterOf } from './components/Letter.tsx';
import type { ContentOf, Draft } from './draft.ts';
import { inSentence } from './words/clean.ts';
import { closing } from './words/closing.ts';
import { crewSubject } from './words/news.ts';
import { hello, ONLY_A_PROGRAM } from './words/people.ts';

type Why = ContentOf<'change-unclear'>['why'];

interface Saying {
  readonly because: string;
  readonly instead: string;
}

const WHY: Readonly<Record<Why, Saying>> = {
  'no-time': {
    because: 'we couldn’t tell which day and which time you mean',
    instead:
      'Please write it once more with both, like “move to Thursday 19:30” or “move to 10 December 19:30”.',
  },
  'has-passed': {
    because: 'that time has passed already',
    instead: 'If you meant a later day, please write it once more, like “move to 10 December 19:30”.',
  },
  'not-a-member': {
    because: 'we couldn’t tell whom of your crew you mean',
    instead:
      'Please write it once more with the name as it stands in your crew’s letters, like “swap with Ben”.',
  },
  'no-meeting': {
    because: 'there is no meeting to come that you host',
    instead: 'Whoever hosts a meeting can change it, and so can the hosts of your community.',
  },
  'season-full': {
    because: 'the season has as many meetings as it can hold',
    instead: 'To have another day for this one, reply “move to” with the day and the time.',
  },
  'too-late-to-undo': {
    because: 'its hour is over, and your crew has heard',
    instead: 'To have it as it was, reply with a new change, like “move to Thursday 19:30”.',
  },
};

/** To a meeting's host: a change that could not be read or made, and how to put it. */
export function changeUnclear({ crew, wrote, why }: ContentOf<'change-unclear'>, to: Recipient): Draft {
  const { because, instead } = WHY[why];
  return letterOf({
    subject: crewSubject(crew, 'nothing has changed yet'),
    blocks: [
      sentences(`${hello(to)} you wrote about a meeting of ${inSentence(crew)}:`),
      ownWords(wrote, MOST),
      sentences(`Nothing has changed, because ${because}.`, instead, ONLY_A_PROGRAM),
    ],
    closing: closing(to, ''),
  });
}

/** Enough to know it again. */
const MOST = 300;
