import { heldMailId, type LetterContent } from '@crewtide/domain';
import type { Recipient } from '@crewtide/flows';
import { anna, at, host, type Preview, question } from './people.ts';

const about = `Re: Dolphins: ${question}`;

const toMember: Readonly<Record<string, LetterContent>> = {
  'receipt-stop': { template: 'receipt', done: 'stop' },
  'receipt-pause': { template: 'receipt', done: 'pause', until: at('2027-03-01T08:00') },
  'receipt-resume': { template: 'receipt', done: 'resume' },
  'receipt-not-me': { template: 'receipt', done: 'not-me' },
  'receipt-no-thanks': { template: 'receipt', done: 'no-thanks' },
  'receipt-released': { template: 'receipt', done: 'released' },
  'receipt-discarded': { template: 'receipt', done: 'discarded' },
  'receipt-undone': { template: 'receipt', done: 'undone' },
  confirm: { template: 'confirm', asked: 'pause' },
  'ask-sender': {
    template: 'ask-sender',
    held: heldMailId.parse('nbswy3dpeb3w64tm'),
    sender: 'anna.at.work@example.com',
    reason: 'unknown-sender',
    about,
  },
  'ask-sender-unproven': {
    template: 'ask-sender',
    held: heldMailId.parse('nbswy3dpeb3w64tm'),
    sender: 'anna@example.org',
    reason: 'unproven-sender',
    about,
  },
  'ask-sender-no-letter': {
    template: 'ask-sender',
    held: heldMailId.parse('nbswy3dpeb3w64tm'),
    sender: 'anna@example.org',
    reason: 'no-letter-named',
    about,
  },
  'no-words': { template: 'no-words', about },
  unreadable: { template: 'unreadable', about },
};

const toHost: Readonly<Record<string, LetterContent>> = {
  'host-notice': {
    template: 'host-notice',
    held: [
      { sender: 'anna.at.work@example.com', reason: 'unknown-sender', letter: 'prompt' },
      { sender: 'anna@example.org', reason: 'unproven-sender', letter: 'prompt' },
      { sender: '', reason: 'no-sender', letter: 'none' },
    ],
    undeliverable: [{ member: 'Caro', letter: 'prompt' }],
    more: 3,
  },
};

const previewsTo = (who: Recipient, contents: Readonly<Record<string, LetterContent>>): readonly Preview[] =>
  Object.entries(contents).map(([name, content]) => ({ name, content, recipient: who }));

/** What a congregation's members and hosts get besides. */
export const service: readonly Preview[] = [...previewsTo(anna, toMember), ...previewsTo(host, toHost)];
