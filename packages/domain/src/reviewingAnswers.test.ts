import { describe, expect, test } from 'vitest';
import { letterTo, memberNamed, NOW, seasonOf } from '../../../test/support/builders.ts';
import { derivedId } from './ids.ts';
import type { Reply } from './reply.ts';
import type { ReviewAnswer } from './reviewAnswers.ts';
import { goOnLetter, goOnLetterId, lastAnswer, type ReviewReply, withoutNames } from './reviewingAnswers.ts';
import type { Season } from './season.ts';
import { instant, later, localDateTime } from './time.ts';

const ana = memberNamed('Ana');
const bo = memberNamed('Bo');
const season: Season = {
  ...seasonOf([ana, bo]),
  state: {
    name: 'reviewing',
    review: {
      asked: [ana.id, bo.id],
      written: [ana.id, bo.id],
      begunAt: NOW,
      outcomeAt: localDateTime.parse('2026-11-30T18:00'),
    },
  },
};
const outcomeAt = instant.parse('2026-11-30T18:00:00.000Z');

const saying = (minutes: number, ...answers: ReviewAnswer[]): Reply => ({
  kind: 'reply',
  id: `${season.id}#${derivedId('reply', String(minutes), JSON.stringify(answers))}`,
  letter: goOnLetterId(season.id, ana.id),
  member: ana.id,
  words: 'words',
  season: season.id,
  answers,
  receivedAt: later(NOW, { minutes }),
  raw: 'raw',
});
const goOn = (yes?: boolean): ReviewAnswer => ({
  question: 'go-on',
  words: 'words',
  ...(yes === undefined ? {} : { yes }),
});

describe('of several answers', () => {
  test('the latest wins, in whatever order they are read', () => {
    const [first, second] = [saying(1, goOn(true)), saying(2, goOn(false))];
    for (const replies of [
      [first, second],
      [second, first],
    ]) {
      expect(lastAnswer(replies, ana.id, 'go-on')?.yes).toBe(false);
    }
    expect(lastAnswer([saying(1, goOn(false), goOn(true))], ana.id, 'go-on')?.yes).toBe(true);
  });

  test('of one moment the choice is always the same', () => {
    const [yes, no] = [saying(1, goOn(true)), saying(1, goOn(false))];
    expect(lastAnswer([yes, no], ana.id, 'go-on')).toEqual(lastAnswer([no, yes], ana.id, 'go-on'));
  });

  test('one that can’t be told takes nothing back, and silence is no answer', () => {
    expect(lastAnswer([saying(1, goOn(true)), saying(2, goOn())], ana.id, 'go-on')?.yes).toBe(true);
    const blank: ReviewAnswer = { question: 'liked', words: ' ' };
    expect(lastAnswer([saying(1, blank)], ana.id, 'liked')).toBeUndefined();
    expect(lastAnswer([saying(1, goOn(true))], bo.id, 'go-on')).toBeUndefined();
    const { answers: _, ...unread } = saying(1);
    expect(lastAnswer([unread], ana.id, 'go-on')).toBeUndefined();
  });
});

test('what was said without names has an order of its own', () => {
  const said = ['a', 'b', 'c', 'd', 'e', 'f', 'b'];
  expect(withoutNames(season.id, said)).toEqual(withoutNames(season.id, said.toReversed()));
  expect([...withoutNames(season.id, said)].sort()).toEqual([...said].sort());
  expect(withoutNames(season.id, said)).not.toEqual(said);
});

describe('whether she goes on is asked again', () => {
  const review = letterTo(ana, {
    template: 'review',
    season: season.id,
    crew: 'Tide pool',
    held: 5,
    questions: ['go-on'],
    outcomeAt,
    answers: [],
  });
  const asked = (change: Partial<ReviewReply> = {}, now = NOW) =>
    goOnLetter(
      { letter: review, season, answers: [], isByQuestion: false, earlier: [], askedAgain: false, ...change },
      ana.id,
      'a@example.org',
      now,
    );

  test.each<[string, Partial<ReviewReply>]>([
    ['prose doesn’t say', {}],
    ['it couldn’t be told', { answers: [goOn()] }],
    ['it couldn’t be told, among numbered answers', { answers: [goOn()], isByQuestion: true }],
    ['it couldn’t be told, after a yes', { answers: [goOn()], earlier: [saying(1, goOn(true))] }],
  ])('where %s', (_, change) => {
    const [letter] = asked(change);
    expect(letter).toMatchObject({
      id: goOnLetterId(season.id, ana.id),
      answers: 'a@example.org',
      usefulUntil: outcomeAt,
      content: { template: 'go-on', season: season.id, crew: 'Tide pool', outcomeAt },
    });
  });

  test.each<[string, Partial<ReviewReply>]>([
    ['she said so', { answers: [goOn(false)] }],
    ['she left only that out', { answers: [], isByQuestion: true }],
    ['she had said so before', { earlier: [saying(1, goOn(false))] }],
    ['she was asked again before', { askedAgain: true }],
    ['the season has ended', { season: seasonOf([ana]) }],
    ['that is what she answers', { letter: letterTo(ana, { template: 'confirm', asked: 'pause' }) }],
  ])('but not where %s', (_, change) => {
    expect(asked(change)).toEqual([]);
  });

  test('but not once the outcome is due', () => {
    expect(asked({}, outcomeAt)).toEqual([]);
  });
});
