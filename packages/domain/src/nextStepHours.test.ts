import { describe, expect, test } from 'vitest';
import { memberNamed, seasonOf } from '../../../test/support/builders.ts';
import { askHourOf, digestHourOf, firstOf, reviewHourOf } from './nextStepHours.ts';
import { type Settings, USUAL_SETTINGS } from './settings.ts';
import { localDate, localTime, timeZone } from './time.ts';

const ana = memberNamed('Ana');
const at = (time: string, zone = 'Europe/Lisbon', first = '2026-12-01') =>
  seasonOf([ana], {
    time: localTime.parse(time),
    zone: timeZone.parse(zone),
    first: localDate.parse(first),
    count: 2,
  });
const meeting = (season: ReturnType<typeof seasonOf>, index = 0) => {
  const found = season.meetings[index];
  if (found === undefined) throw new Error('a meeting');
  return found;
};
const inZone = (zone: string) => ({ zone: timeZone.parse(zone) });
const asked = (season: ReturnType<typeof seasonOf>, zone: string, settings: Partial<Settings> = {}) =>
  askHourOf(season, meeting(season), inZone(zone), { ...USUAL_SETTINGS, ...settings });

describe('a prompt', () => {
  test('comes at nine two calendar days before the meeting, each in the member’s own zone', () => {
    const season = at('19:30');
    expect(asked(season, 'Europe/Lisbon')).toEqual({
      at: '2026-11-29T09:00',
      zone: 'Europe/Lisbon',
      due: '2026-11-29T09:00:00.000Z',
    });
    // The meeting is on Wednesday in Auckland.
    expect(asked(season, 'Pacific/Auckland')).toMatchObject({
      at: '2026-11-30T09:00',
      due: '2026-11-29T20:00:00.000Z',
    });
    expect(asked(season, 'America/Los_Angeles')).toMatchObject({ at: '2026-11-29T09:00' });
  });

  test('comes at nine by the clock on both sides of a clock change', () => {
    const season = at('19:30', 'Europe/Lisbon', '2026-03-30');
    expect(asked(season, 'Europe/Lisbon').due).toBe('2026-03-28T09:00:00.000Z');
    const later = askHourOf(season, meeting(season, 1), inZone('Europe/Lisbon'), USUAL_SETTINGS);
    expect(later.due).toBe('2026-04-04T08:00:00.000Z');
  });
});

describe('a digest', () => {
  const digest = (time: string, settings: Partial<Settings> = {}) => {
    const season = at(time);
    return digestHourOf(season, meeting(season), { ...USUAL_SETTINGS, ...settings });
  };

  test('comes the evening before, on the crew’s clock', () => {
    expect(digest('19:30')).toEqual({
      at: '2026-11-30T18:00',
      zone: 'Europe/Lisbon',
      due: '2026-11-30T18:00:00.000Z',
    });
  });
});

describe('a review', () => {
  const asks = (time: string, settings: Partial<Settings> = {}, zone = 'Europe/Lisbon') => {
    const season = at(time);
    return reviewHourOf(season, meeting(season, 1), inZone(zone), { ...USUAL_SETTINGS, ...settings });
  };

  test('comes at nine the day after the last meeting, in the member’s own zone', () => {
    expect(asks('19:30')).toMatchObject({ at: '2026-12-09T09:00', due: '2026-12-09T09:00:00.000Z' });
    expect(asks('19:30', {}, 'Pacific/Auckland').at).toBe('2026-12-10T09:00');
  });

  test('comes never before that meeting has ended', () => {
    expect(asks('23:30', { reviewHour: 0 })).toEqual({
      at: '2026-12-09T01:00',
      zone: 'Europe/Lisbon',
      due: '2026-12-09T01:00:00.000Z',
    });
  });
});

test('the first of hours is the earliest, wherever it is', () => {
  const season = at('19:30');
  const hours = ['Europe/Lisbon', 'Asia/Tokyo', 'America/Los_Angeles'].map((zone) => asked(season, zone));
  expect(firstOf(hours)?.zone).toBe('Europe/Lisbon');
  expect(firstOf([])).toBeUndefined();
});
