import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { clockOf, hoursBefore } from './hours.ts';
import type { Rhythm } from './rhythm.ts';
import { daysOf } from './rhythmDays.ts';
import {
  instantAt,
  instantFromMilliseconds,
  localDate,
  localTime,
  localTimeAt,
  millisecondsOf,
  type TimeZone,
  timeZone,
} from './time.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A clock in `zone` jumps by `by` milliseconds at `at`: forward where positive. */
interface ClockChange {
  readonly zone: TimeZone;
  readonly at: number;
  readonly by: number;
  /** The wall clock's times as if they were UTC: the hour that is skipped, or comes twice, is from `from` until `until`. */
  readonly from: number;
  readonly until: number;
}

/** Every one of the years 2026 to 2036 in every zone. */
const changes: readonly ClockChange[] = Intl.supportedValuesOf('timeZone').flatMap((name) => {
  const found: ClockChange[] = [];
  let next = Temporal.ZonedDateTime.from({
    year: 2026,
    month: 1,
    day: 1,
    timeZone: name,
  }).getTimeZoneTransition('next');
  for (; next !== null && next.year <= 2036; next = next.getTimeZoneTransition('next')) {
    const before = next.subtract({ nanoseconds: 1 }).offsetNanoseconds / 1e6;
    const after = next.offsetNanoseconds / 1e6;
    const at = next.epochMilliseconds;
    const [from, until] = [at + Math.min(before, after), at + Math.max(before, after)];
    found.push({ zone: timeZone.parse(name), at, by: after - before, from, until });
  }
  return found;
});
const shown = (clock: number) => new Date(clock).toISOString();
const dateShown = (clock: number) => localDate.parse(shown(clock).slice(0, 10));
const timeShown = (clock: number) => localTime.parse(shown(clock).slice(11, 16));

test('many clocks change', () => {
  expect(changes.length).toBeGreaterThan(2_000);
  expect(new Set(changes.map(({ by }) => by > 0)).size).toBe(2);
});

describe('around every clock change of every zone, 2026 to 2036', () => {
  test.each<[string, (clock: number) => Rhythm, number]>([
    ['a weekly', () => ({ every: 'week' }), 7],
    ['a fortnightly', () => ({ every: 'fortnight' }), 14],
    ['a monthly', (clock) => ({ every: 'month', on: { day: new Date(clock).getUTCDate() } }), 28],
  ])(
    '%s meeting keeps its clock, moves by the gap where it is skipped, takes the first where it comes twice',
    (_, rhythmAt, least) => {
      for (const { zone, at, by, from, until } of changes) {
        for (const clock of [from - MINUTE, from, (from + until) / 2, until - MINUTE, until]) {
          const [time, skipped] = [timeShown(clock), by > 0 && clock >= from && clock < until];
          const rhythm = rhythmAt(clock);
          const days = daysOf(rhythm, dateShown(clock), 3, { time, zone });
          expect(days.length).toBe(3);
          const starts = days.map((day) => instantAt(clockOf(day, time), zone));
          const [first = '', ...others] = starts.map((start) => localTimeAt(start, zone));
          // On the day itself.
          expect(first).toBe(shown(skipped ? clock + by : clock).slice(0, 16));
          const offsetBefore = by > 0 ? from - at : until - at;
          const offset = clock >= until ? offsetBefore + by : offsetBefore;
          expect(millisecondsOf(starts[0] ?? instantFromMilliseconds(0))).toBe(clock - offset);
          // And ever after.
          others.forEach((other, index) => {
            expect(other.slice(11)).toBe(time);
            const distance = (Date.parse(`${other}Z`) - clock) / DAY / (index + 1);
            expect(distance).toBeGreaterThanOrEqual(least);
            expect(distance).toBeLessThanOrEqual(least === 28 ? 31 : least);
          });
          expect(new Set(starts).size).toBe(3);
          expect([...starts].sort()).toEqual(starts);
        }
      }
    },
  );

  test('two days before a meeting are calendar days where the member is, at nine on her clock', () => {
    for (const { zone, at } of changes) {
      const day = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short' });
      for (const hours of [-30, -1, 0, 3, 20, 40, 50]) {
        const start = at + hours * HOUR;
        const twoBefore = new Date(Date.parse(day.format(start)) - 2 * DAY).toISOString().slice(0, 10);
        const asked = hoursBefore(instantFromMilliseconds(start), zone, 2, 9);
        expect(asked).toBe(`${twoBefore}T09:00`);
        // Nine is skipped nowhere.
        const leaves = instantAt(asked, zone);
        expect(localTimeAt(leaves, zone)).toBe(asked);
        const ahead = (start - millisecondsOf(leaves)) / HOUR;
        expect(ahead).toBeGreaterThanOrEqual(37);
        expect(ahead).toBeLessThan(65);
      }
    }
  });
});
