import {
  type Calendar,
  clockOf,
  daysOf,
  instant,
  instantAt,
  type LocalDateTime,
  later,
  localDate,
  localDateTime,
  localTime,
  type Rhythm,
  rhythm,
  seasonId,
  timeZone,
  weekday,
} from '@crewtide/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Occurrence, type ShownCalendar, showCalendar } from '../../../test/support/calendarReading.ts';
import { writeCalendar } from './calendar.ts';
import { isPlain } from './recurrence.ts';
import { zoneBlockOf } from './zoneBlock.ts';

const ANA = { name: 'Ana', address: 'ana@members.example' };
const ORGANIZER = { name: 'Tide pool (Willow)', address: 'reply+aaaa@crew.example' };
const STAMP = instant.parse('2026-11-23T09:00:00.000Z');
const SEASON = 'ssssssssssssssss';
const SERIES = `${SEASON}@crew.example`;
const single = (number: number) => `${SEASON}-${number}@crew.example`;

const write = (calendar: Calendar): string =>
  writeCalendar({ calendar, organizer: ORGANIZER, attendee: ANA, stamp: STAMP });
const shown = (calendar: Calendar): ShownCalendar => showCalendar(write(calendar));

interface Plan {
  readonly rhythm: Rhythm;
  readonly zone: string;
  readonly first: string;
  readonly time: string;
  readonly count: number;
  readonly minutes: 60 | 90;
}
const WEEKLY: Plan = {
  rhythm: { every: 'week' },
  zone: 'Europe/Lisbon',
  first: '2027-03-16',
  time: '19:00',
  count: 5,
  minutes: 60,
};

function season(changes: Partial<Plan> = {}): Calendar {
  const { rhythm, first, count, minutes, ...rest } = { ...WEEKLY, ...changes };
  const clock = { time: localTime.parse(rest.time), zone: timeZone.parse(rest.zone) };
  return {
    method: 'request',
    season: seasonId.parse(SEASON),
    crew: 'Tide pool',
    rhythm,
    zone: clock.zone,
    minutes,
    meetings: daysOf(rhythm, localDate.parse(first), count, clock).map((day, index) => ({
      number: index + 1,
      slot: clockOf(day, clock.time),
      startsAt: clockOf(day, clock.time),
      place: 'The library',
      on: true,
      sequence: 0,
    })),
  };
}

type Meeting = Calendar['meetings'][number];

const withMeeting = (calendar: Calendar, number: number, changes: Partial<Meeting>): Calendar => ({
  ...calendar,
  meetings: calendar.meetings.map((meeting) =>
    meeting.number === number ? { ...meeting, sequence: meeting.sequence + 1, ...changes } : meeting,
  ),
});

const expected = ({ meetings, zone, minutes }: Calendar): readonly Occurrence[] =>
  meetings
    .filter((meeting) => meeting.on)
    .map(({ startsAt, place }) => {
      const starts = instantAt(startsAt, zone);
      return { starts, ends: later(starts, { minutes }), place };
    })
    .sort((a, b) => (a.starts < b.starts ? -1 : 1));

const byStart = (occurrences: readonly Occurrence[]) =>
  [...occurrences].sort((a, b) => `${a.starts}${a.place}`.localeCompare(`${b.starts}${b.place}`));

