import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { moonTimes } from './moon.ts';
import { type MoonPhase, moonPhase, type Weekday, weekday } from './rhythm.ts';
import { daysOf } from './rhythmDays.ts';
import { instant, instantFromMilliseconds, localDate, localTime, millisecondsOf, timeZone } from './time.ts';

const SEED = 20_261_123;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Published by the U.S. Naval Observatory (aa.usno.navy.mil, Phases of the Moon), UTC. */
const PUBLISHED: Record<MoonPhase, readonly string[]> = {
  new: [
    '2026-01-18T19:52',
    '2026-02-17T12:01',
    '2026-03-19T01:23',
    '2026-04-17T11:52',
    '2026-05-16T20:01',
    '2026-06-15T02:54',
    '2026-07-14T09:43',
    '2026-08-12T17:37',
    '2026-09-11T03:27',
    '2026-10-10T15:50',
    '2026-11-09T07:02',
    '2026-12-09T00:52',
    '2027-01-07T20:24',
    '2027-02-06T15:56',
    '2027-03-08T09:29',
    '2027-04-06T23:51',
    '2027-05-06T10:58',
    '2027-06-04T19:40',
    '2027-07-04T03:02',
    '2027-08-02T10:05',
    '2027-08-31T17:41',
    '2027-09-30T02:36',
    '2027-10-29T13:36',
    '2027-11-28T03:24',
    '2027-12-27T20:12',
    '2028-01-26T15:12',
    '2028-02-25T10:37',
    '2028-03-26T04:31',
    '2028-04-24T19:47',
    '2028-05-24T08:16',
    '2028-06-22T18:27',
    '2028-07-22T03:02',
    '2028-08-20T10:44',
    '2028-09-18T18:24',
    '2028-10-18T02:57',
    '2028-11-16T13:18',
    '2028-12-16T02:06',
  ],
  full: [
    '2026-01-03T10:03',
    '2026-02-01T22:09',
    '2026-03-03T11:38',
    '2026-04-02T02:12',
    '2026-05-01T17:23',
    '2026-05-31T08:45',
    '2026-06-29T23:56',
    '2026-07-29T14:36',
    '2026-08-28T04:18',
    '2026-09-26T16:49',
    '2026-10-26T04:12',
    '2026-11-24T14:53',
    '2026-12-24T01:28',
    '2027-01-22T12:17',
    '2027-02-20T23:23',
    '2027-03-22T10:44',
    '2027-04-20T22:27',
    '2027-05-20T10:59',
    '2027-06-19T00:44',
    '2027-07-18T15:45',
    '2027-08-17T07:29',
    '2027-09-15T23:03',
    '2027-10-15T13:47',
    '2027-11-14T03:26',
    '2027-12-13T16:09',
    '2028-01-12T04:03',
    '2028-02-10T15:04',
    '2028-03-11T01:06',
    '2028-04-09T10:26',
    '2028-05-08T19:49',
    '2028-06-07T06:09',
    '2028-07-06T18:11',
    '2028-08-05T08:10',
    '2028-09-03T23:47',
    '2028-10-03T16:25',
    '2028-11-02T09:17',
    '2028-12-02T01:40',
    '2028-12-31T16:48',
  ],
};

const zones = Intl.supportedValuesOf('timeZone').map((name) => timeZone.parse(name));
const published = (phase: MoonPhase) => PUBLISHED[phase].map((time) => Date.parse(`${time}Z`));

