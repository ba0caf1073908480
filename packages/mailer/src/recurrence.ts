import {
  clockOf,
  dateOf,
  daysOf,
  instantAt,
  type LocalDateTime,
  later,
  localTime,
  localTimeAt,
  type Rhythm,
  type TimeZone,
  type Weekday,
} from '@crewtide/domain';

/** A rhythm as a recurrence rule (RFC 5545, 3.3.10) without its COUNT; undefined where no rule says it. */
export function ruleOf(rhythm: Rhythm): string | undefined {
  switch (rhythm.every) {
    case 'week':
      return 'FREQ=WEEKLY';
    case 'fortnight':
      return 'FREQ=WEEKLY;INTERVAL=2';
    case 'month':
      return monthly(rhythm.on);
    case 'moon':
      return undefined;
  }
}

/** How many of the slots, from the first on, are occurrences of the rhythm's rule that all calendars read alike. */
export function occurrencesOf(
  rhythm: Rhythm,
  slots: readonly LocalDateTime[],
  zone: TimeZone,
  readAlike: (slot: LocalDateTime) => boolean,
): number {
  const [first] = slots;
  if (first === undefined) return 0;
  const time = localTime.parse(first.slice(11));
  const days = daysOf(rhythm, dateOf(first), slots.length, { time, zone });
  const misfit = slots.findIndex((slot, index) => {
    const day = days[index];
    return day === undefined || slot !== clockOf(day, time) || !readAlike(slot);
  });
  return misfit < 0 ? slots.length : misfit;
}

/** What the clock shows so many minutes of exact time after it showed `start`. */
export const clockAfter = (start: LocalDateTime, zone: TimeZone, minutes: number): LocalDateTime =>
  localTimeAt(later(instantAt(start, zone), { minutes }), zone);

type DayOfMonth = Extract<Rhythm, { every: 'month' }>['on'];

/** A rule leaves months out that are too short, where a rhythm takes their last day. */
const SHORTEST_MONTH = 28;

function monthly(on: DayOfMonth): string | undefined {
  if ('weekday' in on) {
    return `FREQ=MONTHLY;BYDAY=${on.which === 'last' ? -1 : on.which}${WEEKDAY_CODES[on.weekday]}`;
  }
  return on.day > SHORTEST_MONTH ? undefined : `FREQ=MONTHLY;BYMONTHDAY=${on.day}`;
}

const WEEKDAY_CODES: Readonly<Record<Weekday, string>> = {
  monday: 'MO',
  tuesday: 'TU',
  wednesday: 'WE',
  thursday: 'TH',
  friday: 'FR',
  saturday: 'SA',
  sunday: 'SU',
};

/** Clocks are set by three hours at most: no further from a change are such times. */
const NEAR_MINUTES = 180;

/** Whether no clock is changed around the meeting: a time that is skipped or shown twice is read in different ways. */
export function isPlain(start: LocalDateTime, zone: TimeZone, minutes: number): boolean {
  const before = Date.parse(`${clockAfter(start, zone, -NEAR_MINUTES)}Z`);
  const after = Date.parse(`${clockAfter(start, zone, minutes + NEAR_MINUTES)}Z`);
  return clockAfter(start, zone, 0) === start && after - before === (minutes + 2 * NEAR_MINUTES) * 60_000;
}
