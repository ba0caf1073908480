import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

/** An instant in UTC with milliseconds, `2026-11-23T09:00:00.000Z`: sorts as text. */
export const instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  .brand<'Instant'>();
export type Instant = z.infer<typeof instant>;

/** A wall-clock time without a zone, `2026-12-01T19:30`. */
export const localDateTime = z
  .string()
  .refine(isLocalDateTime, 'not a local date and time like 2026-12-01T19:30, of the years 1000 to 2999')
  .brand<'LocalDateTime'>();
export type LocalDateTime = z.infer<typeof localDateTime>;

/** A calendar day without a zone, `2026-12-01`. */
export const localDate = z
  .string()
  .refine(isLocalDate, 'not a day like 2026-12-01, of the years 1000 to 2999')
  .brand<'LocalDate'>();
export type LocalDate = z.infer<typeof localDate>;

/** What a clock shows, `19:30`. */
export const localTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not a time like 19:30')
  .brand<'LocalTime'>();
export type LocalTime = z.infer<typeof localTime>;

/** An IANA time zone that this runtime knows. */
export const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'not an IANA time zone like Europe/Lisbon')
  .brand<'TimeZone'>();
export type TimeZone = z.infer<typeof timeZone>;

/** A span of exact time; a day is 24 h. */
export interface Duration {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
  readonly milliseconds?: number;
}

function isLocalDateTime(text: string): boolean {
  try {
    return /^[12]\d{3}-\d\d-\d\dT\d\d:\d\d$/.test(text) && Temporal.PlainDateTime.from(text) !== undefined;
  } catch {
    return false;
  }
}

function isLocalDate(text: string): boolean {
  try {
    return /^[12]\d{3}-\d\d-\d\d$/.test(text) && Temporal.PlainDate.from(text) !== undefined;
  } catch {
    return false;
  }
}

function isTimeZone(text: string): boolean {
  try {
    return (
      /^[A-Za-z]/.test(text) &&
      Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text) !== undefined
    );
  } catch {
    return false;
  }
}

const instantOf = (at: Temporal.Instant): Instant =>
  instant.parse(at.toString({ smallestUnit: 'millisecond' }));

export const instantFromMilliseconds = (sinceEpoch: number): Instant =>
  instant.parse(new Date(sinceEpoch).toISOString());

export const millisecondsOf = (at: Instant): number => Date.parse(at);

export function later(at: Instant, duration: Duration): Instant {
  const { days = 0, hours = 0, minutes = 0, seconds = 0, milliseconds = 0 } = duration;
  const whole = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
  return instantFromMilliseconds(millisecondsOf(at) + whole);
}

/** When a wall clock in `zone` shows `local`; a skipped time moves by Temporal's "compatible". */
export const instantAt = (local: LocalDateTime, zone: TimeZone): Instant =>
  instantOf(Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant());

export const localTimeAt = (at: Instant, zone: TimeZone): LocalDateTime =>
  localDateTime.parse(
    Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' }),
  );

export const localDateAt = (at: Instant, zone: TimeZone): LocalDate =>
  localDate.parse(Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString());

/** The next time after `at` that a clock in `zone` shows `hour`:00. */
export function nextHourAt(at: Instant, zone: TimeZone, hour: number): LocalDateTime {
  const here = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  const today = here.toPlainDate().toPlainDateTime({ hour });
  const next =
    Temporal.PlainDateTime.compare(here.toPlainDateTime(), today) < 0 ? today : today.add({ days: 1 });
  return localDateTime.parse(next.toString({ smallestUnit: 'minute' }));
}
