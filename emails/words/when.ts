import {
  type Instant,
  instant,
  type LocalDateTime,
  millisecondsOf,
  type TimeZone,
  timeZone,
} from '@crewtide/domain';

const UTC = timeZone.parse('UTC');
const formatters = new Map<TimeZone, Intl.DateTimeFormat>();

/** Making a formatter costs more than a letter; there are only as many as there are zones. */
function formatterOf(zone: TimeZone): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formatters.set(zone, made);
  return made;
}

function partsOf(at: Instant, zone: TimeZone) {
  const parts = formatterOf(zone).formatToParts(millisecondsOf(at));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  const weekday = part('weekday');
  const month = part('month');
  const date = `${part('day')} ${month}`;
  return {
    weekday,
    month,
    day: `${weekday} ${date}`,
    shortDay: `${weekday.slice(0, 3)} ${date}`,
    year: part('year'),
    time: `${part('hour')}:${part('minute')}`,
  };
}

/** `Thursday 3 December, 18:00 (Lisbon time)`. */
export function dayAndTime(at: Instant, zone: TimeZone): string {
  const { day, time } = partsOf(at, zone);
  return `${day}, ${time} (${clockOf(zone)})`;
}

/** `18:00 (Lisbon time)`. */
export const timeOf = (at: Instant, zone: TimeZone): string => `${partsOf(at, zone).time} (${clockOf(zone)})`;

/** `Thursday 3 December`. */
export const dayIn = (at: Instant, zone: TimeZone): string => partsOf(at, zone).day;

/** `Monday 1 March 2027`. */
export function dayOf(at: Instant, zone: TimeZone): string {
  const { day, year } = partsOf(at, zone);
  return `${day} ${year}`;
}

const noonOf = (day: string): Instant => instant.parse(`${day}T12:00:00.000Z`);

/** Two days, `2026-11-19` and `2027-01-14`, as `November 2026 to January 2027`. */
export function monthsFrom(first: string, last: string): string {
  const from = partsOf(noonOf(first), UTC);
  const to = partsOf(noonOf(last), UTC);
  const end = `${to.month} ${to.year}`;
  if (from.year !== to.year) return `${from.month} ${from.year} to ${end}`;
  return from.month === to.month ? end : `${from.month} to ${end}`;
}

/** `Tuesday`. */
export const weekdayIn = (at: Instant, zone: TimeZone): string => partsOf(at, zone).weekday;

/** `Tuesday`, by the clock that the time is of. */
export const weekdayOf = (local: LocalDateTime): string =>
  partsOf(instant.parse(`${local}:00.000Z`), UTC).weekday;

/** A time as its reader lives it, and what her crew's clock shows where that is something else. */
export interface Clocks {
  readonly day: string;
  readonly shortDay: string;
  readonly year: string;
  readonly time: string;
  /** `19:30 in Lisbon`, with the crew's weekday where that differs too. */
  readonly aside: string | undefined;
}

export function clocksOf(at: Instant, own: TimeZone, crew: TimeZone): Clocks {
  const { day, shortDay, year, time } = partsOf(at, own);
  const there = partsOf(at, crew);
  const isSame = there.day === day && there.time === time;
  const thereTime = there.day === day ? there.time : `${there.weekday} ${there.time}`;
  return { day, shortDay, year, time, aside: isSame ? undefined : `${thereTime} ${inZone(crew)}` };
}

/** `Thursday 3 December, 20:30 (19:30 in Lisbon)`; where both clocks show the same, `… (Lisbon time)`. */
export const occasionTime = (at: Instant, own: TimeZone, crew: TimeZone): string =>
  timeAndAside(at, own, crew).join('');

/** The two parts of `occasionTime`: her own, and what stands in brackets. */
export function timeAndAside(at: Instant, own: TimeZone, crew: TimeZone): readonly [string, string] {
  const { day, time, aside } = clocksOf(at, own, crew);
  return [`${day}, ${time}`, ` (${aside ?? clockOf(own)})`];
}

/** `Thursday 3 December, 20:30`: her own clock alone. */
export function ownTime(at: Instant, own: TimeZone): string {
  const { day, time } = partsOf(at, own);
  return `${day}, ${time}`;
}

/** `Europe/Lisbon` → `Lisbon`, `America/Argentina/Buenos_Aires` → `Buenos Aires`. */
export const placeOf = (zone: TimeZone): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

/** `Lisbon time`, `UTC`, `UTC-5`. */
export const clockOf = (zone: TimeZone): string => offsetOf(zone) ?? `${placeOf(zone)} time`;

/** Goes on after a time: `in Lisbon`, `UTC`. */
export const inZone = (zone: TimeZone): string => offsetOf(zone) ?? `in ${placeOf(zone)}`;

/** Of zones that are no place; the signs of Etc zones are turned (tz database, file etcetera). */
function offsetOf(zone: TimeZone): string | undefined {
  const offset = /^Etc\/GMT([+-])(\d{1,2})$/.exec(zone);
  if (offset !== null) return offset[2] === '0' ? 'UTC' : `UTC${offset[1] === '+' ? '-' : '+'}${offset[2]}`;
  return /^(Etc\/)?(UTC|UCT|GMT|Universal|Zulu)$/.test(zone) ? 'UTC' : undefined;
}
