import { type Instant, millisecondsOf, type TimeZone } from '@crewtide/domain';

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
  return {
    day: `${part('weekday')} ${part('day')} ${part('month')}`,
    year: part('year'),
    time: `${part('hour')}:${part('minute')}`,
  };
}

/** `Thursday 3 December, 18:00 (Lisbon time)`. */
export function dayAndTime(at: Instant, zone: TimeZone): string {
  const { day, time } = partsOf(at, zone);
  return `${day}, ${time} (${clockOf(zone)})`;
}

/** `Monday 1 March 2027`. */
export function dayOf(at: Instant, zone: TimeZone): string {
  const { day, year } = partsOf(at, zone);
  return `${day} ${year}`;
}

/** `Europe/Lisbon` → `Lisbon`, `America/Argentina/Buenos_Aires` → `Buenos Aires`. */
export const placeOf = (zone: TimeZone): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

/** `Lisbon time`, `UTC`, `UTC-5`; the signs of Etc zones are turned (tz database, file etcetera). */
function clockOf(zone: TimeZone): string {
  const offset = /^Etc\/GMT([+-])(\d{1,2})$/.exec(zone);
  if (offset !== null) return offset[2] === '0' ? 'UTC' : `UTC${offset[1] === '+' ? '-' : '+'}${offset[2]}`;
  return /^(Etc\/)?(UTC|UCT|GMT|Universal|Zulu)$/.test(zone) ? 'UTC' : `${placeOf(zone)} time`;
}
