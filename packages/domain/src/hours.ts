import { Temporal } from 'temporal-polyfill';
import {
  type Instant,
  type LocalDate,
  type LocalDateTime,
  type LocalTime,
  localDate,
  localDateAt,
  localDateTime,
  type TimeZone,
} from './time.ts';

/**
 * `hour`:00 of a clock in `zone`, so many calendar days of that zone before the one on which `startsAt` falls there.
 * Negative days are days after it.
 */
export function hoursBefore(startsAt: Instant, zone: TimeZone, days: number, hour: number): LocalDateTime {
  const day = Temporal.PlainDate.from(localDateAt(startsAt, zone)).subtract({ days });
  return localDateTime.parse(day.toPlainDateTime({ hour }).toString({ smallestUnit: 'minute' }));
}

export const clockOf = (date: LocalDate, time: LocalTime): LocalDateTime =>
  localDateTime.parse(`${date}T${time}`);

export const dateOf = (at: LocalDateTime): LocalDate => localDate.parse(at.slice(0, 10));
