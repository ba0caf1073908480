import type { Template } from '@crewtide/domain';

const KINDS: Readonly<Record<Template, string>> = {
  welcome: 'a welcome',
  prompt: 'a crew’s prompt',
  digest: 'a crew’s digest',
  note: 'a reply within a crew',
  'your-crew': 'a letter about who is in a crew',
  change: 'a crew’s change',
  echo: 'a letter that said what a meeting’s host changed',
  'change-unclear': 'a letter about a change that couldn’t be made',
  farewell: 'a farewell from a crew',
  review: 'a crew’s review',
  'go-on': 'a letter that asked for a yes or a no',
  outcome: 'a season’s outcome',
  keepsake: 'a season’s pages',
  receipt: 'a receipt',
  confirm: 'a letter that asked for a yes',
  'ask-sender': 'a letter that asked who wrote',
  'no-words': 'a letter about a mail without words',
  unreadable: 'a letter about a mail that we couldn’t open',
  'host-notice': 'a letter to hosts',
};

const isKind = (letter: string): letter is Template => Object.hasOwn(KINDS, letter);

/** To hosts a letter is called by its kind, never by its question. Undefined where mail named no letter of ours. */
export const letterOfKind = (letter: string): string | undefined =>
  isKind(letter) ? KINDS[letter] : undefined;
