import { describe, expect, test } from 'vitest';
import { clockOf, dateOf, hoursBefore } from './hours.ts';
import { instant, localDate, localDateTime, localTime, timeZone } from './time.ts';

describe('so many days before a meeting', () => {
  test.each([
    ['Pacific/Auckland', '2026-11-23T09:00'],
    ['Asia/Kolkata', '2026-11-23T09:00'],
    ['Europe/Lisbon', '2026-11-22T09:00'],
    ['America/Sao_Paulo', '2026-11-22T09:00'],
    ['America/Los_Angeles', '2026-11-22T09:00'],
  ])('in %s begin with %s for a Tuesday’s 19:00 in Lisbon', (zone, expected) => {
    const start = instant.parse('2026-11-24T19:00:00.000Z');
    expect(hoursBefore(start, timeZone.parse(zone), 2, 9)).toBe(expected);
  });

  test('reach back over the ends of months and years', () => {
    const start = instant.parse('2028-03-01T12:00:00.000Z');
    expect(hoursBefore(start, timeZone.parse('Europe/Lisbon'), 1, 18)).toBe('2028-02-29T18:00');
    const newYear = instant.parse('2027-01-01T12:00:00.000Z');
    expect(hoursBefore(newYear, timeZone.parse('Europe/Lisbon'), 2, 9)).toBe('2026-12-30T09:00');
  });

  test('are days after it where they are negative', () => {
    const start = instant.parse('2026-12-31T19:00:00.000Z');
    expect(hoursBefore(start, timeZone.parse('Europe/Lisbon'), -7, 18)).toBe('2027-01-07T18:00');
  });
});

test('a day and a time are one clock, whose day can be told', () => {
  const clock = clockOf(localDate.parse('2028-02-29'), localTime.parse('02:30'));
  expect(clock).toBe(localDateTime.parse('2028-02-29T02:30'));
  expect(dateOf(clock)).toBe('2028-02-29');
});
