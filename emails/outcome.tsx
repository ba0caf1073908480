import type { Recipient } from '@crewtide/flows';
import { link } from './blocks/link.tsx';
import { rule } from './blocks/rule.tsx';
import { sayings } from './blocks/sayings.tsx';
import { sentences } from './blocks/sentences.tsx';
import { statement } from './blocks/statement.tsx';
import { letterOf } from './components/Letter.tsx';
import type { Block, ContentOf, Draft } from './draft.ts';
import { inSentence } from './words/clean.ts';
import { longLetter } from './words/clipped.ts';
import { closing } from './words/closing.ts';
import { times } from './words/counting.ts';
import { crewSubject } from './words/news.ts';
import { hello, namesOf, whomAReplyReaches } from './words/people.ts';
import { occasionTime } from './words/when.ts';

type Content = ContentOf<'outcome'>;

/** How a season ended. Who is in it reads nothing of who said no, nor of who said nothing. */
export function outcome(content: Content, to: Recipient): Draft {
  const { crew, liked, improve, methods, result, readers } = content;
  const goesOn = result.name === 'goes-on';
  return letterOf({
    subject: crewSubject(crew, goesOn ? 'it goes on' : 'the season is complete'),
    blocks: [
      ...(goesOn ? goingOn(content, result, to) : complete(content, to)),
      sentences(...longLetter([...liked, ...improve, ...methods])),
      ...sayings('What you all liked', liked),
      ...sayings('What could be better', improve),
      ...sayings('What you would like to try', methods),
      ...(liked.length + improve.length + methods.length === 0 ? [] : [rule]),
      ...keeping(to),
      sentences(whomAReplyReaches(readers)),
    ],
    closing: closing(to, 'Reply to write to your crew.', 'keep'),
  });
}

type GoesOn = Extract<Content['result'], { name: 'goes-on' }>;

const goingOn = (
  { crew, held }: Content,
  { with: others, first, zone }: GoesOn,
  to: Recipient,
): readonly Block[] => [
  sentences(held === 0 ? hello(to) : `${hello(to)} you met ${times(held)}, and:`),
  statement(`Your crew ${inSentence(crew)} goes on.`),
  sentences(
    `${others.length === 0 ? '' : `In it with you: ${namesOf(others)}. `}You meet again on ${occasionTime(first, to.member.zone, zone)}. A letter with all the dates, for your calendar too, comes with this one.`,
  ),
];

/** True of a season that ended for all, and of one that goes on without her. */
const complete = ({ crew, held }: Content, to: Recipient): readonly Block[] => [
  sentences(hello(to)),
  statement(`Your season with ${inSentence(crew)} is complete.`),
  sentences(
    held === 0
      ? 'It came to no meeting this time. Thank you for having wanted it.'
      : `You met ${times(held)}, made room for one another and listened. That is worth celebrating, in whatever way is yours. Thank you.`,
  ),
];

const keeping = ({ keepsakeUrl }: Recipient): readonly Block[] => [
  sentences('Reply “keep” and the season’s pages come to you: what you all wrote, to keep and to print.'),
  ...(keepsakeUrl === undefined ? [] : [link('Or open them here:', 'The season’s pages', keepsakeUrl)]),
];
