import type { Recipient } from '@crewtide/flows';
import { sentences } from './blocks/sentences.tsx';
import { letterOf } from './components/Letter.tsx';
import type { ContentOf, Draft } from './draft.ts';
import { inSentence } from './words/clean.ts';
import { closing } from './words/closing.ts';
import { crewSubject } from './words/news.ts';
import { hello } from './words/people.ts';

/** To a member whom a host took out of a crew; with what takes its meetings out of her calendar. */
export function farewell({ crew }: ContentOf<'farewell'>, to: Recipient): Draft {
  const name = inSentence(crew);
  return letterOf({
    subject: crewSubject(crew, 'goodbye, and thank you'),
    blocks: [
      sentences(
        `${hello(to)} you are not in ${name} any more: a host has taken you out of the crew. Thank you for the time you gave it.`,
        'No more letters come from it, and the file with this letter takes its meetings out of your calendar.',
        `You are still a member of ${inSentence(to.congregation.name)}. If this comes as a surprise, ask a host.`,
      ),
    ],
    closing: closing(to, ''),
  });
}
