import { describe, expect, test } from 'vitest';
import { answerOf, memberNamed, NOW, promptTo, seasonOf } from '../../../test/support/builders.ts';
import { type Keepsake, keepsakeOf, shortened } from './keepsake.ts';
import type { Member } from './member.ts';
import { promptOf, type Season } from './season.ts';
import { later } from './time.ts';

const [ana, bo, cleo] = ['Ana', 'Bo', 'Cleo'].map((name) => memberNamed(name));
if (!ana || !bo || !cleo) throw new Error('three members');
const planned = seasonOf([ana, bo, cleo]);
const ended = (...members: readonly Member[]): Season => ({
  ...planned,
  state: { name: 'ended', at: NOW, members: members.map(({ id }) => id) },
});
const promptBefore = (number: number, ...asked: readonly Member[]) =>
  promptTo(asked, { id: promptOf(planned.id, number), state: 'closed' });
const first = promptBefore(1, ana, bo, cleo);
const second = promptBefore(2, ana, bo);

const keepsake = (change: Partial<Parameters<typeof keepsakeOf>[0]> = {}) =>
  keepsakeOf({
    season: ended(ana, bo, cleo),
    crew: 'Tide pool',
    members: [ana, bo, cleo],
    prompts: [first, second],
    replies: [
      answerOf(bo, second, 'A walk.'),
      answerOf(cleo, first, 'Sleep.', later(NOW, { minutes: 1 })),
      answerOf(ana, first, 'Quiet.'),
    ],
    reader: ana.id,
    ...change,
  });
const saidIn = (kept: Keepsake | undefined) =>
  kept?.parts.map(({ answers }) => answers.map(({ name, words }) => `${name}: ${words}`));

describe('a keepsake', () => {
  test('holds what she was asked, and what those said whom she read, her own words among them', () => {
    expect(keepsake()).toEqual({
      template: 'keepsake',
      season: planned.id,
      crew: 'Tide pool',
      from: '2026-12-01',
      to: '2026-12-29',
      parts: [
        {
          at: '2026-12-01T19:30:00.000Z',
          questions: first.questions,
          answers: [
            { name: 'Ana', words: 'Quiet.' },
            { name: 'Cleo', words: 'Sleep.' },
          ],
        },
        {
          at: '2026-12-08T19:30:00.000Z',
          questions: second.questions,
          answers: [{ name: 'Bo', words: 'A walk.' }],
        },
      ],
    });
  });

  test('holds nothing that she was no reader of, and nobody who was asked no more', () => {
    expect(saidIn(keepsake({ reader: cleo.id }))).toEqual([['Ana: Quiet.', 'Cleo: Sleep.']]);
    expect(saidIn(keepsake({ replies: [answerOf(cleo, second, 'Not asked.')] }))).toEqual([]);
  });

  test('holds nothing of somebody whom a host took out of the crew', () => {
    expect(saidIn(keepsake({ season: ended(ana, bo) }))).toEqual([['Ana: Quiet.'], ['Bo: A walk.']]);
  });

  test('is for those who were there at the end, and after it', () => {
    expect(keepsake({ reader: cleo.id, season: ended(ana, bo) })).toBeUndefined();
    expect(keepsake({ season: planned })).toBeUndefined();
    expect(keepsake({ season: { ...planned, state: { name: 'ended', at: NOW } } })).toBeUndefined();
  });

  test('counts pictures, and leaves out what says nothing and notes', () => {
    const photos = [{ id: 'a'.repeat(16), description: '', width: 1, height: 1 }];
    const { prompt: _, ...note } = answerOf(bo, first, 'Running late.');
    const replies = [
      { ...answerOf(bo, first, ''), photos, unshown: 2 },
      { ...answerOf(ana, first, '') },
      { ...note, passedOn: true as const },
    ];
    expect(keepsake({ replies })?.parts[0]?.answers).toEqual([{ name: 'Bo', words: '', unshown: 3 }]);
  });

  test('of a season without a meeting is empty', () => {
    const none = { ...ended(ana), meetings: [] };
    expect(keepsake({ season: none })).toMatchObject({ from: '2026-11-23', to: '2026-11-23', parts: [] });
  });

  test('gives way in a letter, and says so; its page holds every word', () => {
    const long = keepsake({
      replies: [answerOf(ana, first, 'x'.repeat(30_000)), answerOf(bo, second, 'y'.repeat(30_000))],
    });
    if (long === undefined) throw new Error('a keepsake');
    const short = shortened(long);
    expect(Buffer.byteLength(JSON.stringify(short))).toBeLessThan(26_000);
    expect(short.shortened).toBe(true);
    expect(short.parts.map(({ answers }) => answers[0]?.words.slice(-3))).toEqual(['[…]', '[…]']);
    const whole = keepsake();
    expect(whole && shortened(whole)).toBe(whole);
  });
});
