import type { Request } from '@crewtide/domain';
import type { Recipient } from '@crewtide/flows';
import { Note } from './components/Note.tsx';
import type { ContentOf, Draft } from './draft.ts';
import { closing } from './words/closing.ts';
import { hello, ONLY_A_PROGRAM } from './words/people.ts';
import { textPart } from './words/textPart.ts';

interface Asked {
  readonly subject: string;
  /** What the reply said. */
  readonly said: string;
  /** What a yes brings about. */
  readonly follows: string;
}

const ASKED: Readonly<Record<Request, Asked>> = {
  stop: { subject: 'Stop your letters?', said: 'You asked us to stop your letters', follows: 'they stop' },
  pause: {
    subject: 'Pause your letters?',
    said: 'You asked us to pause your letters',
    follows: 'they pause',
  },
  resume: {
    subject: 'Start your letters again?',
    said: 'You asked us to start your letters again',
    follows: 'they do',
  },
  'not-me': {
    subject: 'Was this not you?',
    said: 'You wrote that this was not you',
    follows: 'we won’t write to this address again',
  },
  'no-thanks': { subject: 'Would you like to be out?', said: 'You wrote “no thanks”', follows: 'you’re out' },
  yes: { subject: 'Is it still a yes?', said: 'You answered “yes”', follows: 'we take it' },
  no: { subject: 'Is it still a no?', said: 'You answered “no”', follows: 'we take it' },
};

/** A request came to a reply address that has expired, or with the thread of a crew alone: it is done after a yes. */
export function confirm(content: ContentOf<'confirm'>, to: Recipient): Draft {
  const { subject, said, follows } = ASKED[content.asked];
  const end = closing(to, 'Reply “yes” if you meant it.');
  const greeting = hello(to);
  const sentences = [
    `${said}. We can’t be sure that this came from you, so we ask once more before we do it.`,
    `Reply “yes” and ${follows}. If you don’t reply, nothing changes. What you wrote is kept.`,
    ONLY_A_PROGRAM,
  ];
  return {
    subject,
    html: (
      <Note subject={subject} greeting={greeting} question={subject} sentences={sentences} closing={end} />
    ),
    text: textPart([greeting, subject, ...sentences], end),
  };
}