describe.each(moonPhase.options)('the %s moon', (phase) => {
  test('comes within a minute of every published time, and at no other', () => {
    const times = published(phase);
    const found = moonTimes(phase, instant.parse('2026-01-01T00:00:00.000Z'), times.length);
    expect(found.length).toBe(times.length);
    found.forEach((at, index) => {
      expect(Math.abs(millisecondsOf(at) - (times[index] ?? 0)) / MINUTE).toBeLessThanOrEqual(1);
    });
  });

  test('comes once in each lunation until 2036, within 15 hours of its mean', () => {
    // Meeus, Astronomical Algorithms, formula 49.1; JDE 2451550.09766 is 2000-01-06T14:20:37Z. Its square term is seconds.
    const mean = (lunation: number) => Date.UTC(2000, 0, 6, 14, 20, 37) + lunation * 29.530588861 * DAY;
    const first = 322 + (phase === 'full' ? 0.5 : 0);
    const found = moonTimes(phase, instantFromMilliseconds(mean(first) - DAY), 135);
    found.forEach((at, index) => {
      expect(Math.abs(millisecondsOf(at) - mean(first + index)) / DAY).toBeLessThan(15 / 24);
    });
    expect(found.at(-1)?.slice(0, 4)).toBe('2036');
  });

  test('sets a crew’s days: on the asked weekday, within three days of the moon’s day where the crew is', () => {
    const dayAt = (zone: string) => {
      const day = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short' });
      return (time: number) => Date.parse(day.format(time));
    };
    for (const zone of zones) {
      const moons = published(phase).map(dayAt(zone));
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 600 }), fc.constantFrom(...weekday.options), (offset, name) => {
          const from = Date.UTC(2026, 0, 10) + offset * DAY;
          const expected: string[] = [];
          for (let day = from; expected.length < 10; day += DAY) {
            const near = moons.some((moon) => Math.abs(moon - day) <= 3 * DAY);
            if (near && nameOf(day) === name) expected.push(dayText(day));
          }
          const rhythm = { every: 'moon', phase, weekday: name } as const;
          const clock = { time: localTime.parse('19:00'), zone };
          expect(daysOf(rhythm, localDate.parse(dayText(from)), 10, clock)).toEqual(expected);
        }),
        { numRuns: 2, seed: SEED },
      );
    }
  });
});

describe('a crew’s days by the moon', () => {
  const full = (name: Weekday) => ({ every: 'moon', phase: 'full', weekday: name }) as const;
  const days = (zone: string, name: Weekday, from: string, count: number) =>
    daysOf(full(name), localDate.parse(from), count, {
      time: localTime.parse('19:00'),
      zone: timeZone.parse(zone),
    });

  test('are the Tuesdays nearest the full moon: on it, before it and after it', () => {
    // Full on Tuesday the 24th, Thursday the 24th, Friday the 22nd and Saturday the 20th.
    expect(days('Europe/Lisbon', 'tuesday', '2026-11-20', 4)).toEqual([
      '2026-11-24',
      '2026-12-22',
      '2027-01-19',
      '2027-02-23',
    ]);
  });

  test('hang on the day that the crew’s zone has when the moon is full', () => {
    // 2026-12-24T01:28Z is Thursday in Lisbon and still Wednesday in Los Angeles.
    expect(days('Europe/Lisbon', 'sunday', '2026-12-10', 1)).toEqual(['2026-12-27']);
    expect(days('America/Los_Angeles', 'sunday', '2026-12-10', 1)).toEqual(['2026-12-20']);
  });

  test('begin with a moon that was before the first date, when its day is not', () => {
    expect(days('Europe/Lisbon', 'tuesday', '2027-02-23', 1)).toEqual(['2027-02-23']);
    expect(days('Europe/Lisbon', 'tuesday', '2027-02-24', 1)).toEqual(['2027-03-23']);
  });

  test('leave out a moon that is after the first date, when its day is before', () => {
    // Full on Friday the 22nd of January; its Tuesday was the 19th.
    expect(days('Europe/Lisbon', 'tuesday', '2027-01-20', 1)).toEqual(['2027-02-23']);
  });
});

const nameOf = (day: number) => weekday.options[(new Date(day).getUTCDay() + 6) % 7];
const dayText = (day: number) => new Date(day).toISOString().slice(0, 10);
