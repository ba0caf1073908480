import { en, type ParsedComponents } from 'chrono-node';

/** What the library found: our own shape, at this one place. */
export interface Found {
  readonly text: string;
  readonly date: { readonly year: number; readonly month: number; readonly day: number } | undefined;
  readonly weekdayAlone: boolean;
  readonly clock: { readonly hour: number; readonly minute: number; readonly halfKnown: boolean } | undefined;
  /** Minutes east of UTC, where it names a zone. */
  readonly offset: number | undefined;
}

/** `here` is what the wall clock shows, in milliseconds as if it were UTC's. */
export function timesIn(text: string, here: number): readonly Found[] {
  return en.GB.parse(text, { instant: new Date(here), timezone: 0 }, { forwardDate: true }).map(
    ({ text: found, start }) => ({
      text: found,
      date: dateOf(start),
      weekdayAlone: start.isCertain('weekday') && !start.isCertain('day'),
      clock: clockOf(start, found),
      offset: start.isCertain('timezoneOffset') ? (start.get('timezoneOffset') ?? undefined) : undefined,
    }),
  );
}

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
