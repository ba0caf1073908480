import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Rhythm, weekday } from './rhythm.ts';
import { dayAfter, daysOf } from './rhythmDays.ts';
import { localDate, localTime, timeZone } from './time.ts';

const SEED = 20_261_123;
const DAY = 86_400_000;
const lisbon = { time: localTime.parse('19:30'), zone: timeZone.parse('Europe/Lisbon') };

type NotByMoon = Exclude<Rhythm, { every: 'moon' }>;
const onAWeekday = fc.record({
  weekday: fc.constantFrom(...weekday.options),
  which: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, 'last' as const),
});
const rhythms: fc.Arbitrary<NotByMoon> = fc.oneof(
  fc.record({ every: fc.constantFrom('week' as const, 'fortnight' as const) }),
  fc.record({
    every: fc.constant('month' as const),
    on: fc.oneof(fc.record({ day: fc.integer({ min: 1, max: 31 }) }), onAWeekday),
  }),
);
const firstDays = fc
  .integer({ min: Date.UTC(2026, 0) / DAY, max: Date.UTC(2036, 11, 31) / DAY })
  .map((day) => day * DAY);

const text = (day: number) => localDate.parse(new Date(day).toISOString().slice(0, 10));
const nameOf = (day: number) => weekday.options[(new Date(day).getUTCDay() + 6) % 7];
const dateOf = (day: number) => new Date(day).getUTCDate();
const isLastOfMonth = (day: number) => dateOf(day + DAY) === 1;
const monthOf = (day: number) => new Date(day).getUTCMonth();

/** Told from the day alone. */
function isDayOf(rhythm: NotByMoon, day: number, first: number): boolean {
  if (rhythm.every === 'week') return ((day - first) / DAY) % 7 === 0;
  if (rhythm.every === 'fortnight') return ((day - first) / DAY) % 14 === 0;
  const { on } = rhythm;
  if ('day' in on) return dateOf(day) === on.day || (isLastOfMonth(day) && dateOf(day) < on.day);
  if (nameOf(day) !== on.weekday) return false;
  if (on.which === 'last') return monthOf(day + 7 * DAY) !== monthOf(day);
  return Math.ceil(dateOf(day) / 7) === on.which;
}

test('the days of a rhythm are exactly those that a walk over the calendar finds, none left out', () => {
  fc.assert(
    fc.property(rhythms, firstDays, fc.integer({ min: 1, max: 30 }), (rhythm, first, count) => {
      const expected: string[] = [];
      for (let day = first; expected.length < count; day += DAY) {
        if (isDayOf(rhythm, day, first)) expected.push(text(day));
      }
      expect(daysOf(rhythm, text(first), count, lisbon)).toEqual(expected);
    }),
    { numRuns: 400, seed: SEED },
  );
});

test('the day after one is the next that a walk over the calendar finds', () => {
  fc.assert(
    fc.property(rhythms, firstDays, (rhythm, first) => {
      let day = first + DAY;
      while (!isDayOf(rhythm, day, first)) day += DAY;
      expect(dayAfter(rhythm, text(first), lisbon)).toBe(text(day));
    }),
    { numRuns: 200, seed: SEED },
  );
});

describe('a month that is too short takes its last day', () => {
  test.each([
    [29, '2028-01-29', ['2028-01-29', '2028-02-29', '2028-03-29', '2028-04-29']],
    [29, '2027-01-29', ['2027-01-29', '2027-02-28', '2027-03-29', '2027-04-29']],
    [30, '2028-01-30', ['2028-01-30', '2028-02-29', '2028-03-30', '2028-04-30']],
    [31, '2027-01-31', ['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30']],
    [31, '2027-02-28', ['2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31']],
  ])('on the %i from %s', (day, from, expected) => {
    expect(daysOf({ every: 'month', on: { day } }, localDate.parse(from), 4, lisbon)).toEqual(expected);
  });

  test('and a season from 29 February has all its meetings', () => {
    const leapDay = localDate.parse('2028-02-29');
    const expected = ['2028-02-29', '2028-03-07', '2028-03-14', '2028-03-21', '2028-03-28'];
    expect(daysOf({ every: 'week' }, leapDay, 5, lisbon)).toEqual(expected);
  });
});

describe('a month by its weekday', () => {
  test('is the second Tuesday', () => {
    const rhythm = { every: 'month', on: { weekday: 'tuesday', which: 2 } } as const;
    expect(daysOf(rhythm, localDate.parse('2026-12-09'), 3, lisbon)).toEqual([
      '2027-01-12',
      '2027-02-09',
      '2027-03-09',
    ]);
  });

  test('is the last Friday', () => {
    const rhythm = { every: 'month', on: { weekday: 'friday', which: 'last' } } as const;
    expect(daysOf(rhythm, localDate.parse('2026-12-09'), 3, lisbon)).toEqual([
      '2026-12-25',
      '2027-01-29',
      '2027-02-26',
    ]);
  });
});
