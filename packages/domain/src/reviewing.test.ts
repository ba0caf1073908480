import { describe, expect, test } from 'vitest';
import {
  answerOf,
  crewOf,
  instantOf,
  memberNamed,
  NOW,
  promptTo,
  seasonOf,
  stored,
} from '../../../test/support/builders.ts';
import { comesLater } from './digest.ts';
import type { Late } from './digestAnswers.ts';
import { reviewHourOf } from './nextStepHours.ts';
import { meetingsOn } from './occasions.ts';
import { REVIEW_QUESTIONS } from './reviewAnswers.ts';
import { decideReviewLetters } from './reviewing.ts';
import type { Season } from './season.ts';
import { USUAL_SETTINGS } from './settings.ts';
import { later, timeZone } from './time.ts';

const ana = memberNamed('Ana');
const kiri = memberNamed('Kiri', { zone: timeZone.parse('Europe/Helsinki') });
const members = [ana, kiri];
const season = seasonOf(members);
const [last] = meetingsOn(season).slice(-1);
if (last === undefined) throw new Error('a last meeting');
const hours = {
  kiri: reviewHourOf(season, last, kiri, USUAL_SETTINGS).due,
  ana: instantOf('2026-12-30T09:00:00.000Z'),
};
/** Before any of them, a late answer came. */
const prompt = promptTo(members);
const lateReply = (words: string, at = NOW): Late => {
  const reply = answerOf(ana, prompt, words, at);
  const { record } = comesLater(crewOf(), reply);
  if (record.kind !== 'late-reply') throw new Error('a pointer');
  return { pointer: stored(record), reply, prompt };
};

const decide = (change: Partial<Parameters<typeof decideReviewLetters>[0]> = {}) =>
  decideReviewLetters({
    season,
    crew: crewOf(...members),
    members,
    late: [],
    now: hours.kiri,
    settings: USUAL_SETTINGS,
    ...change,
  });
const reviewIn = ({ state }: Season) => (state.name === 'reviewing' ? state.review : undefined);

describe('the review', () => {
  test('asks each in the morning of her own zone, and names those asked and the outcome’s hour at the first', () => {
    expect(hours.kiri < hours.ana).toBe(true);
    const first = decide();
    expect(first.letters.map(({ to }) => to)).toEqual([kiri.id]);
    expect(reviewIn(first.season)).toEqual({
      asked: [ana.id, kiri.id],
      written: [kiri.id],
      begunAt: hours.kiri,
      outcomeAt: '2027-01-06T18:00',
    });
    const second = decide({ season: first.season, now: hours.ana });
    expect(second.letters.map(({ to }) => to)).toEqual([ana.id]);
    expect(reviewIn(second.season)?.written).toEqual([kiri.id, ana.id]);
    expect(reviewIn(second.season)?.outcomeAt).toBe('2027-01-06T18:00');
    expect(decide({ season: second.season, now: later(hours.ana, { hours: 1 }) }).letters).toEqual([]);
  });

  test('asks five questions, and says when the outcome comes', () => {
    const [letter] = decide().letters;
    expect(letter).toMatchObject({
      thread: season.id,
      crew: crewOf().id,
      usefulUntil: '2027-01-06T18:00:00.000Z',
      content: {
        template: 'review',
        held: 5,
        questions: REVIEW_QUESTIONS,
        outcomeAt: '2027-01-06T18:00:00.000Z',
        answers: [],
      },
    });
  });

  test('brings what came after the last digest to everybody, whenever they are asked; the last takes it off the list', () => {
    const [before, after] = [
      lateReply('Sorry, late.'),
      lateReply('Later still.', later(hours.kiri, { minutes: 5 })),
    ];
    const first = decide({ late: [before] });
    expect(first.letters[0]?.content).toMatchObject({ answers: [{ name: 'Ana', words: 'Sorry, late.' }] });
    expect(first.records).toEqual([]);
    const second = decide({ season: first.season, late: [before, after], now: hours.ana });
    expect(second.letters[0]?.content).toMatchObject({ answers: [{ name: 'Ana', words: 'Sorry, late.' }] });
    expect(second.records).toEqual([{ change: 'remove', record: before.pointer }]);
  });

  test('passes over who left, pauses or was taken out of the crew meanwhile', () => {
    const { season: asked } = decide();
    const left = { ...ana, standing: { name: 'left', at: NOW, by: 'stop' } as const };
    expect(decide({ season: asked, members: [left, kiri], now: hours.ana }).letters).toEqual([]);
    expect(decide({ season: asked, crew: crewOf(kiri), now: hours.ana }).letters).toEqual([]);
    expect(reviewIn(decide({ members: [left, kiri], now: hours.ana }).season)?.asked).toEqual([kiri.id]);
  });

  test('asks nobody of a season in which no meeting was held', () => {
    const cancelled = { ...season, meetings: season.meetings.map((each) => ({ ...each, on: false })) };
    expect(decide({ season: cancelled, now: hours.ana }).letters).toEqual([]);
  });
});
