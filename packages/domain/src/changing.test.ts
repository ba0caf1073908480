import { describe, expect, test } from 'vitest';
import { instantOf, memberNamed, NOW, seasonOf } from '../../../test/support/builders.ts';
import type { SeasonChange } from './change.ts';
import { applyChange, applyChanges } from './changing.ts';
import { meetingsLeft } from './occasions.ts';
import type { Season } from './season.ts';
import { localDateTime, localTime } from './time.ts';

const ana = memberNamed('Ana');
const bo = memberNamed('Bo');
const cleo = memberNamed('Cleo');
const crew = [ana, bo, cleo];
const season = seasonOf(crew);
const at = (text: string) => localDateTime.parse(text);

const changed = (change: SeasonChange, before: Season = season, now = NOW) => {
  const made = applyChange(before, change, crew, now);
  if (made.outcome === 'refused') throw new Error(made.why);
  return made;
};
const refusal = (change: SeasonChange, before: Season = season, now = NOW) => {
  const made = applyChange(before, change, crew, now);
  return made.outcome === 'refused' ? made.why : undefined;
};
const meetingIn = (of: Season, number: number) => of.meetings.find((each) => each.number === number);
const hostsIn = (of: Season) =>
  of.meetings.map((each) => crew.find((member) => member.id === each.host)?.name ?? '');
const move = (meeting: number, startsAt: string): SeasonChange => ({
  change: 'move',
  meeting,
  startsAt: at(startsAt),
});

/** Thirty meetings, as many as a season can have. */
const full = seasonOf(crew, { count: 30 });

/** On 8 December at 20:00 in Lisbon: the second meeting has begun. */
const midway = instantOf('2026-12-08T20:00:00.000Z');

describe('moving a meeting', () => {
  test('keeps what the crew had heard, until it is back', () => {
    const { season: moved, undo } = changed(move(2, '2026-12-10T18:00'));
    expect(meetingIn(moved, 2)).toMatchObject({
      startsAt: '2026-12-10T18:00',
      told: { startsAt: '2026-12-08T19:30', on: true },
    });
    expect(undo).toEqual([move(2, '2026-12-08T19:30')]);
    const again = changed(move(2, '2026-12-11T18:00'), moved).season;
    expect(meetingIn(again, 2)?.told).toMatchObject({ startsAt: '2026-12-08T19:30' });
    expect(changed(move(2, '2026-12-08T19:30'), again).season).toEqual(season);
  });

  test('onto its own time changes nothing', () => {
    expect(changed(move(2, '2026-12-08T19:30'))).toEqual({ outcome: 'changed', season, undo: [] });
  });

  test('that was cancelled holds it after all, and undone cancels it again', () => {
    const { season: cancelled } = changed({ change: 'cancel', meeting: 2 });
    const held = changed(move(2, '2026-12-08T19:30'), cancelled);
    expect([held.season, held.undo]).toEqual([season, [{ change: 'cancel', meeting: 2 }]]);
    const elsewhen = changed(move(2, '2026-12-10T19:30'), cancelled);
    expect(applyChanges(elsewhen.season, elsewhen.undo, crew, NOW)).toMatchObject({ season: cancelled });
  });

  test('whose prompt was missed lets its hour come again', () => {
    const missed = {
      ...season,
      meetings: season.meetings.map((each) => ({ ...each, prompted: 'missed' as const })),
    };
    const moved = changed(move(2, '2026-12-10T19:30'), missed).season;
    expect(moved.meetings.map((each) => each.prompted)).toEqual([
      'missed',
      undefined,
      'missed',
      'missed',
      'missed',
    ]);
  });

  test.each([
    ['which has begun', move(1, '2026-12-20T19:30'), 'has-passed'],
    ['to a time that has passed', move(3, '2026-12-08T19:30'), 'has-passed'],
    ['that there is not', move(9, '2026-12-20T19:30'), 'no-meeting'],
  ] as const)('%s is refused', (_, change, why) => {
    expect(refusal(change, season, midway)).toBe(why);
  });

  test('to a time that is skipped means the one after the gap; a doubled one its first', () => {
    const early = instantOf('2027-03-28T00:59:59.999Z');
    const spring = seasonOf(crew, { time: localTime.parse('23:30') });
    const far = changed(move(5, '2027-04-01T19:30'), spring).season;
    expect(refusal(move(5, '2027-03-28T01:30'), far, early)).toBeUndefined();
    expect(refusal(move(5, '2027-03-28T01:30'), far, instantOf('2027-03-28T01:30:00.000Z'))).toBe(
      'has-passed',
    );
  });
});

