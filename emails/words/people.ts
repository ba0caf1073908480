import type { Recipient } from '@crewtide/flows';
import { inSentence } from './clean.ts';

export const hello = (to: Recipient): string => `Hello ${inSentence(to.member.name)},`;

/** `Anna, Ben and Caro`. */
export function namesOf(people: readonly string[]): string {
  const names = people.map((name) => inSentence(name));
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** The one line that says who will read what is answered. `readers` are the others of the crew. */
export const whoReads = (readers: readonly string[]): string =>
  readers.length === 0
    ? 'Nobody but you will read your answer, not even hosts.'
    : `${namesOf(readers)} will read your answer. Nobody else will, not even hosts.`;

/** For letters whose reply goes to the crew at once. `readers` are whom it reaches. */
export const whomAReplyReaches = (readers: readonly { readonly name: string }[]): string =>
  readers.length === 0
    ? 'Reply, and it is kept. Nobody but you will read it, not even hosts.'
    : `Reply, and ${namesOf(readers.map(({ name }) => name))} ${readers.length === 1 ? 'reads' : 'read'} it at once. Nobody else will, not even hosts.`;

/** For letters whose answer is a yes or a no to us. */
export const ONLY_A_PROGRAM = 'A program will read your reply. No person will.';

/** For letters that ask to answer an earlier one once more. */
export const AS_THAT_LETTER_SAYS =
  'The letter that you answer says who will read your answer. Nobody else will, not even hosts.';
