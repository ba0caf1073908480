import { instantAt, type LocalDateTime, localDateTime, type TimeZone } from '@crewtide/domain';
import { tzlib_get_ical_block, tzlib_get_offset, tzlib_get_timezones } from 'timezones-ical-library';

/** A zone's rules, for calendars that don't know its name (RFC 5545, 3.6.5). */
export interface ZoneBlock {
  /** The TZID that the block bears: an old name comes out as the present one. */
  readonly name: string;
  /** VTIMEZONE, in CRLF lines. */
  readonly text: string;
  /** Whether the block puts a wall-clock time where our own rules put it. */
  agreesAt(local: LocalDateTime): boolean;
}

/**
 * Undefined where the zone has none, or where the block is by another law than our own rules: on the 1st or the 15th of
 * a month of the three years from `from`'s on they tell another time.
 */
export function zoneBlockOf(zone: TimeZone, from: LocalDateTime): ZoneBlock | undefined {
  const known = NAMES.get(zone.toLowerCase());
  if (known === undefined || !agreesFrom(Number(from.slice(0, 4)), known, zone)) return undefined;
  const [text = '', parameter = ''] = tzlib_get_ical_block(known);
  return {
    name: parameter.replace(/^TZID=/, ''),
    text,
    agreesAt: (local) => agreesAt(local, known, zone),
  };
}

const NAMES = new Map([...tzlib_get_timezones()].map((name) => [name.toLowerCase(), name]));

const YEARS = [0, 1, 2];
const MONTHS = Array.from({ length: 12 }, (_, month) => String(month + 1).padStart(2, '0'));
const DAYS = ['01', '15'];

/** A check asks 72 days: what it found is kept, for a zone and year. */
const checked = new Map<string, boolean>();

function agreesFrom(year: number, name: string, zone: TimeZone): boolean {
  const key = `${name} ${year}`;
  const before = checked.get(key);
  if (before !== undefined) return before;
  const days = YEARS.flatMap((more) =>
    MONTHS.flatMap((month) => DAYS.map((day) => `${year + more}-${month}-${day}`)),
  );
  const agrees = days.every((day) => agreesAt(localDateTime.parse(`${day}T12:00`), name, zone));
  checked.set(key, agrees);
  return agrees;
}

function agreesAt(local: LocalDateTime, name: string, zone: TimeZone): boolean {
  const offset = tzlib_get_offset(name, local.slice(0, 10), local.slice(11));
  return Date.parse(`${local}${offset}`) === Date.parse(instantAt(local, zone));
}
