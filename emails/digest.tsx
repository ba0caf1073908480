import type { Recipient } from '@crewtide/flows';
import { answers as answersOf, isOnTime } from './blocks/answers.tsx';
import { occasion } from './blocks/occasion.tsx';
import { questions } from './blocks/questions.tsx';
import { rule } from './blocks/rule.tsx';
import { sentences } from './blocks/sentences.tsx';
import { letterOf } from './components/Letter.tsx';
import type { ContentOf, Draft } from './draft.ts';
import { inSentence } from './words/clean.ts';
import { longLetter } from './words/clipped.ts';
import { closing } from './words/closing.ts';
import { hello, whomAReplyReaches } from './words/people.ts';
import { digestSubject } from './words/subject.ts';

/** What everyone who wrote has written, back to the crew; never who didn't write. */
export function digest(content: ContentOf<'digest'>, to: Recipient): Draft {
  const { crew, questions: asked, answers, readers, meeting } = content;
  return letterOf({
    subject: digestSubject(crew, asked),
    blocks: [
      sentences(
        `${hello(to)} this came in from ${inSentence(crew)}${meeting === undefined ? '.' : ', before you meet:'}`,
        ...longLetter(answers.map(({ words }) => words)),
      ),
      ...(meeting === undefined ? [] : [occasion(meeting, to, [])]),
      questions(asked),
      ...(answers.some(isOnTime) ? [] : [sentences('It stayed quiet this time, and that is fine.')]),
      ...answersOf(answers),
      rule,
      sentences(whomAReplyReaches(readers)),
    ],
    closing: closing(to, 'Reply to write to your crew.'),
  });
}
