import { instant } from '@crewtide/domain';
import { expect, it } from 'vitest';
import type { Mail } from './mail.ts';
import { threadsOf } from './threads.ts';

const mail = (id: string, messageId: string, references: readonly string[] = []): Mail => ({
  id,
  sent: false,
  from: { name: '', address: 'a@people.example' },
  to: { name: '', address: 'b@people.example' },
  answerTo: { name: '', address: 'a@people.example' },
  subject: `subject ${id}`,
  text: '',
  html: undefined,
  attachments: [],
  messageId,
  references,
  letter: undefined,
  at: instant.parse('2026-11-23T09:00:00.000Z'),
  bytes: new Uint8Array(),
});

const idsOf = (mails: readonly Mail[]) => threadsOf(mails).map((thread) => thread.mails.map(({ id }) => id));

it('mails that name the same root stand in one thread, though the first of them never came', () => {
  expect(idsOf([mail('1', 'm1', ['root']), mail('2', 'm2', ['root', 'other'])])).toEqual([['1', '2']]);
});

it('an answer stands with what it answers', () => {
  expect(idsOf([mail('1', 'm1'), mail('2', 'm2', ['m1']), mail('3', 'm3', ['another-root', 'm2'])])).toEqual([
    ['1', '2', '3'],
  ]);
});

it('the thread with the newest mail comes first', () => {
  expect(idsOf([mail('1', 'm1'), mail('2', 'm2'), mail('3', 'm3', ['m1'])])).toEqual([['1', '3'], ['2']]);
});

it('mails without an id stand alone', () => {
  expect(idsOf([mail('1', ''), mail('2', '')])).toEqual([['2'], ['1']]);
});
