import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf, memberNamed, NOW, seasonOf } from '../../../test/support/builders.ts';
import type { SeasonChange } from './change.ts';
import { applyChange, applyChanges } from './changing.ts';
import type { Meeting, Season } from './season.ts';
import { asTold } from './telling.ts';
import { lastHeard, newsSince } from './tellingNews.ts';
import { type Instant, localDateTime } from './time.ts';

const ana = memberNamed('Ana');
const bo = memberNamed('Bo');
const cleo = memberNamed('Cleo');
const crew = [ana, bo, cleo];
const season = seasonOf(crew);
const at = (text: string) => localDateTime.parse(text);

const after = (changes: readonly SeasonChange[], before: Season = season, members = crew): Season => {
  const made = applyChanges(before, changes, members, NOW);
  if (made.outcome === 'refused') throw new Error(made.why);
  return made.season;
};
const newsTo = (viewer: typeof ana, of: Season, now: Instant = NOW, members = crew) =>
  newsSince(lastHeard, { season: of, viewer, members, now });

describe('what a crew hears', () => {
  test('is what differs from what it last heard, by the meetings’ times', () => {
    const changes: SeasonChange[] = [
      { change: 'place', meeting: 4, place: 'The park' },
      { change: 'cancel', meeting: 3 },
      { change: 'add', startsAt: at('2026-12-12T10:00') },
      { change: 'move', meeting: 2, startsAt: at('2026-12-10T18:00') },
      { change: 'swap', meeting: 1, host: cleo.id },
    ];
    const changed = after(changes);
    expect(newsTo(cleo, changed)).toEqual([
      { news: 'host', at: '2026-12-01T19:30:00.000Z', host: { who: 'you' } },
      { news: 'moved', from: '2026-12-08T19:30:00.000Z', to: '2026-12-10T18:00:00.000Z' },
      { news: 'added', at: '2026-12-12T10:00:00.000Z', place: 'The kitchen table' },
      { news: 'cancelled', at: '2026-12-15T19:30:00.000Z' },
      { news: 'place', at: '2026-12-22T19:30:00.000Z', place: 'The park' },
    ]);
    expect(newsTo(bo, changed)[0]).toMatchObject({ host: { who: 'other', name: 'Cleo' } });
    expect(newsTo(bo, season)).toEqual([]);
  });

  test('is the sum of what happened to a meeting, not each step', () => {
    const twice = after([
      { change: 'move', meeting: 2, startsAt: at('2026-12-09T18:00') },
      { change: 'move', meeting: 2, startsAt: at('2026-12-10T18:00') },
      { change: 'add', startsAt: at('2026-12-12T10:00') },
      { change: 'cancel', meeting: 6 },
    ]);
    expect(newsTo(ana, twice)).toEqual([
      { news: 'moved', from: '2026-12-08T19:30:00.000Z', to: '2026-12-10T18:00:00.000Z' },
    ]);
  });

  test('of a meeting that is held after all is that there is one more', () => {
    const told = asTold(after([{ change: 'cancel', meeting: 2 }]));
    const held = after([{ change: 'move', meeting: 2, startsAt: at('2026-12-08T19:30') }], told);
    expect(newsTo(ana, held)).toMatchObject([{ news: 'added', at: '2026-12-08T19:30:00.000Z' }]);
    const elsewhere = after([{ change: 'cancel', meeting: 2 }], held);
    expect(newsTo(ana, elsewhere)).toEqual([]);
  });

  test('says nothing of what has passed, unless somebody expects it still', () => {
    const moved = after([
      { change: 'move', meeting: 1, startsAt: at('2026-12-02T18:00') },
      { change: 'cancel', meeting: 2 },
      { change: 'add', startsAt: at('2026-12-03T18:00') },
    ]);
    expect(newsTo(ana, moved, instantOf('2026-12-02T19:00:00.000Z'))).toMatchObject([
      { news: 'added' },
      { news: 'cancelled' },
    ]);
    expect(newsTo(ana, moved, instantOf('2026-12-09T19:00:00.000Z'))).toEqual([]);
    const earlier = after([{ change: 'move', meeting: 3, startsAt: at('2026-12-04T18:00') }]);
    expect(newsTo(ana, earlier, instantOf('2026-12-09T19:00:00.000Z'))).toMatchObject([{ news: 'moved' }]);
  });

  test('of a meeting that it was asked about before it had heard of it is that it is cancelled', () => {
    const added = after([{ change: 'add', startsAt: at('2026-12-12T10:00') }]);
    const asked: Season = {
      ...added,
      meetings: added.meetings.map((each) => (each.number === 6 ? { ...each, prompted: 'asked' } : each)),
    };
    const cancelled = after([{ change: 'cancel', meeting: 6 }], asked);
    expect(newsTo(ana, cancelled)).toEqual([{ news: 'cancelled', at: '2026-12-12T10:00:00.000Z' }]);
    expect(asTold(cancelled).meetings).toHaveLength(6);
  });

  test('of an end is one line, and of a last meeting that is cancelled both', () => {
    expect(newsTo(ana, after([{ change: 'end' }]))).toEqual([{ news: 'ended' }]);
    const last = asTold(after([1, 2, 3, 4].map((meeting): SeasonChange => ({ change: 'cancel', meeting }))));
    expect(newsTo(ana, after([{ change: 'cancel', meeting: 5 }], last))).toEqual([
      { news: 'cancelled', at: '2026-12-29T19:30:00.000Z' },
      { news: 'ended' },
    ]);
  });

  test('passes over a host who left, as all letters do, and names nobody where nobody is left', () => {
    const gone = (name: string) => memberNamed(name, { standing: { name: 'left', at: NOW, by: 'stop' } });
    const without = [gone('Ana'), bo, cleo];
    const swapped = after([{ change: 'swap', meeting: 1, host: cleo.id }], season, without);
    expect(newsTo(bo, swapped, NOW, without)).toMatchObject([
      { news: 'host', host: { who: 'other', name: 'Cleo' } },
      { news: 'host', host: { who: 'you' } },
    ]);
    const strangersTurn: Season = {
      ...season,
      meetings: season.meetings.map((each) =>
        each.number === 1 ? { ...each, told: { ...each, host: memberNamed('Zoe').id } } : each,
      ),
    };
    expect(newsTo(bo, strangersTurn, NOW, [gone('Ana'), gone('Bo'), gone('Cleo')])).toEqual([
      { news: 'host', at: '2026-12-01T19:30:00.000Z' },
    ]);
  });
});

