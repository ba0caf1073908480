import { Temporal } from 'temporal-polyfill';
import { clockOf } from './hours.ts';
import { moonTimes } from './moon.ts';
import { type MoonPhase, type Rhythm, type Weekday, weekday } from './rhythm.ts';
import {
  instantAt,
  type LocalDate,
  type LocalTime,
  later,
  localDate,
  localDateAt,
  localTime,
  type TimeZone,
} from './time.ts';

/** Where a rhythm's clock hangs and what it shows when a meeting begins. */
export interface MeetingClock {
  readonly time: LocalTime;
  readonly zone: TimeZone;
}

/** The first `count` days of a rhythm on or after `from`, in order, each once. Weeks and fortnights begin with `from`. */
export function daysOf(
  rhythm: Rhythm,
  from: LocalDate,
  count: number,
  { zone }: MeetingClock,
): readonly LocalDate[] {
  // One of them may lie before `from`.
  return daysAround(rhythm, from, count + 1, zone)
    .filter((day) => day >= from)
    .slice(0, count);
}

/** The next day of a rhythm after `day`. Weeks and fortnights count from it. */
export function dayAfter(rhythm: Rhythm, day: LocalDate, clock: MeetingClock): LocalDate {
  const next = daysOf(rhythm, day, 2, clock).find((other) => other > day);
  if (next === undefined) throw new Error(`a rhythm ended at ${day}`);
  return next;
}

function daysAround(rhythm: Rhythm, from: LocalDate, count: number, zone: TimeZone): readonly LocalDate[] {
  switch (rhythm.every) {
    case 'week':
      return everyWeeks(1, from, count);
    case 'fortnight':
      return everyWeeks(2, from, count);
    case 'month':
      return monthsFrom(from, count).map((month) => dayOf(dayInMonth(rhythm.on, month)));
    case 'moon':
      return moonDays(rhythm.phase, from, count, zone).map((day) => dayOf(nearest(rhythm.weekday, day)));
  }
}

function everyWeeks(weeks: number, from: LocalDate, count: number): readonly LocalDate[] {
  const first = Temporal.PlainDate.from(from);
  return Array.from({ length: count }, (_, index) => dayOf(first.add({ weeks: index * weeks })));
}

function monthsFrom(from: LocalDate, count: number): readonly Temporal.PlainYearMonth[] {
  const first = Temporal.PlainDate.from(from).toPlainYearMonth();
  return Array.from({ length: count }, (_, months) => first.add({ months }));
}

function dayInMonth(
  on: Extract<Rhythm, { every: 'month' }>['on'],
  month: Temporal.PlainYearMonth,
): Temporal.PlainDate {
  if ('day' in on) return month.toPlainDate({ day: Math.min(on.day, month.daysInMonth) });
  if (on.which === 'last') {
    const last = month.toPlainDate({ day: month.daysInMonth });
    return last.subtract({ days: daysSince(on.weekday, last) });
  }
  const first = month.toPlainDate({ day: 1 });
  return first.add({ days: 7 * on.which - 1 - daysSince(on.weekday, first.subtract({ days: 1 })) });
}

/** The calendar days in `zone` on which the moon is full or new, from at most four days before `from`. */
function moonDays(
  phase: MoonPhase,
  from: LocalDate,
  count: number,
  zone: TimeZone,
): readonly Temporal.PlainDate[] {
  const midnight = instantAt(clockOf(from, localTime.parse('00:00')), zone);
  return moonTimes(phase, later(midnight, { days: -4 }), count).map((time) =>
    Temporal.PlainDate.from(localDateAt(time, zone)),
  );
}

/** Of seven days there is one of each name, so exactly one lies within three days. */
const nearest = (name: Weekday, day: Temporal.PlainDate): Temporal.PlainDate => {
  const latest = day.add({ days: 3 });
  return latest.subtract({ days: daysSince(name, latest) });
};

/** How long before `day` the latest day of that name was: 0 to 6. */
const daysSince = (name: Weekday, day: Temporal.PlainDate): number =>
  (day.dayOfWeek - 1 - weekday.options.indexOf(name) + 7) % 7;

const dayOf = (date: Temporal.PlainDate): LocalDate => localDate.parse(date.toString());
