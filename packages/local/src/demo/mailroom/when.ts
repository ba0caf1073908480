import { type Instant, millisecondsOf, type TimeZone } from '@crewtide/domain';

const shown = (at: Instant, zone: TimeZone, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options }).format(
    millisecondsOf(at),
  );

const TIME = { hour: '2-digit', minute: '2-digit' } as const;

/** `Monday 23 November`. */
export const dayAt = (at: Instant, zone: TimeZone): string =>
  shown(at, zone, { weekday: 'long', day: 'numeric', month: 'long' });

/** `18:05`. */
export const timeAt = (at: Instant, zone: TimeZone): string => shown(at, zone, TIME);

/** `Mon 23 Nov, 18:05`. */
export const shortAt = (at: Instant, zone: TimeZone): string =>
  `${shown(at, zone, { weekday: 'short' })} ${shown(at, zone, { day: 'numeric', month: 'short' })}, ${timeAt(at, zone)}`;

/** `Europe/Lisbon` → `Lisbon`. */
export const placeOf = (zone: TimeZone): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