/** What a member's calendar shows, as the last letter had it. */
type Shown = ReadonlyMap<number, string>;
const shownOf = ({ startsAt, place }: Meeting): string => `${startsAt} ${place}`;
const calendarOf = ({ meetings }: Season): Shown =>
  new Map(meetings.filter(({ on }) => on).map((meeting) => [meeting.number, shownOf(meeting)]));

const times = [
  '2026-11-20T10:00',
  '2026-11-24T10:00',
  '2026-12-08T19:30',
  '2026-12-30T19:30',
  '2027-02-02T09:00',
];
const number = fc.integer({ min: 1, max: 9 });
const someChange = fc.oneof(
  fc.record({
    change: fc.constant('move' as const),
    meeting: number,
    startsAt: fc.constantFrom(...times.map(at)),
  }),
  fc.record({ change: fc.constantFrom('cancel' as const, 'skip' as const), meeting: number }),
  fc.record({ change: fc.constant('add' as const), startsAt: fc.constantFrom(...times.map(at)) }),
  fc.record({
    change: fc.constant('place' as const),
    meeting: number,
    place: fc.constantFrom('The kitchen table', 'The park'),
  }),
  fc.record({
    change: fc.constant('swap' as const),
    meeting: number,
    host: fc.constantFrom(...crew.map(({ id }) => id)),
  }),
  { weight: 1, arbitrary: fc.constant({ change: 'end' as const }) },
);
const seasons = fc
  .tuple(fc.array(fc.constantFrom(...crew), { minLength: 1, maxLength: 5 }), fc.integer({ min: 2, max: 8 }))
  .map(([hosting, count]) => seasonOf(hosting, { count }));
const seeded = { numRuns: 400, seed: 20_261_123 };

describe('any sequence of changes', () => {
  test('and what takes them back lead to the same season, of which nothing is to be told', () => {
    fc.assert(
      fc.property(seasons, fc.array(someChange, { maxLength: 12 }), (before, changes) => {
        let current = before;
        let undo: readonly SeasonChange[] = [];
        for (const change of changes) {
          const made = applyChange(current, change, crew, NOW);
          if (made.outcome === 'refused') continue;
          current = made.season;
          undo = [...made.undo, ...undo];
        }
        const back = applyChanges(current, undo, crew, NOW);
        if (back.outcome === 'refused') throw new Error(back.why);
        expect(newsTo(ana, back.season)).toEqual([]);
        expect(asTold(back.season)).toEqual(before);
      }),
      seeded,
    );
  });

  test('leaves to be told exactly what calendars lack, and what is told has a higher sequence', () => {
    fc.assert(
      fc.property(seasons, fc.array(fc.option(someChange), { maxLength: 20 }), (before, steps) => {
        let current = before;
        let calendar = calendarOf(before);
        for (const step of steps) {
          if (step === null) {
            const told = asTold(current);
            const now = calendarOf(told);
            const highest = Math.max(...current.meetings.map(({ sequence }) => sequence));
            for (const meeting of told.meetings) {
              const differs = now.get(meeting.number) !== calendar.get(meeting.number);
              expect(meeting.sequence > highest).toBe(differs);
            }
            expect(told.meetings.every((each) => each.told === undefined)).toBe(true);
            [current, calendar] = [told, now];
            continue;
          }
          const made = applyChange(current, step, crew, NOW);
          if (made.outcome === 'changed') current = made.season;
          const shown = calendarOf(current);
          const lacking = current.meetings.filter(
            (each) => shown.get(each.number) !== calendar.get(each.number),
          );
          const news = newsTo(ana, current).filter((each) => each.news !== 'host' && each.news !== 'ended');
          expect(news.length === 0 && !newsTo(ana, current).some((each) => each.news === 'ended')).toBe(
            lacking.length === 0,
          );
          expect(lacking.every((each) => each.told !== undefined)).toBe(true);
        }
      }),
      seeded,
    );
  });
});
