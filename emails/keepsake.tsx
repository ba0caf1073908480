import type { Recipient } from '@crewtide/flows';
import { answers as answersOf } from './blocks/answers.tsx';
import { dayHeading } from './blocks/day.tsx';
import { link } from './blocks/link.tsx';
import { questions as questionsOf } from './blocks/questions.tsx';
import { sentences } from './blocks/sentences.tsx';
import { letterOf } from './components/Letter.tsx';
import type { ContentOf, Draft } from './draft.ts';
import { inSentence } from './words/clean.ts';
import { longLetter } from './words/clipped.ts';
import { closing } from './words/closing.ts';
import { crewSubject } from './words/news.ts';
import { hello } from './words/people.ts';
import { dayOf, monthsFrom } from './words/when.ts';

/** What a season's crew wrote and she may read, to her alone; with a page to print. */
export function keepsake(content: ContentOf<'keepsake'>, to: Recipient): Draft {
  const { crew, from, to: until, parts, shortened } = content;
  const { keepsakeUrl } = to;
  const words = parts.flatMap(({ answers }) => answers.map((answer) => answer.words));
  return letterOf({
    subject: crewSubject(crew, 'your season’s pages'),
    blocks: [
      sentences(
        `${hello(to)} here is what you all wrote in ${inSentence(crew)}, ${monthsFrom(from, until)}. It is yours to keep.`,
        ...longLetter(words),
        'The file with this letter is a page of it to print. It came to you alone, and holds what others wrote for you all: please keep it so.',
        ...(parts.length === 0 ? ['Nobody wrote this time, and that is fine: you met.'] : []),
        ...(shortened === undefined ? [] : ['Not all of it fits a letter.']),
      ),
      ...(keepsakeUrl === undefined
        ? []
        : [link('All of it also stands here:', 'The season’s pages', keepsakeUrl)]),
      ...parts.flatMap(({ at, questions, answers }) => [
        dayHeading(dayOf(at, to.member.zone)),
        questionsOf(questions, 'small'),
        ...answersOf(answers),
      ]),
    ],
    closing: closing(to, ''),
  });
}