describe('the calendar of a regular season', () => {
  test('is one series under the season’s UID, at the same clock time through a change of clocks', () => {
    const { events, occurrences, method } = shown(season());
    expect(method).toBe('REQUEST');
    expect(events).toEqual([
      {
        uid: SERIES,
        sequence: 0,
        status: 'CONFIRMED',
        summary: 'Tide pool',
        organizer: 'mailto:reply+aaaa@crew.example',
        attendee: 'MAILTO:ana@members.example',
        isSeries: true,
        isOverride: false,
      },
    ]);
    expect(occurrences.map(({ starts }) => starts)).toEqual([
      '2027-03-16T19:00:00.000Z',
      '2027-03-23T19:00:00.000Z',
      '2027-03-30T18:00:00.000Z',
      '2027-04-06T18:00:00.000Z',
      '2027-04-13T18:00:00.000Z',
    ]);
  });

  test('asks for an answer, in the words of RFC 5545', () => {
    const lines = write(season()).replace(/\r\n /g, '').split('\r\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'METHOD:REQUEST',
        'DTSTAMP:20261123T090000Z',
        'DTSTART;TZID=Europe/Lisbon:20270316T190000',
        'DTEND;TZID=Europe/Lisbon:20270316T200000',
        'RRULE:FREQ=WEEKLY;COUNT=5',
        'ORGANIZER;CN="Tide pool (Willow)":mailto:reply+aaaa@crew.example',
        'ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN="Ana":MAILTO:ana@members.example',
        'BEGIN:VTIMEZONE',
        'TZID:Europe/Lisbon',
      ]),
    );
  });

  test.each<[string, Rhythm, string]>([
    ['weeks', { every: 'week' }, 'FREQ=WEEKLY;COUNT=5'],
    ['fortnights', { every: 'fortnight' }, 'FREQ=WEEKLY;INTERVAL=2;COUNT=5'],
    ['a day of the month', { every: 'month', on: { day: 28 } }, 'FREQ=MONTHLY;BYMONTHDAY=28;COUNT=5'],
    [
      'the second Tuesday',
      { every: 'month', on: { weekday: 'tuesday', which: 2 } },
      'FREQ=MONTHLY;BYDAY=2TU;COUNT=5',
    ],
    [
      'the last Friday',
      { every: 'month', on: { weekday: 'friday', which: 'last' } },
      'FREQ=MONTHLY;BYDAY=-1FR;COUNT=5',
    ],
  ])('has the rule of %s', (_, every, rule) => {
    const calendar = season({ rhythm: every });
    expect(write(calendar)).toContain(`RRULE:${rule}\r\n`);
    expect(shown(calendar).occurrences).toEqual(expected(calendar));
  });

  test('moves a meeting without leaving its series, and is newer for it', () => {
    const moved = withMeeting(season(), 2, { startsAt: localDateTime.parse('2027-03-25T20:30') });
    const { events, occurrences } = shown(moved);
    expect(events.map(({ uid, sequence, isOverride }) => [uid, sequence, isOverride])).toEqual([
      [SERIES, 1, false],
      [SERIES, 1, true],
    ]);
    expect(occurrences).toEqual(expected(moved));
    expect(write(moved)).toContain('RECURRENCE-ID;TZID=Europe/Lisbon:20270323T190000\r\n');
  });

  test('leaves a meeting out that is not held, be it the first', () => {
    for (const number of [1, 3]) {
      const without = withMeeting(season(), number, { on: false });
      expect(shown(without).occurrences).toEqual(expected(without));
      expect(shown(without).events).toHaveLength(1);
    }
  });

  test('forgets a move when the meeting is cancelled after it', () => {
    const moved = withMeeting(season(), 2, { startsAt: localDateTime.parse('2027-03-25T20:30') });
    const without = withMeeting(moved, 2, { on: false });
    expect(shown(without).occurrences).toEqual(expected(without));
    expect(shown(without).events[0]?.sequence).toBe(2);
  });

  test('shows another place of one meeting', () => {
    const elsewhere = withMeeting(season(), 4, { place: 'https://meet.example/tide' });
    expect(shown(elsewhere).occurrences).toEqual(expected(elsewhere));
    expect(shown(elsewhere).occurrences[3]?.place).toBe('https://meet.example/tide');
  });

  test('gets longer at its end within the series; what a host adds is an event of its own', () => {
    const longer = season({ count: 6 });
    const extra = { number: 7, startsAt: localDateTime.parse('2027-04-01T18:00') };
    const added: Calendar = {
      ...longer,
      meetings: [...longer.meetings, { ...extra, place: 'The park', on: true, sequence: 0 }],
    };
    expect(shown(added).events.map(({ uid }) => uid)).toEqual([SERIES, single(7)]);
    expect(shown(added).occurrences).toEqual(expected(added));
    const withoutIt = withMeeting(added, 7, { on: false });
    expect(shown(withoutIt).events[1]).toMatchObject({ uid: single(7), status: 'CANCELLED', sequence: 1 });
  });

  test('is cancelled as a whole when none of its meetings is held', () => {
    const none = [1, 2, 3, 4, 5].reduce((calendar, of) => withMeeting(calendar, of, { on: false }), season());
    expect(shown(none)).toMatchObject({ events: [{ uid: SERIES, status: 'CANCELLED' }], occurrences: [] });
  });

  test('ends its series before a time that the clock skips, and keeps the UIDs when it moves away from there', () => {
    const night = season({ first: '2027-03-14', time: '01:30' });
    const uids = [SERIES, single(3), single(4), single(5)];
    expect(shown(night).events.map(({ uid }) => uid)).toEqual(uids);
    expect(shown(night).occurrences).toEqual(expected(night));
    const moved = withMeeting(night, 3, { startsAt: localDateTime.parse('2027-03-28T10:00') });
    expect(shown(moved).events.map(({ uid }) => uid)).toEqual(uids);
    expect(shown(moved).occurrences).toEqual(expected(moved));
  });

  test('says the right instant where a meeting is moved into a skipped time', () => {
    const moved = withMeeting(season(), 2, { startsAt: localDateTime.parse('2027-03-28T01:30') });
    expect(shown(moved).occurrences).toEqual(expected(moved));
  });
});

