import type { Recipient } from '@crewtide/flows';
import { news as newsOf } from './blocks/news.tsx';
import { sentences } from './blocks/sentences.tsx';
import { letterOf } from './components/Letter.tsx';
import type { ContentOf, Draft } from './draft.ts';
import { inSentence } from './words/clean.ts';
import { closing } from './words/closing.ts';
import { crewSubject, inShort } from './words/news.ts';
import { hello, ONLY_A_PROGRAM } from './words/people.ts';
import { timeOf } from './words/when.ts';

/** To a meeting's host: what was understood and done, and how to take it back. */
export function echo({ crew, zone, news, until }: ContentOf<'echo'>, to: Recipient): Draft {
  return letterOf({
    subject: crewSubject(crew, `done, ${inShort(news, to)}`),
    blocks: [
      sentences(`${hello(to)} this is what we understood for ${inSentence(crew)}, and it is done:`),
      newsOf(news, zone, to),
      sentences(
        `Not what you meant? Reply “undo” until ${timeOf(until, to.member.zone)}, and it is as it was. Your crew hears of it then, or sooner where the meeting is near.`,
        ONLY_A_PROGRAM,
      ),
    ],
    closing: closing(to, 'Reply “undo” to take it back.'),
  });
}
