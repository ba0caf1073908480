import {
  type Instant,
  instantFromMilliseconds,
  type LocalDateTime,
  localDateTime,
  localTimeAt,
  millisecondsOf,
  type TimeZone,
} from '@crewtide/domain';
import { en, type ParsedComponents } from 'chrono-node';

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
  const shift = shiftOf(spoken, whence);
  if (shift !== undefined) return { means: 'time', at: shift };

  const written = rewritten(spoken);
  const parsed = parse(written, whence);
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

/** "A week later", "30 minutes earlier", "next week": counted from the meeting. */
function shiftOf(text: string, { meetingAt }: Whence): LocalDateTime | undefined {
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

const DAY_MS = 86_400_000;
const COUNTS: Readonly<Record<string, number>> = { a: 1, an: 1, one: 1, two: 2, three: 3, 'half an': 0.5 };
const UNITS: Readonly<Record<string, number>> = {
  minute: 60_000,
  min: 60_000,
  hour: 3_600_000,
  day: DAY_MS,
  week: 7 * DAY_MS,
};

/** As if the wall clock were UTC's: no change of clocks gets in between. */
const asUtc = (at: LocalDateTime): number => Date.parse(`${at}:00Z`);
const fromUtc = (milliseconds: number): LocalDateTime | undefined => {
  const parsed =
    Number.isFinite(milliseconds) && Math.abs(milliseconds) < 8e15
      ? localDateTime.safeParse(new Date(milliseconds).toISOString().slice(0, 16))
      : undefined;
  return parsed?.data;
};
const moved = (at: LocalDateTime, by: number) => fromUtc(asUtc(at) + by);

/** Ways of writing a time that the library doesn't know. */
function rewritten(text: string): string {
  return text
    .replace(
      /\b([12]?\d|0\d)\s?[hH](?:([0-5]\d)\b|(?=\W|$))/g,
      (_, hour, minutes = '00') => `${hour}:${minutes}`,
    )
    .replace(/\b(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d(?!\d))?(?!\d)/g, (_, day, month, year = '') =>
      dotted(day, month, year),
    )
    .replace(/\b([01]?\d|2[0-3])\.([0-5]\d)(?![\d.])/g, '$1:$2')
    .replace(/\b(\d{1,2})(?: ?uhr)\b/gi, '$1:00')
    .replace(/\bhalf past (\w+)/gi, (whole, hour: string) => clockWord(hour, '30') ?? whole)
    .replace(/\bquarter past (\w+)/gi, (whole, hour: string) => clockWord(hour, '15') ?? whole)
    .replace(/\bat (\w+)(?= o'?clock|$|,| on\b| please| instead)/gi, (whole, hour: string) => {
      const clock = clockWord(hour, '00');
      return clock === undefined ? whole : `at ${clock}`;
    });
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const dotted = (day: string, month: string, year: string) =>
  `${day} ${MONTHS[Number(month) - 1] ?? month} ${year.length === 2 ? `20${year}` : year}`.trim();

const HOURS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
function clockWord(word: string, minutes: string): string | undefined {
  const named = HOURS.indexOf(word.toLowerCase());
  const hour = named > 0 ? named : /^\d{1,2}$/.test(word) ? Number(word) : undefined;
  return hour === undefined || hour > 23 ? undefined : `${hour}:${minutes}`;
}

/** What the library found: our own shape, at this one place. */
interface Found {
  readonly text: string;
  readonly date: { readonly year: number; readonly month: number; readonly day: number } | undefined;
  readonly weekdayAlone: boolean;
  readonly clock: { readonly hour: number; readonly minute: number; readonly halfKnown: boolean } | undefined;
  /** Minutes east of UTC, where it names a zone. */
  readonly offset: number | undefined;
}

/** The library's reference is the wall clock, as if it were UTC's. */
function parse(text: string, { now, zone }: Whence): readonly Found[] {
  const here = asUtc(localTimeAt(now, zone));
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
  const here = localTimeAt(instantFromMilliseconds(millisecondsOf(now)), zone);
  return at <= here ? moved(at, 7 * DAY_MS) : at;
}
