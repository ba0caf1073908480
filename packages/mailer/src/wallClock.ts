import type { LocalDateTime } from '@crewtide/domain';
import type { ICalLuxonDateTimeStub } from 'ical-generator';

/** A wall-clock time in the shape of the one date type that ical-generator writes as it is, in whatever zone. */
export function wallClock(at: LocalDateTime): ICalLuxonDateTimeStub {
  const digits = at.replace(/[-:]/g, '');
  const shown: ICalLuxonDateTimeStub = {
    isValid: true,
    zone: { type: 'fixed' },
    setZone: () => shown,
    toFormat: (format) => (format === 'HHmmss' ? `${digits.slice(9)}00` : digits.slice(0, 8)),
    toJSDate: () => new Date(`${at}Z`),
    toJSON: () => at,
  };
  return shown;
}