describe('cancelling', () => {
  test('is undone by holding it at its time; twice is once', () => {
    const { season: cancelled, undo } = changed({ change: 'cancel', meeting: 2 });
    expect(meetingIn(cancelled, 2)).toMatchObject({ on: false, told: { on: true } });
    expect(undo).toEqual([move(2, '2026-12-08T19:30')]);
    expect(changed({ change: 'cancel', meeting: 2 }, cancelled)).toMatchObject({
      season: cancelled,
      undo: [],
    });
  });

  test('leaves nothing else to change of it', () => {
    const { season: cancelled } = changed({ change: 'cancel', meeting: 2 });
    for (const change of [
      { change: 'skip', meeting: 2 },
      { change: 'place', meeting: 2, place: 'The park' },
      { change: 'swap', meeting: 2, host: ana.id },
    ] satisfies SeasonChange[]) {
      expect(refusal(change, cancelled)).toBe('no-meeting');
    }
  });
});

describe('skipping', () => {
  test('adds one at the rhythm’s next day, whose host comes next in turn', () => {
    const { season: skipped } = changed({ change: 'skip', meeting: 2 });
    expect(meetingIn(skipped, 2)).toMatchObject({ on: false });
    expect(meetingIn(skipped, 6)).toEqual({
      number: 6,
      slot: '2027-01-05T19:30',
      startsAt: '2027-01-05T19:30',
      place: 'The kitchen table',
      host: cleo.id,
      on: true,
      told: 'unheard-of',
      sequence: 0,
    });
  });

  test('is undone in a season that is full', () => {
    const { season: skipped, undo } = changed({ change: 'skip', meeting: 3 }, full);
    const undone = applyChanges(skipped, undo, crew, NOW);
    expect(undone).toMatchObject({ outcome: 'changed' });
    expect(undone.outcome === 'changed' && undone.season.meetings.slice(0, 30)).toEqual(full.meetings);
  });

  test('finds a day after every other meeting and after now', () => {
    const late = changed({ change: 'add', startsAt: at('2027-01-20T19:30') }).season;
    const { season: skipped } = changed({ change: 'skip', meeting: 2 }, late);
    expect(meetingIn(skipped, 7)?.slot).toBe('2027-01-26T19:30');
  });

  test('follows the moon where the rhythm does', () => {
    const lunar = seasonOf(crew, { rhythm: { every: 'moon', phase: 'full', weekday: 'tuesday' }, count: 3 });
    const { season: skipped } = changed({ change: 'skip', meeting: 1 }, lunar);
    expect(skipped.meetings.map((each) => each.slot?.slice(0, 10))).toEqual([
      '2026-12-22',
      '2027-01-19',
      '2027-02-23',
      '2027-03-23',
    ]);
  });

  test('goes on from the last meeting where none stands in the rhythm, and not for ever', () => {
    const unslotted: Season = {
      ...season,
      meetings: season.meetings.map(({ slot: _, ...each }) => each),
    };
    const { season: skipped } = changed({ change: 'skip', meeting: 2 }, unslotted);
    expect(meetingIn(skipped, 6)?.slot).toBe('2027-01-05T19:30');
    const faraway = changed({ change: 'add', startsAt: at('2199-01-20T19:30') }).season;
    expect(refusal({ change: 'skip', meeting: 2 }, faraway)).toBe('season-full');
  });
});

describe('adding', () => {
  test('appends a meeting that nobody has heard of, outside of the rhythm', () => {
    const { season: longer, undo } = changed({ change: 'add', startsAt: at('2026-12-12T10:00') });
    expect(meetingIn(longer, 6)).toEqual({
      number: 6,
      startsAt: '2026-12-12T10:00',
      place: 'The kitchen table',
      host: cleo.id,
      on: true,
      told: 'unheard-of',
      sequence: 0,
    });
    expect(undo).toEqual([{ change: 'cancel', meeting: 6 }]);
    const cancelled = season.meetings.reduce(
      (left, { number }) => changed({ change: 'cancel', meeting: number }, left).season,
      season,
    );
    const alone = changed({ change: 'add', startsAt: at('2026-12-12T10:00') }, cancelled).season;
    expect(hostsIn(alone).at(-1)).toBe('Ana');
  });

  test('needs a time to come and room: 30 that are on, 60 in the record', () => {
    const add: SeasonChange = { change: 'add', startsAt: at('2027-12-12T10:00') };
    expect(refusal({ change: 'add', startsAt: at('2026-11-22T10:00') })).toBe('has-passed');
    expect(refusal(add, full)).toBe('season-full');
    const shorter = changed({ change: 'cancel', meeting: 1 }, full).season;
    const refilled = changed(add, shorter).season;
    expect(refusal(move(1, '2026-12-01T19:30'), refilled)).toBe('season-full');
    let often = season;
    for (let number = 6; number <= 60; number += 1) {
      often = changed(add, often).season;
      often = changed({ change: 'cancel', meeting: number }, often).season;
    }
    expect([refusal(add, often), refusal({ change: 'skip', meeting: 1 }, often)]).toEqual([
      'season-full',
      'season-full',
    ]);
  });

  test('throws where nobody hosts at all, which no season is', () => {
    expect(() =>
      changed({ change: 'add', startsAt: at('2027-12-12T10:00') }, { ...season, hosting: [] }),
    ).toThrow('nobody hosts');
  });
});

