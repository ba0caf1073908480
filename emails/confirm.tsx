import type { Request } from '@crewtide/domain';
import type { Recipient } from '@crewtide/flows';
import { questions } from './blocks/questions.tsx';
import { sentences } from './blocks/sentences.tsx';
import { letterOf } from './components/Letter.tsx';
import type { ContentOf, Draft } from './draft.ts';
import { closing } from './words/closing.ts';
import { hello, ONLY_A_PROGRAM } from './words/people.ts';

interface Asked {
  readonly subject: string;
  /** What the reply said. */
  readonly wrote: string;
  /** What a yes brings about. */
  readonly follows: string;
}

const ASKED: Readonly<Record<Request, Asked>> = {
  stop: { subject: 'Stop your letters?', wrote: 'You asked us to stop your letters', follows: 'they stop' },
  pause: {
    subject: 'Pause your letters?',
    wrote: 'You asked us to pause your letters',
    follows: 'they pause',
  },
  resume: {
    subject: 'Start your letters again?',
    wrote: 'You asked us to start your letters again',
    follows: 'they do',
  },
  'not-me': {
    subject: 'Was this not you?',
    wrote: 'You wrote that this was not you',
    follows: 'we won’t write to this address again',
  },
  'no-thanks': {
    subject: 'Would you like to be out?',
    wrote: 'You wrote “no thanks”',
    follows: 'you’re out',
  },
  yes: { subject: 'Is it still a yes?', wrote: 'You answered “yes”', follows: 'we take it' },
  no: { subject: 'Is it still a no?', wrote: 'You answered “no”', follows: 'we take it' },
  undo: {
    subject: 'Take your change back?',
    wrote: 'You asked us to undo your change',
    follows: 'it is taken back, if its hour is not over',
  },
  keep: {
    subject: 'Shall the season’s pages come to you?',
    wrote: 'You asked for your season’s pages',
    follows: 'they come to you',
  },
};

/** A request came to a reply address that has expired, or with the thread of a crew alone: it is done after a yes. */
export function confirm(content: ContentOf<'confirm'>, to: Recipient): Draft {
  const { subject, wrote, follows } = ASKED[content.asked];
  const end = closing(to, 'Reply “yes” if you meant it.');
  const said = [
    `${wrote}. We can’t be sure that this came from you, so we ask once more before we do it.`,
    `Reply “yes” and ${follows}. If you don’t reply, nothing changes. What you wrote is kept.`,
    ONLY_A_PROGRAM,
  ];
  return letterOf({
    subject,
    blocks: [sentences(hello(to)), questions([subject]), sentences(...said)],
    closing: end,
  });
}
