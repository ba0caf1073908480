import { describe, expect, test } from 'vitest';
import { crewOf, instantOf, memberNamed, NOW, seasonOf } from '../../../test/support/builders.ts';
import { calendar } from './calendar.ts';
import { letter } from './letter.ts';
import type { Member } from './member.ts';
import {
  calendarOf,
  endOf,
  hostOf,
  meetingsLeft,
  meetingsOn,
  practiceIn,
  startOf,
  turnFor,
  yourCrewLetters,
} from './occasions.ts';
import type { Meeting, Season } from './season.ts';
import { later, localDateTime } from './time.ts';

const [ana, bo, cleo] = ['Ana', 'Bo', 'Cleo'].map((name) => memberNamed(name));
if (!ana || !bo || !cleo) throw new Error('three members');
const everybody = [ana, bo, cleo];
const season = seasonOf(everybody);
const [first] = season.meetings;
if (first === undefined) throw new Error('a season has meetings');
const left = (member: Member): Member => ({ ...member, standing: { name: 'left', at: NOW, by: 'stop' } });
const with_ = (number: number, change: Partial<Meeting>): Season => ({
  ...season,
  meetings: season.meetings.map((each) => (each.number === number ? { ...each, ...change } : each)),
});

describe('meetings', () => {
  test('begin by the clock of the season’s zone and last as long as agreed', () => {
    expect(startOf(season, first)).toBe('2026-12-01T19:30:00.000Z');
    expect(endOf(season, first)).toBe('2026-12-01T21:00:00.000Z');
  });

  test('are told in the order of their times, without those that are off or have begun', () => {
    const moved = with_(1, { startsAt: localDateTime.parse('2026-12-08T20:00') });
    expect(meetingsOn(moved).map(({ number }) => number)).toEqual([2, 1, 3, 4, 5]);
    const numbers = (of: Season, now = NOW) => meetingsLeft(of, now).map(({ number }) => number);
    expect(numbers(with_(3, { on: false }))).toEqual([1, 2, 4, 5]);
    expect(numbers(season, instantOf('2026-12-08T19:30:00.000Z'))).toEqual([3, 4, 5]);
  });

  test('at one time stand by their numbers', () => {
    const same = with_(5, { startsAt: first.startsAt });
    expect(meetingsOn({ meetings: [...same.meetings].reverse() }).map(({ number }) => number)).toEqual([
      1, 5, 2, 3, 4,
    ]);
  });
});

describe('the host of a meeting', () => {
  const host = (members: readonly Member[], of: Pick<Meeting, 'host'> = first) =>
    hostOf(season, of, members, NOW)?.name;

  test('is whose turn it is', () => {
    expect(host(everybody)).toBe('Ana');
  });

  test('is who comes next where she takes no part, around the order', () => {
    expect(host([left(ana), bo, cleo])).toBe('Bo');
    expect(host([ana, left(bo), left(cleo)], { host: bo.id })).toBe('Ana');
  });

  test('is who comes first in the order where she is in it no more', () => {
    expect(host(everybody, { host: memberNamed('Eva').id })).toBe('Ana');
  });

  test('is nobody where nobody takes part', () => {
    expect(host(everybody.map(left))).toBeUndefined();
  });

  test('is told to herself as her turn, to others by name', () => {
    expect(turnFor(ana, ana)).toEqual({ who: 'you' });
    expect(turnFor(bo, ana)).toEqual({ who: 'other', name: 'Ana' });
    expect(turnFor(bo, undefined)).toBeUndefined();
  });
});

test('a calendar holds every meeting, those that are off among them', () => {
  const { slot: _, ...added } = first;
  const all = { ...with_(2, { on: false, sequence: 2 }) };
  const made = calendarOf(
    { ...all, meetings: [...all.meetings, { ...added, number: 6 }] },
    crewOf(),
    'request',
  );
  expect(calendar.parse(made)).toEqual(made);
  expect(made.meetings.map(({ number, on, sequence, slot }) => [number, on, sequence, slot])).toEqual([
    [1, true, 0, '2026-12-01T19:30'],
    [2, false, 2, '2026-12-08T19:30'],
    [3, true, 0, '2026-12-15T19:30'],
    [4, true, 0, '2026-12-22T19:30'],
    [5, true, 0, '2026-12-29T19:30'],
    [6, true, 0, undefined],
  ]);
});

describe('“your crew”', () => {
  const crew = crewOf(...everybody);
  const input = {
    season,
    crew,
    members: everybody,
    practice: { name: 'Case clinic', purpose: 'p' },
    now: NOW,
  };

  test('goes to everyone who takes part, with the plan from where she stands and the others as readers', () => {
    const paused: Member = { ...cleo, standing: { name: 'paused', until: later(NOW, { days: 1 }) } };
    const letters = yourCrewLetters({ ...input, members: [ana, bo, paused] });
    for (const each of letters) expect(letter.parse(each)).toEqual(each);
    expect(letters.map(({ to, crew: of, usefulUntil }) => [to, of, usefulUntil])).toEqual([
      [ana.id, crew.id, '2026-12-29T21:00:00.000Z'],
      [bo.id, crew.id, '2026-12-29T21:00:00.000Z'],
    ]);
    expect(letters[0]?.content).toMatchObject({
      meetings: [
        { startsAt: '2026-12-01T19:30:00.000Z', place: season.place, host: { who: 'you' } },
        { host: { who: 'other', name: 'Bo' } },
        { host: { who: 'you' } },
        { host: { who: 'you' } },
        { host: { who: 'other', name: 'Bo' } },
      ],
      readers: [{ member: bo.id, name: 'Bo' }],
      practice: { name: 'Case clinic', purpose: 'p' },
    });
  });

  test('goes to whoever joins alone', () => {
    expect(yourCrewLetters({ ...input, to: [bo] }).map(({ to }) => to)).toEqual([bo.id]);
    expect(yourCrewLetters({ ...input, to: [left(bo)] })).toEqual([]);
  });

  test('leaves a turn open where no host is left', () => {
    const nobodyHosts = {
      ...season,
      hosting: [memberNamed('Eva').id],
      meetings: [{ ...first, host: memberNamed('Eva').id }],
    };
    const [each] = yourCrewLetters({ ...input, season: nobodyHosts });
    expect(each?.content).toMatchObject({ meetings: [{ place: season.place }] });
    expect(JSON.stringify(each?.content)).not.toContain('"host"');
  });

  test('of a season with nothing to come stays useful', () => {
    const [each] = yourCrewLetters({ ...input, season: { ...season, meetings: [] } });
    expect(each?.usefulUntil).toBeUndefined();
  });
});

test('a practice that the congregation has no more is told by its id', () => {
  expect(practiceIn(season, undefined)).toEqual({ name: 'case-clinic', purpose: '' });
});
