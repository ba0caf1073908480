import {
  type Instant,
  instantFromMilliseconds,
  type LocalDateTime,
  localDateTime,
  localTimeAt,
  type TimeZone,
} from '@crewtide/domain';
import { type Found, timesIn } from './found.ts';
import { shiftOf } from './shift.ts';
import { rewritten } from './spelling.ts';
import { asUtc, DAY_MS, moved } from './wallClock.ts';

export interface Whence {
  readonly now: Instant;
  readonly zone: TimeZone;
  /** A wall-clock time of `zone`. */
  readonly meetingAt: LocalDateTime;
}

export type When =
  | { readonly means: 'time'; readonly at: LocalDateTime }
  /** It speaks of a time, and of which can't be told: two days, a day that doesn't exist, a month alone. */
  | { readonly means: 'unclear' }
  /** It is a time, and more: "Thursday when Ana is back". */
  | { readonly means: 'more' }
  | { readonly means: 'no-time' };

/**
 * The wall-clock time in `zone` that a text says and nothing else: a time without a day is on the meeting's day, a day without
 * a time has the meeting's time, and both are the next such after now.
 */
export function whenOf(text: string, whence: Whence): When {
  const spoken = text.slice(0, LONGEST).trim();
  const shift = shiftOf(spoken, whence.meetingAt);
  if (shift !== undefined) return { means: 'time', at: shift };

  const written = rewritten(spoken);
  const parsed = timesIn(written, asUtc(localTimeAt(whence.now, whence.zone)));
  const rest = parsed.reduce((left, { text: found }) => left.replace(found, ' '), written);
  if (FILLERS.test(rest))
    return parsed.length === 0 ? { means: 'no-time' } : together(parsed, whence, spoken);
  if (parsed.length === 0 && !SPEAKS_OF_TIME.test(written)) return { means: 'no-time' };
  return TIME_WORDS_ALONE.test(written) ? { means: 'unclear' } : { means: 'more' };
}

const LONGEST = 150;
const UNCLEAR = { means: 'unclear' } as const;

const FILLERS =
  /^(?:[\s,.;!()–—-]|\b(?:at|on|the|to|for|of|from|until|till|by|same|usual|time|place|instead|please|then|in|our|my|local|o'?clock|hrs?|h|uhr|sharp|around|evening|this|that)\b)*$/i;
const DAY =
  'mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?';
const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const SPEAKS_OF_TIME = new RegExp(
  `\\b(?:${DAY}|${MONTH}|today|tonight|tomorrow|noon|midnight|week|fortnight|\\d{1,2}[:.h]\\d\\d|\\d{1,2} ?[ap]\\.?m)\\b|\\d{1,4}[/.-]\\d{1,2}|^\\D{0,4}\\d{1,2}(?:st|nd|rd|th)?\\W*$`,
  'i',
);
const TIME_WORDS_ALONE = new RegExp(
  `^(?:[\\s,.;:!()/–—-]|\\d+(?:st|nd|rd|th|h)?\\b|\\b(?:${DAY}|${MONTH}|at|on|the|to|of|or|and|next|this|after|last|week|month|today|tonight|tomorrow|noon|midnight|morning|afternoon|evening|night|half|past|quarter|[ap]\\.?m|o'?clock|some|time|same|any|day|later|earlier|please|instead|either)\\b)*$`,
  'i',
);

/** One day and one clock, from one place or two. */
function together(found: readonly Found[], whence: Whence, spoken: string): When {
  const dates = found.flatMap(({ date }) => date ?? []);
  const clocks = found.flatMap(({ clock }) => clock ?? []);
  const isVague = dates.length + clocks.length < found.length;
  if (dates.length > 1 || clocks.length > 1 || isVague || isEitherOrder(spoken)) return UNCLEAR;
  if (clocks.length === 0 && !fitsDayPart(spoken, whence.meetingAt)) return UNCLEAR;

  const [date] = dates;
  const clock = clocks[0] && half(clocks[0], whence.meetingAt);
  const said = `${date === undefined ? whence.meetingAt.slice(0, 10) : isoDate(date)}T${clock === undefined ? whence.meetingAt.slice(11) : isoClock(clock)}`;
  const local = localDateTime.safeParse(said).data;
  if (local === undefined) return UNCLEAR;
  const offset = found.find((each) => each.offset !== undefined)?.offset;
  const here = offset === undefined ? local : inZone(local, offset, whence);
  const at = here && found.some(({ weekdayAlone }) => weekdayAlone) ? afterNow(here, whence) : here;
  return at === undefined ? UNCLEAR : { means: 'time', at };
}

const pad = (value: number, length = 2) => String(value).padStart(length, '0');
const isoDate = ({ year, month, day }: NonNullable<Found['date']>) =>
  `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
const isoClock = ({ hour, minute }: { readonly hour: number; readonly minute: number }) =>
  `${pad(hour)}:${pad(minute)}`;

/** `3/12` is one day in Lisbon and another in Boston. */
function isEitherOrder(text: string): boolean {
  const [, first, second] =
    /\b(\d{1,2})[/-](\d{1,2})\b(?![/-]?\d{1,2}\b.*-)/.exec(text.replace(/\b\d{4}-\d\d?-\d\d?\b/g, '')) ?? [];
  return first !== undefined && first !== second && Number(first) <= 12 && Number(second) <= 12;
}

/** "Thursday evening" keeps the time of an evening's meeting; of a morning's it says too little. */
function fitsDayPart(text: string, meetingAt: LocalDateTime): boolean {
  const hour = Number(meetingAt.slice(11, 13));
  if (/\bmorning\b/i.test(text)) return hour < 12;
  if (/\bafternoon\b/i.test(text)) return hour >= 12 && hour < 18;
  return !/\b(evening|tonight|night)\b/i.test(text) || hour >= 17;
}

/** "At 7" is the evening's where the meeting is after noon. */
function half({ hour, minute, halfKnown }: NonNullable<Found['clock']>, meetingAt: LocalDateTime) {
  const isAfternoon = Number(meetingAt.slice(11, 13)) >= 12;
  const isMeantSo = !halfKnown && isAfternoon && hour >= 1 && hour <= 8;
  return { hour: isMeantSo ? hour + 12 : hour, minute };
}

const inZone = (local: LocalDateTime, offset: number, { zone }: Whence): LocalDateTime =>
  localTimeAt(instantFromMilliseconds(asUtc(local) - offset * 60_000), zone);

/** Said on a Thursday evening, "Thursday at 9:00" is next week's. */
function afterNow(at: LocalDateTime, { now, zone }: Whence): LocalDateTime | undefined {
  const here = localTimeAt(now, zone);
  return at <= here ? moved(at, 7 * DAY_MS) : at;
}
