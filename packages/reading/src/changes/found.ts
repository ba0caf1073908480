import { en, type ParsedComponents } from 'chrono-node';
import { DAY_MS } from './wallClock.ts';

/** What the library found: our own shape, at this one place. */
export interface Found {
  readonly text: string;
  readonly date: { readonly year: number; readonly month: number; readonly day: number } | undefined;
  readonly weekdayAlone: boolean;
  readonly clock: { readonly hour: number; readonly minute: number; readonly halfKnown: boolean } | undefined;
  /** Minutes east of UTC, where it names a zone. */
  readonly offset: number | undefined;
}

/**
 * `here` is what the wall clock shows, in milliseconds as if it were UTC's. The library's own way of looking ahead depends
 * on the zone of the process, so days that have passed are moved here.
 */
export function timesIn(text: string, here: number): readonly Found[] {
  return en.GB.parse(text, { instant: new Date(here), timezone: 0 }).map(({ text: found, start }) => ({
    text: found,
    date: ahead(start, here),
    weekdayAlone: start.isCertain('weekday') && !start.isCertain('day'),
    clock: clockOf(start, found),
    offset: start.isCertain('timezoneOffset') ? (start.get('timezoneOffset') ?? undefined) : undefined,
  }));
}

/** A day of the week that has passed is the next one, a day of a month next year's; a day with its year stays. */
function ahead(parts: ParsedComponents, here: number): Found['date'] {
  const date = dateOf(parts);
  const today = new Date(here - (here % DAY_MS));
  if (date === undefined || parts.isCertain('year') || utcOf(date) >= today.getTime()) return date;
  if (parts.isCertain('month')) return { ...date, year: date.year + 1 };
  const next = new Date(utcOf(date) + 7 * DAY_MS);
  return { year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() };
}

const utcOf = ({ year, month, day }: NonNullable<Found['date']>) => Date.UTC(year, month - 1, day);

function dateOf(parts: ParsedComponents): Found['date'] {
  const isSaid = parts.isCertain('day') || parts.isCertain('weekday');
  const [year, month, day] = [parts.get('year'), parts.get('month'), parts.get('day')];
  return isSaid && year && month && day ? { year, month, day } : undefined;
}

function clockOf(parts: ParsedComponents, text: string): Found['clock'] {
  const hour = parts.get('hour');
  if (!parts.isCertain('hour') || hour === null) return undefined;
  const halfKnown = hour > 12 || /[ap]\.?m\b|noon|midnight|\b0\d:/i.test(text);
  return { hour, minute: parts.get('minute') ?? 0, halfKnown };
}