describe('the calendar of a season that no rule says', () => {
  const MOON: Rhythm = { every: 'moon', phase: 'full', weekday: 'tuesday' };
  test.each<[string, Partial<Plan>]>([
    ['by the moon', { rhythm: MOON }],
    ['on a day that short months lack', { rhythm: { every: 'month', on: { day: 31 } } }],
    ['in a zone that changes no name for it', { zone: 'europe/lisbon', rhythm: MOON }],
  ])('%s has an event for each meeting, in UTC', (_, plan) => {
    const calendar = season(plan);
    expect(shown(calendar).events.map(({ uid }) => uid)).toEqual([1, 2, 3, 4, 5].map(single));
    expect(shown(calendar).occurrences).toEqual(expected(calendar));
    expect(write(calendar)).not.toMatch(/TZID|VTIMEZONE|RRULE/);
  });

  test('keeps what is next in front, and the others’ sequence', () => {
    const begun = season({ rhythm: MOON, first: '2026-09-01' });
    const moved = withMeeting(begun, 5, { startsAt: localDateTime.parse('2026-12-30T20:00') });
    const { events } = shown(moved);
    expect(events.map(({ uid, sequence }) => [uid, sequence])).toEqual([
      [single(3), 0],
      [single(4), 0],
      [single(5), 1],
      [single(1), 0],
      [single(2), 0],
    ]);
  });
});

describe('a cancelled calendar', () => {
  test.each<[string, Partial<Plan>, number]>([
    ['a series', {}, 1],
    ['single events', { rhythm: { every: 'moon', phase: 'new', weekday: 'friday' } }, 5],
  ])('takes %s out, under the same UIDs and newer than any update', (_, plan, count) => {
    const moved = withMeeting(season(plan), 2, { startsAt: localDateTime.parse('2027-05-01T20:00') });
    const before = shown(moved).events.filter((event) => !event.isOverride);
    const { method, events, occurrences } = shown({ ...moved, method: 'cancel' });
    expect(method).toBe('CANCEL');
    expect(occurrences).toEqual([]);
    expect(events.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid));
    expect(events).toHaveLength(count);
    for (const [index, event] of events.entries()) {
      expect(event.status).toBe('CANCELLED');
      expect(event.sequence).toBe((before[index]?.sequence ?? 0) + 1);
    }
  });
});

