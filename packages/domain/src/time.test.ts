import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  instant,
  instantAt,
  instantFromMilliseconds,
  later,
  localDateAt,
  localDateTime,
  localTimeAt,
  millisecondsOf,
  nextHourAt,
  timeZone,
} from './time.ts';

const zones = Intl.supportedValuesOf('timeZone').map((name) => timeZone.parse(name));
const lisbon = timeZone.parse('Europe/Lisbon');
const local = (text: string) => localDateTime.parse(text);
const at = (text: string) => instant.parse(text);

/** Whole minutes from 1990 to 2060: since 1980 every zone's offset is whole minutes too. */
const minutes = fc
  .integer({ min: Date.UTC(1990, 0) / 60_000, max: Date.UTC(2060, 0) / 60_000 })
  .map((minute) => instantFromMilliseconds(minute * 60_000));

/** What the runtime's own calendar says. */
const clockIn = (zone: string) =>
  new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });

describe('a wall clock', () => {
  test('shows in every zone what the runtime says, and leads back to its instant', () => {
    for (const zone of zones) {
      const clock = clockIn(zone);
      fc.assert(
        fc.property(minutes, (moment) => {
          const shown = localTimeAt(moment, zone);
          expect(shown.replace('T', ' ')).toBe(clock.format(millisecondsOf(moment)));
          const back = instantAt(shown, zone);
          // An hour that comes twice is meant the first time.
          expect(back <= moment).toBe(true);
          expect(localTimeAt(back, zone)).toBe(shown);
        }),
        { numRuns: 10, seed: 20_261_123 },
      );
    }
  });

  test.each([
    ['a time that is skipped moves on by the gap', 'Europe/Lisbon', '2026-03-29T01:30', '01:30', '02:30'],
    ['half an hour can be skipped', 'Australia/Lord_Howe', '2026-10-04T02:15', '15:45', '02:45'],
    ['a time that comes twice is the first', 'Europe/Lisbon', '2026-10-25T01:30', '00:30', '01:30'],
    ['a day that never was moves on by a day', 'Pacific/Apia', '2011-12-30T08:00', '18:00', '08:00'],
  ])('%s', (_, zone, shown, utc, moved) => {
    const moment = instantAt(local(shown), timeZone.parse(zone));
    expect(moment.slice(11, 16)).toBe(utc);
    expect(localTimeAt(moment, timeZone.parse(zone)).slice(11)).toBe(moved);
  });
});

test('the next hour lies ahead, within a day of the wall clock, and at that hour', () => {
  fc.assert(
    fc.property(minutes, fc.constantFrom(...zones), fc.integer({ min: 0, max: 23 }), (now, zone, hour) => {
      const next = nextHourAt(now, zone, hour);
      const here = localTimeAt(now, zone);
      expect(next.slice(11)).toBe(`${String(hour).padStart(2, '0')}:00`);
      const ahead = Date.parse(`${next}Z`) - Date.parse(`${here}Z`);
      expect(ahead > 0 && ahead <= 24 * 3_600_000).toBe(true);
    }),
    { numRuns: 500, seed: 20_261_123 },
  );
});

test('at the very hour, the next is tomorrow', () => {
  expect(nextHourAt(at('2026-07-01T07:00:00.000Z'), lisbon, 8)).toBe('2026-07-02T08:00');
  expect(nextHourAt(at('2026-07-01T06:59:59.999Z'), lisbon, 8)).toBe('2026-07-01T08:00');
});

test('a day is that of the zone, and a duration knows no daylight saving', () => {
  expect(localDateAt(at('2026-07-01T23:30:00.000Z'), lisbon)).toBe('2026-07-02');
  expect(later(at('2026-03-28T12:00:00.000Z'), { days: 1 })).toBe('2026-03-29T12:00:00.000Z');
});

test.each([
  '2026-02-30T10:00',
  '2026-13-01T10:00',
  '2026-12-01T25:00',
  '2026-12-01',
  '2026-12-01T10:00Z',
  '2026-12-01T10:00:00',
])('%s is no local time', (text) => {
  expect(localDateTime.safeParse(text).success).toBe(false);
});

test.each(['Europe/Atlantis', '+01:00', '', '-05', 'x'.repeat(65)])('“%s” is no zone', (text) => {
  expect(timeZone.safeParse(text).success).toBe(false);
});
