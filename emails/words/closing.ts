import type { Recipient } from '@crewtide/flows';
import type { Closing } from '../draft.ts';
import { inSentence } from './clean.ts';

const wayOut = (to: Recipient) => ({ from: inSentence(to.congregation.name), url: to.leaveUrl });

/** `lead` says what a reply is for here; `more` can be replied to this letter, the rest to any. */
export const closing = (to: Recipient, lead: string, ...more: readonly string[]): Closing => ({
  line: `${lead === '' ? 'You can reply:' : `${lead} You can also reply:`} ${[...more, 'pause', 'stop', 'this was not me'].join(' · ')}.`,
  leave: wayOut(to),
});

/** Her letters are off or about to go off: what is left to say is how they come back. */
export const closingWith = (to: Recipient, line: string): Closing => ({ line, leave: wayOut(to) });

/** To somebody who has left: there is nothing to leave any more. */
export const lastClosing = (to: Recipient): Closing => ({
  line: `This is the last letter from ${inSentence(to.congregation.name)}.`,
  leave: undefined,
});
