import { describe, expect, test } from 'vitest';
import { letterTo, memberNamed, NOW } from '../../../test/support/builders.ts';
import {
  afterWait,
  answered,
  answersTogether,
  cancelled,
  givenUp,
  hasEnded,
  mayTryAgain,
  nextTry,
  parked,
  tried,
} from './sending.ts';
import { later, millisecondsOf } from './time.ts';

const planned = letterTo(memberNamed('Ana'), { template: 'welcome', addedBy: 'Hanna' });
const offered = tried(planned, NOW);

describe('a letter', () => {
  test('remembers when it was first offered, and counts how often', () => {
    const again = tried(offered, later(NOW, { hours: 1 }));
    expect(again.state).toEqual({ name: 'sending', firstTryAt: NOW, tries: 2 });
  });

  test('may be repeated for 23 hours from its first offer, and no longer', () => {
    expect(mayTryAgain(planned, later(NOW, { days: 9 }))).toBe(true);
    expect(mayTryAgain(offered, later(NOW, { hours: 22, minutes: 59 }))).toBe(true);
    expect(mayTryAgain(offered, later(NOW, { hours: 23 }))).toBe(false);
  });

  test('that a carrier put off for five days is given up; one that nobody offered, or may have left, is not', () => {
    const after = (days: number) => later(planned.createdAt, { days });
    const putOff = { ...planned, state: { name: 'planned' as const, frozen: true as const } };
    expect(givenUp(putOff, after(5))?.state).toEqual({ name: 'refused', at: after(5), status: '4.4.7' });
    expect(givenUp(putOff, after(4))).toBeUndefined();
    expect(givenUp(planned, after(5))).toBeUndefined();
    expect(givenUp(offered, after(5))).toBeUndefined();
  });

  test('ends by being accepted, refused, cancelled or parked', () => {
    const accepted = answered(offered, { outcome: 'accepted', messageId: 'm@carrier' }, NOW);
    expect(accepted.state).toEqual({ name: 'sent', at: NOW, messageId: 'm@carrier' });
    const refused = answered(offered, { outcome: 'refused', status: '5.1.1' }, NOW);
    expect(refused.state).toEqual({ name: 'refused', at: NOW, status: '5.1.1' });
    const ends = [accepted, refused, cancelled(planned, 'left', NOW), parked(offered, NOW)];
    expect(ends.every(hasEnded)).toBe(true);
    expect([planned, offered].some(hasEnded)).toBe(false);
  });

  test('that was certainly not taken is planned again; once nobody knows, it stays on its way', () => {
    const notTaken = answered(offered, { outcome: 'later' }, NOW);
    expect(notTaken.state).toEqual({ name: 'planned', frozen: true });
    const unknown = answered(offered, { outcome: 'unknown' }, NOW);
    expect(unknown).toEqual(offered);
    const again = tried(unknown, NOW);
    expect(answered(again, { outcome: 'later' }, NOW)).toEqual(again);
  });
});

describe('letters that were offered in one request', () => {
  const accepted = { outcome: 'accepted', messageId: 'm@carrier' } as const;
  const refused = { outcome: 'refused', status: '5.1.1' } as const;
  const unknown = { outcome: 'unknown' } as const;
  const putOff = { outcome: 'later' } as const;

  test('are all on their way as long as one is: none that was put off leaves by itself', () => {
    expect(answersTogether([putOff, unknown, refused, accepted])).toEqual([
      unknown,
      unknown,
      refused,
      accepted,
    ]);
  });

  test('were put off for certain where another was taken, however often they were offered', () => {
    const [, answer] = answersTogether([accepted, putOff]);
    const again = tried(offered, NOW);
    expect(answer && answered(again, answer, NOW).state).toEqual({ name: 'planned', frozen: true });
  });

  test('that were all put off or refused are known to be so of this call alone', () => {
    expect(answersTogether([putOff, refused])).toEqual([putOff, refused]);
  });
});

test('a carrier that asks to wait is believed for a day, and asked no sooner than in a second', () => {
  const waits = [90.2, 0, -5, 1e12].map(
    (seconds) => (millisecondsOf(afterWait(NOW, seconds)) - millisecondsOf(NOW)) / 1000,
  );
  expect(waits).toEqual([91, 1, 1, 86_400]);
});

test('an unfinished page waits longer each time, and never more than an hour', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 99].map(
    (tries) => (millisecondsOf(nextTry(NOW, tries)) - millisecondsOf(NOW)) / 60_000,
  );
  expect(waits).toEqual([1, 2, 5, 15, 30, 60, 60, 60]);
});
