import { describe, expect, test } from 'vitest';
import { instantOf, memberNamed, NOW, seasonOf } from '../../../test/support/builders.ts';
import { appointment } from './appointment.ts';
import type { Member } from './member.ts';
import { nextStepOf } from './nextStep.ts';
import type { Meeting, Season } from './season.ts';
import { USUAL_SETTINGS } from './settings.ts';
import { later, localDateTime, timeZone } from './time.ts';

const zones = { Ana: 'Europe/Lisbon', Bo: 'Pacific/Auckland', Cleo: 'America/Los_Angeles' };
const [ana, bo, cleo] = Object.entries(zones).map(([name, zone]) =>
  memberNamed(name, { zone: timeZone.parse(zone) }),
);
if (!ana || !bo || !cleo) throw new Error('three members');
const everybody = [ana, bo, cleo];
const season = seasonOf(everybody);

const next = (of: Season, members: readonly Member[] = everybody, now = NOW) => {
  const step = nextStepOf(of, members, USUAL_SETTINGS, now);
  return step && `${step.at} ${step.zone}`;
};
const each = (change: (meeting: Meeting) => Partial<Meeting>): Season => ({
  ...season,
  meetings: season.meetings.map((meeting) => ({ ...meeting, ...change(meeting) })),
});
const promptedUntil = (last: number) =>
  each(({ number }) => (number <= last ? { prompted: number === 2 ? 'missed' : 'asked' } : {}));
const reviewing = (written: readonly Member[]): Season => ({
  ...promptedUntil(5),
  state: {
    name: 'reviewing',
    review: {
      asked: everybody.map(({ id }) => id),
      written: written.map(({ id }) => id),
      begunAt: instantOf('2026-12-29T20:00:00.000Z'),
      outcomeAt: localDateTime.parse('2027-01-05T18:00'),
    },
  },
});

describe('a season’s next step', () => {
  test('is to ask before its next meeting, where that hour comes first', () => {
    expect(next(season)).toBe('2026-11-29T09:00 Europe/Lisbon');
    expect(next(season, [bo, cleo])).toBe('2026-11-29T09:00 America/Los_Angeles');
    expect(next(promptedUntil(2))).toBe('2026-12-13T09:00 Europe/Lisbon');
    const step = nextStepOf(season, everybody, USUAL_SETTINGS, NOW);
    expect(appointment.parse(step)).toEqual(step);
    expect(step).toMatchObject({ id: `season#${season.id}`, due: '2026-11-29T09:00:00.000Z' });
  });

  test('counts the hours of who pauses: she may be back by then', () => {
    const paused: Member = { ...ana, standing: { name: 'paused', until: later(NOW, { days: 90 }) } };
    expect(next(season, [paused, bo, cleo])).toBe('2026-11-29T09:00 Europe/Lisbon');
  });

  test('goes by the crew’s own clock where nobody is left in it', () => {
    expect(next(season, [])).toBe('2026-11-29T09:00 Europe/Lisbon');
    expect(next(promptedUntil(5), [])).toBe('2026-12-30T09:00 Europe/Lisbon');
  });

  test('passes over a meeting that is not held, and takes one first that was moved before others', () => {
    expect(next(each(({ number }) => ({ on: number !== 1 })))).toBe('2026-12-06T09:00 Europe/Lisbon');
    const moved = each(({ number }) =>
      number === 5 ? { startsAt: localDateTime.parse('2026-11-28T19:30') } : {},
    );
    expect(next(moved)).toBe('2026-11-26T09:00 Europe/Lisbon');
  });

  test('is the review once every meeting was asked about, where its hour comes first', () => {
    expect(next(promptedUntil(5))).toBe('2026-12-30T09:00 Europe/Lisbon');
    expect(next(promptedUntil(5), [bo])).toBe('2026-12-31T09:00 Pacific/Auckland');
  });

  test('ends it at once where no meeting is held', () => {
    expect(next(each(() => ({ on: false })))).toBe('2026-11-23T09:00 Europe/Lisbon');
  });

  test('goes on with the review zone by zone, passing over who takes no part, and then is the outcome', () => {
    expect(next(reviewing([ana]))).toBe('2026-12-30T09:00 America/Los_Angeles');
    expect(next(reviewing([ana, cleo]))).toBe('2026-12-31T09:00 Pacific/Auckland');
    const left: Member = { ...bo, standing: { name: 'left', at: NOW, by: 'stop' } };
    expect(next(reviewing([ana, cleo]), [ana, left, cleo])).toBe('2027-01-05T18:00 Europe/Lisbon');
    expect(next(reviewing(everybody))).toBe('2027-01-05T18:00 Europe/Lisbon');
    expect(next({ ...reviewing([]), meetings: [] })).toBe('2027-01-05T18:00 Europe/Lisbon');
  });

  test('is none once it has ended', () => {
    expect(next({ ...season, state: { name: 'ended', at: NOW } })).toBeUndefined();
  });
});
