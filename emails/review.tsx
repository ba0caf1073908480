import type { Recipient } from '@crewtide/flows';
import { answers as answersOf } from './blocks/answers.tsx';
import { heading } from './blocks/heading.tsx';
import { questions as questionsOf } from './blocks/questions.tsx';
import { rule } from './blocks/rule.tsx';
import { sentences } from './blocks/sentences.tsx';
import { letterOf } from './components/Letter.tsx';
import type { ContentOf, Draft } from './draft.ts';
import { inSentence } from './words/clean.ts';
import { longLetter } from './words/clipped.ts';
import { closing } from './words/closing.ts';
import { cardinal, times } from './words/counting.ts';
import { crewSubject } from './words/news.ts';
import { hello } from './words/people.ts';
import { REVIEW_WORDS } from './words/reviewQuestions.ts';
import { dayAndTime } from './words/when.ts';

/** The end of a season: how it was, and whether to go on. */
export function review(content: ContentOf<'review'>, to: Recipient): Draft {
  const { crew, held, questions, outcomeAt, answers } = content;
  return letterOf({
    subject: crewSubject(crew, 'how was it, and do you go on?'),
    blocks: [
      sentences(
        `${hello(to)} ${inSentence(crew)} met ${times(held)}, and the season is over. ${howMany(questions.length)}, answered on top, numbered, between the lines or in one paragraph, as you like:`,
        ...longLetter(answers.map(({ words }) => words)),
      ),
      questionsOf(
        questions.map((question) => REVIEW_WORDS[question]),
        'small',
      ),
      sentences(
        'What you liked, what could be better and what you would like to try goes to your crew without names.',
        'Whether you go on is read by nobody: not your crew, not the hosts. Neither is whether you would join a new crew. A program counts it.',
        `On ${dayAndTime(outcomeAt, to.member.zone)} everyone hears how it ends. With three yeses or more the next season is booked for those who said yes. Each yes is a fresh one, and saying no looks the same to everyone as saying nothing.`,
      ),
      ...(answers.length === 0
        ? []
        : [rule, heading('What came in after the last letter'), ...answersOf(answers)]),
    ],
    closing: closing(to, 'Reply to answer.'),
  });
}

const howMany = (count: number): string =>
  count === 1 ? 'A short question' : `${capital(cardinal(count))} short questions`;

const capital = (word: string): string => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
