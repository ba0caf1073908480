import type { LocalDateTime } from '@crewtide/domain';
import { DAY_MS, moved } from './wallClock.ts';

/** "A week later", "30 minutes earlier", "next week": counted from the meeting. */
export function shiftOf(text: string, meetingAt: LocalDateTime): LocalDateTime | undefined {
  const spoken = text.toLowerCase().replace(/[.!]+$/, '');
  if (
    /^(?:the )?(?:(?:same (?:day|time)(?: and time)?,? )?next week|next week,? (?:at the )?same (?:day|time)(?: and time)?)$/.test(
      spoken,
    )
  )
    return moved(meetingAt, 7 * DAY_MS);
  const shift =
    /^(?:by )?(an?|one|two|three|half an|\d{1,3}) (minute|min|hour|day|week)s?(?: (later|earlier|back|forward))?$/.exec(
      spoken,
    );
  if (shift === null) return undefined;
  const [, count = '', unit = '', direction = 'later'] = shift;
  const sign = direction === 'earlier' || direction === 'forward' ? -1 : 1;
  return moved(meetingAt, sign * (COUNTS[count] ?? Number(count)) * (UNITS[unit] ?? 0));
}

const COUNTS: Readonly<Record<string, number>> = { a: 1, an: 1, one: 1, two: 2, three: 3, 'half an': 0.5 };
const UNITS: Readonly<Record<string, number>> = {
  minute: 60_000,
  min: 60_000,
  hour: 3_600_000,
  day: DAY_MS,
  week: 7 * DAY_MS,
};
