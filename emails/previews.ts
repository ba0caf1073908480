import { heldMailId, instant, type LetterContent, promptId, timeZone } from '@crewtide/domain';
import type { Recipient } from '@crewtide/flows';

/** A letter as it may really be, to look at and to try. */
export interface Preview {
  /** Unique; fit for a file name. */
  readonly name: string;
  readonly content: LetterContent;
  readonly recipient: Recipient;
}

const zone = timeZone.parse('Europe/Lisbon');
const recipient: Recipient = {
  member: { name: 'Anna', zone, role: 'member' },
  congregation: { name: 'Willow Circle', zone },
  leaveUrl: 'https://letters.example.org/leave/k3v7q2m4x6zbn5dtwhyf3c2jra4ueopgs6il7kbmq2xw5tzn',
};
const host: Recipient = { ...recipient, member: { name: 'Ben', zone, role: 'host' } };
const asked = promptId.parse('mzxw6ytboi2dimrs');
const question = 'What would help you most in the coming week?';
const about = `Re: Dolphins: ${question}`;

const toMember: Readonly<Record<string, LetterContent>> = {
  welcome: { template: 'welcome', addedBy: 'Ben Okafor' },
  prompt: {
    template: 'prompt',
    prompt: asked,
    crew: 'Dolphins',
    questions: [question],
    readers: ['Ben', 'Caro', 'Dev', 'Ewa'],
    digestAt: instant.parse('2026-12-03T18:00:00.000Z'),
  },
  'prompt-two-questions': {
    template: 'prompt',
    prompt: asked,
    crew: 'Dolphins',
    questions: [
      'Since we last met, what did you do that you had put off for a long time?',
      'What would you like an hour of our attention for on Thursday?',
    ],
    readers: ['Ben', 'Caro', 'Dev', 'Ewa'],
    digestAt: instant.parse('2026-12-03T18:00:00.000Z'),
  },
  digest: {
    template: 'digest',
    prompt: asked,
    crew: 'Dolphins',
    questions: [question],
    answers: [
      {
        name: 'Anna',
        words:
          'An hour without the phone, each morning. I managed it twice last week and both days were better.\n\nIf one of you wants to do the same, write to me and we start on Monday.',
      },
      {
        name: 'Caro',
        words:
          'Somebody to read the first pages of my application:\n\n- is it honest?\n- is it too long?\n- would you read on?',
      },
      {
        name: 'Ben',
        words: 'I did call my brother after all. It took four minutes and ten years.',
        late: ['What have you been putting off?'],
      },
    ],
    readers: ['Ben', 'Caro', 'Dev', 'Ewa'],
  },
  'digest-only-late': {
    template: 'digest',
    prompt: asked,
    crew: 'Dolphins',
    questions: [question],
    answers: [
      {
        name: 'Dev',
        words: 'Sorry, I was on the road. The garden, mostly. It can’t wait for spring.',
        late: ['What have you been putting off?'],
      },
    ],
    readers: ['Ben', 'Caro', 'Dev'],
  },
  'receipt-stop': { template: 'receipt', done: 'stop' },
  'receipt-pause': {
    template: 'receipt',
    done: 'pause',
    until: instant.parse('2027-03-01T08:00:00.000Z'),
  },
  'receipt-resume': { template: 'receipt', done: 'resume' },
  'receipt-not-me': { template: 'receipt', done: 'not-me' },
  'receipt-no-thanks': { template: 'receipt', done: 'no-thanks' },
  'receipt-released': { template: 'receipt', done: 'released' },
  'receipt-discarded': { template: 'receipt', done: 'discarded' },
  confirm: { template: 'confirm', asked: 'pause' },
  'ask-sender': {
    template: 'ask-sender',
    held: heldMailId.parse('nbswy3dpeb3w64tm'),
    sender: 'anna.at.work@example.com',
    reason: 'unknown-sender',
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
      { sender: '', reason: 'no-sender', letter: 'none' },
    ],
    undeliverable: [{ member: 'Caro', letter: 'prompt' }],
    more: 3,
  },
};

const previewsTo = (who: Recipient, contents: Readonly<Record<string, LetterContent>>): readonly Preview[] =>
  Object.entries(contents).map(([name, content]) => ({ name, content, recipient: who }));

/** Every kind of letter at least once. */
export const previews: readonly Preview[] = [...previewsTo(recipient, toMember), ...previewsTo(host, toHost)];
