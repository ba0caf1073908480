import { describe, expect, test } from 'vitest';
import { instantOf, memberNamed, NOW, promptLetterTo, promptTo } from '../../../test/support/builders.ts';
import { asksAgainAt, looksAgainAt, looksForMailAt, receivedEvent } from './providerEvent.ts';
import { later } from './time.ts';

const event = receivedEvent('mail-1', NOW);

test('mail that a provider has is one event, whoever tells of it', () => {
  expect(event).toEqual({
    id: 'received#mail-1',
    happening: { name: 'received', mail: 'mail-1' },
    toldAt: NOW,
    due: NOW,
    tries: 0,
    expiresAt: instantOf('2027-01-22T09:00:00.000Z'),
  });
});

describe('a provider that can’t be asked', () => {
  test('is asked again after ever more minutes, at last every hour', () => {
    const minutes = [0, 1, 2, 3, 4, 5, 100].map((tries) => asksAgainAt({ ...event, tries }, NOW, undefined));
    expect(minutes).toEqual([1, 2, 5, 15, 30, 60, 60].map((wait) => later(NOW, { minutes: wait })));
  });

  test('is asked when it said, within a day', () => {
    expect(asksAgainAt(event, NOW, 90)).toBe(later(NOW, { seconds: 90 }));
    expect(asksAgainAt(event, NOW, 1e9)).toBe(later(NOW, { days: 1 }));
  });

  test('is asked no more when thirty days have passed', () => {
    expect(asksAgainAt(event, later(NOW, { days: 30, milliseconds: -1 }), 90)).toBeDefined();
    expect(asksAgainAt(event, later(NOW, { days: 30 }), 90)).toBeUndefined();
  });
});

test('mail that is not at the provider is asked for again through three days', () => {
  expect(looksForMailAt(event, NOW)).toBe(later(NOW, { minutes: 1 }));
  const late = later(NOW, { days: 3, milliseconds: -1 });
  expect(looksForMailAt({ ...event, tries: 70 }, late)).toBe(later(late, { minutes: 60 }));
  expect(looksForMailAt(event, later(NOW, { days: 3 }))).toBeUndefined();
});

test('news of a letter waits an hour at most for the letter’s own mark', () => {
  const ana = memberNamed('Ana');
  const letter = promptLetterTo(ana, promptTo([ana]));
  const sending = { ...letter, state: { name: 'sending', firstTryAt: NOW, tries: 1 } } as const;
  expect(looksAgainAt(event, sending, NOW)).toBe(later(NOW, { minutes: 1 }));
  expect(looksAgainAt(event, letter, later(NOW, { minutes: 59 }))).toBe(later(NOW, { minutes: 60 }));
  expect(looksAgainAt(event, sending, later(NOW, { hours: 1 }))).toBeUndefined();
  const refused = { ...letter, state: { name: 'refused', at: NOW, status: '5.7.1' } } as const;
  expect(looksAgainAt(event, refused, NOW)).toBeUndefined();
});
