import { describe, expect, test } from 'vitest';
import { instantOf, memberNamed, NOW, seasonOf, willowCircle } from '../../../test/support/builders.ts';
import { settingsOf } from './planning.ts';
import { beginSeason } from './planningBegin.ts';
import { practiceId } from './practice.ts';
import { PRACTICES } from './practices.ts';
import { season } from './season.ts';
import { USUAL_SETTINGS } from './settings.ts';
import { localDate } from './time.ts';

const crew = ['Ana', 'Bo', 'Cleo'].map((name) => memberNamed(name));
const ids = crew.map((member) => member.id);

describe('a planned season', () => {
  test('has as many meetings as the crew agreed to, whose hosts take turns', () => {
    const planned = seasonOf(crew);
    expect(planned.meetings.map(({ number, startsAt, host, on }) => [number, startsAt, host, on])).toEqual([
      [1, '2026-12-01T19:30', ids[0], true],
      [2, '2026-12-08T19:30', ids[1], true],
      [3, '2026-12-15T19:30', ids[2], true],
      [4, '2026-12-22T19:30', ids[0], true],
      [5, '2026-12-29T19:30', ids[1], true],
    ]);
    expect(planned.meetings.every(({ slot, startsAt }) => slot === startsAt)).toBe(true);
    expect(season.parse(planned)).toEqual(planned);
  });

  test('needs somebody who hosts', () => {
    expect(() => seasonOf([])).toThrow('a season has someone who hosts');
  });
});

test('a congregation that set nothing has the usual hours', () => {
  expect(settingsOf(willowCircle)).toBe(USUAL_SETTINGS);
  const settings = { ...USUAL_SETTINGS, promptHour: 7 };
  expect(settingsOf({ settings })).toBe(settings);
});

describe('a season begins', () => {
  const practice = PRACTICES.find(({ id }) => id === 'case-clinic');
  const { meetings, kind: _, createdAt, ...agreed } = seasonOf(crew);
  const begin = (change: object = {}, members = ids, known = practice) => {
    const plan = { ...agreed, first: localDate.parse('2026-12-01'), count: meetings.length, now: createdAt };
    return beginSeason({ plan: { ...plan, ...change }, members, practice: known });
  };

  test('as it is planned', () => {
    expect(begin()).toEqual({ outcome: 'begun', season: seasonOf(crew) });
  });

  test('with the crew’s members hosting in their order, where no other is given', () => {
    for (const hosting of [undefined, []]) {
      expect(begin({ hosting })).toEqual({ outcome: 'begun', season: seasonOf(crew) });
    }
  });

  test.each([2, 8])('not for a crew of %i', (size) => {
    const members = Array.from({ length: size }, (_, n) => memberNamed(`M${n}`).id);
    expect(begin({ hosting: members }, members)).toEqual({ outcome: 'size', members: size });
  });

  test('not with a host from elsewhere', () => {
    const eva = memberNamed('Eva').id;
    expect(begin({ hosting: [...ids, eva] })).toEqual({ outcome: 'host-not-in-crew', members: [eva] });
  });

  test('not with a practice that nobody knows, or that has no plan of that length', () => {
    expect(
      beginSeason({
        plan: { ...agreed, first: localDate.parse('2026-12-01'), count: 5, now: NOW },
        members: ids,
        practice: undefined,
      }),
    ).toEqual({ outcome: 'unknown-practice' });
    const short = { id: practiceId.parse('short'), name: 'Short', purpose: '', plans: { 60: [] } };
    expect(begin({}, ids, short)).toEqual({ outcome: 'practice-has-no-plan-of-that-length' });
  });

  test.each(['2026-11-17', '2026-11-01', '1000-01-01'])('not when its first meeting was on %s', (first) => {
    expect(begin({ first: localDate.parse(first) })).toEqual({ outcome: 'first-meeting-in-the-past' });
  });

  test('not a minute too late', () => {
    expect(begin({ now: instantOf('2026-12-01T19:29:00.000Z') }).outcome).toBe('begun');
    expect(begin({ now: instantOf('2026-12-01T19:30:00.000Z') }).outcome).toBe('first-meeting-in-the-past');
  });

  test('on the rhythm’s first day from then on, though that day itself has passed', () => {
    const rhythm = { every: 'month', on: { weekday: 'tuesday', which: 4 } };
    expect(begin({ rhythm, first: localDate.parse('2026-11-01') })).toMatchObject({
      season: { meetings: [{ startsAt: '2026-11-24T19:30' }, { startsAt: '2026-12-22T19:30' }, {}, {}, {}] },
    });
  });

  test.each(['2029-01-01', '2999-12-31'])('not as far ahead as %s', (first) => {
    expect(begin({ first: localDate.parse(first) })).toEqual({ outcome: 'first-meeting-too-far' });
  });
});
