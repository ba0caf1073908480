import type { Recipient } from '@crewtide/flows';
import { questions } from './blocks/questions.tsx';
import { sentences } from './blocks/sentences.tsx';
import { letterOf } from './components/Letter.tsx';
import type { ContentOf, Draft } from './draft.ts';
import { inSentence } from './words/clean.ts';
import { closing } from './words/closing.ts';
import { crewSubject } from './words/news.ts';
import { hello } from './words/people.ts';
import { dayAndTime } from './words/when.ts';

/** Asked once, when a review's answer didn't say it clearly. */
export function goOn({ crew, outcomeAt }: ContentOf<'go-on'>, to: Recipient): Draft {
  return letterOf({
    subject: crewSubject(crew, 'a yes or a no?'),
    blocks: [
      sentences(`${hello(to)} thank you for your answer. It is kept. One thing we couldn’t tell from it:`),
      questions([`Would you like to go on with ${inSentence(crew)}?`]),
      sentences(
        'Reply “yes” or “no”. If you would rather not say, that is fine.',
        'Your answer is read by nobody: not your crew, not the hosts. A program counts it.',
        `How it ends, everyone hears on ${dayAndTime(outcomeAt, to.member.zone)}.`,
      ),
    ],
    closing: closing(to, 'Reply “yes” or “no”.'),
  });
}
