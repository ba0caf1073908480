import type { Recipient } from '@crewtide/flows';
import { meetings as listOf } from './blocks/meetings.tsx';
import { news as newsOf } from './blocks/news.tsx';
import { sentences } from './blocks/sentences.tsx';
import { letterOf } from './components/Letter.tsx';
import type { ContentOf, Draft } from './draft.ts';
import { inSentence } from './words/clean.ts';
import { closing } from './words/closing.ts';
import { crewSubject, inShort } from './words/news.ts';
import { hello, whomAReplyReaches } from './words/people.ts';

/** What changed for the crew, and what is to come; with the calendar as it is now. */
export function change(content: ContentOf<'change'>, to: Recipient): Draft {
  const { crew, zone, news, meetings, readers } = content;
  const isOver = news.some((each) => each.news === 'ended');
  return letterOf({
    subject: crewSubject(crew, inShort(news, to)),
    blocks: [
      sentences(`${hello(to)} something changed for ${inSentence(crew)}:`),
      newsOf(news, zone, to),
      sentences('The file with this letter brings your calendar up to date.'),
      ...(meetings.length === 0 || isOver ? [] : [listOf('What is to come', meetings, zone, to)]),
      sentences(whomAReplyReaches(readers)),
    ],
    closing: closing(to, 'Reply to write to your crew.'),
  });
}