describe('any season', () => {
  const days = fc
    .integer({ min: Date.UTC(2026, 0, 1) / 864e5, max: Date.UTC(2036, 11, 31) / 864e5 })
    .map((day) => new Date(day * 864e5).toISOString().slice(0, 10));
  const times = fc
    .integer({ min: 0, max: 95 })
    .map((quarter) => new Date(quarter * 900_000).toISOString().slice(11, 16));
  const rhythms: fc.Arbitrary<Rhythm> = fc
    .oneof(
      fc.constantFrom({ every: 'week' }, { every: 'fortnight' }),
      fc.integer({ min: 1, max: 31 }).map((day) => ({ every: 'month', on: { day } })),
      fc
        .tuple(fc.constantFrom(...weekday.options), fc.constantFrom(1, 2, 3, 4, 'last'))
        .map(([weekday, which]) => ({ every: 'month', on: { weekday, which } })),
      fc
        .tuple(fc.constantFrom('full', 'new'), fc.constantFrom(...weekday.options))
        .map(([phase, weekday]) => ({ every: 'moon', phase, weekday })),
    )
    .map((value) => rhythm.parse(value));
  const seasons = fc
    .record({
      rhythm: rhythms,
      zone: fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
      first: days,
      time: times,
      count: fc.integer({ min: 2, max: 12 }),
      minutes: fc.constantFrom<60 | 90>(60, 90),
    })
    .map(season);
  const changes = fc.array(
    fc.record({
      which: fc.nat(),
      to: fc.oneof(
        fc.tuple(days, times).map(([day, time]) => ({ startsAt: localDateTime.parse(`${day}T${time}`) })),
        fc.constant({ on: false }),
        fc.constantFrom('The park', 'Café; „Zur Ebbe“, back room').map((place) => ({ place })),
      ),
    }),
    { maxLength: 6 },
  );
  const additions = fc.array(fc.tuple(days, times), { maxLength: 2 });
  /** Whether all calendars read a meeting's time as we do. */
  const isReadAlike = ({ zone, minutes }: Calendar, startsAt: LocalDateTime) =>
    isPlain(startsAt, zone, minutes) && zoneBlockOf(zone, startsAt)?.agreesAt(startsAt) === true;
  const SEED = 20261123;

  test(`is read as the instants at which it meets, through every change (seed ${SEED})`, () => {
    fc.assert(
      fc.property(seasons, changes, additions, (plain, changed, added) => {
        const longer: Calendar = {
          ...plain,
          meetings: [
            ...plain.meetings,
            ...added.map(([day, time], index) => ({
              number: plain.meetings.length + 1 + index,
              startsAt: localDateTime.parse(`${day}T${time}`),
              place: 'The park',
              on: true,
              sequence: 0,
            })),
          ],
        };
        let now = longer;
        let before = shown(now).events.filter((event) => !event.isOverride);
        for (const { which, to } of changed) {
          if ('startsAt' in to && !isReadAlike(now, to.startsAt)) continue;
          now = withMeeting(now, (which % longer.meetings.length) + 1, to);
          const after = shown(now);
          expect(byStart(after.occurrences)).toEqual(byStart(expected(now)));
          const events = after.events.filter((event) => !event.isOverride);
          expect(new Set(events.map(({ uid }) => uid))).toEqual(new Set(before.map(({ uid }) => uid)));
          for (const { uid, sequence } of before) {
            const next = events.find((event) => event.uid === uid)?.sequence ?? -1;
            expect(next).toBeGreaterThanOrEqual(sequence);
          }
          before = events;
        }
        expect(byStart(shown(now).occurrences)).toEqual(byStart(expected(now)));
      }),
      { seed: SEED, numRuns: 80 },
    );
  }, 60_000);

  test('stays one calendar of its own lines whatever its crew and its places are called', () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
      fc.constantFrom(
        'x\r\nEND:VEVENT\r\nBEGIN:VALARM',
        'a\nATTENDEE:mailto:x@evil.example',
        '";X=1:mailto:x@evil.example',
        'a\\nb;c,d^n^\'"',
        '\ud800',
        '雪'.repeat(100),
        '\u2028x',
      ),
    );
    const names = (text: string) => [...new Set(text.replace(/\r\n /g, '').match(/^[A-Z-]+(?=[:;])/gm))];
    const usual = names(write(season()));
    fc.assert(
      fc.property(words, words, words, (crew, place, name) => {
        const meetings = season().meetings.map((meeting) => ({ ...meeting, place }));
        const text = writeCalendar({
          calendar: { ...season(), crew, meetings },
          organizer: { ...ORGANIZER, name },
          attendee: { ...ANA, name },
          stamp: STAMP,
        });
        expect(names(text).filter((line) => !usual.includes(line))).toEqual([]);
        expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
        for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        const { events, occurrences } = showCalendar(text);
        expect(events).toHaveLength(1);
        expect(events[0]).toMatchObject({
          organizer: 'mailto:reply+aaaa@crew.example',
          attendee: 'MAILTO:ana@members.example',
        });
        expect(occurrences).toHaveLength(5);
      }),
      { seed: SEED, numRuns: 100 },
    );
  });
});