describe('another place', () => {
  test('is that meeting’s alone; the same one changes nothing', () => {
    const { season: elsewhere, undo } = changed({ change: 'place', meeting: 2, place: 'The park' });
    expect(elsewhere.meetings.map(({ place }) => place)).toEqual([
      'The kitchen table',
      'The park',
      'The kitchen table',
      'The kitchen table',
      'The kitchen table',
    ]);
    expect(undo).toEqual([{ change: 'place', meeting: 2, place: 'The kitchen table' }]);
    expect(changed({ change: 'place', meeting: 2, place: 'The park' }, elsewhere).season).toBe(elsewhere);
  });
});

describe('swapping hosts', () => {
  const swap = (meeting: number, host: typeof ana): SeasonChange => ({
    change: 'swap',
    meeting,
    host: host.id,
  });

  test('gives whoever had the meeting the next one of hers', () => {
    expect(hostsIn(season)).toEqual(['Ana', 'Bo', 'Cleo', 'Ana', 'Bo']);
    expect(hostsIn(changed(swap(1, bo)).season)).toEqual(['Bo', 'Ana', 'Cleo', 'Ana', 'Bo']);
    expect(hostsIn(changed(swap(5, cleo)).season)).toEqual(['Ana', 'Bo', 'Cleo', 'Ana', 'Cleo']);
  });

  test('is undone also where whoever had it hosts others in between', () => {
    for (const change of [swap(1, bo), swap(1, cleo), swap(2, ana), swap(3, bo), swap(4, cleo)]) {
      const made = changed(change);
      expect(applyChanges(made.season, made.undo, crew, NOW)).toMatchObject({ season });
    }
    const order = seasonOf([ana, ana, bo], { count: 6 });
    const made = changed(swap(1, bo), order);
    expect(hostsIn(made.season)).toEqual(['Bo', 'Ana', 'Ana', 'Ana', 'Ana', 'Bo']);
    expect(applyChanges(made.season, made.undo, crew, NOW)).toMatchObject({ season: order });
  });

  test('with whoever hosts already changes nothing, also where she stands in for one who left', () => {
    expect(changed(swap(1, ana)).season).toBe(season);
    const left = memberNamed('Ana', { standing: { name: 'left', at: NOW, by: 'stop' } });
    const made = applyChange(season, swap(1, bo), [left, bo, cleo], NOW);
    expect(made).toEqual({ outcome: 'changed', season, undo: [] });
    expect(applyChange(season, swap(2, ana), [left, bo, cleo], NOW)).toEqual({
      outcome: 'refused',
      why: 'not-a-member',
    });
  });

  test('with somebody who is not in the crew is refused', () => {
    expect(refusal(swap(1, memberNamed('Zoe')))).toBe('not-a-member');
  });
});

describe('ending early', () => {
  test('cancels what is to come and leaves what was', () => {
    const { season: ended, undo } = changed({ change: 'end' }, season, midway);
    expect(ended.meetings.map(({ on }) => on)).toEqual([true, true, false, false, false]);
    expect(meetingsLeft(ended, midway)).toEqual([]);
    expect(applyChanges(ended, undo, crew, midway)).toMatchObject({ season });
    expect(changed({ change: 'end' }, ended, midway).season).toBe(ended);
  });
});

describe('several changes at once', () => {
  test('are made together or not at all', () => {
    const good = { change: 'place', meeting: 2, place: 'The park' } as const;
    const both = applyChanges(season, [good, move(2, '2026-12-10T18:00')], crew, NOW);
    expect(both.outcome === 'changed' && meetingIn(both.season, 2)).toMatchObject({
      place: 'The park',
      startsAt: '2026-12-10T18:00',
    });
    expect(both).toHaveProperty('undo', [
      move(2, '2026-12-08T19:30'),
      { ...good, place: 'The kitchen table' },
    ]);
    expect(applyChanges(season, [good, move(9, '2026-12-10T18:00')], crew, NOW)).toEqual({
      outcome: 'refused',
      why: 'no-meeting',
    });
  });
});

test('a season that is reviewed or has ended is not changed any more', () => {
  const states: readonly Season['state'][] = [
    {
      name: 'reviewing',
      review: { asked: [], written: [], begunAt: NOW, outcomeAt: at('2027-01-07T18:00') },
    },
    { name: 'ended', at: NOW },
  ];
  for (const state of states) {
    expect(refusal({ change: 'add', startsAt: at('2027-12-12T10:00') }, { ...season, state })).toBe(
      'no-meeting',
    );
  }
});
