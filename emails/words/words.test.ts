import { instant, localDateTime, type Rhythm, timeZone } from '@crewtide/domain';
import { describe, expect, it } from 'vitest';
import { cleanWords, inSentence, oneLine } from './clean.ts';
import { cardinal, nth, ordinal, times } from './counting.ts';
import { namesOf, whomAReplyReaches, whoReads } from './people.ts';
import { linkOf, placeInText, shownLink } from './place.ts';
import { rhythmInWords } from './rhythm.ts';
import { aboutWhat, digestSubject, promptSubject, replySubject } from './subject.ts';
import { dayAndTime, dayOf, monthsFrom, occasionTime, placeOf, timeOf, weekdayOf } from './when.ts';

const at = instant.parse('2026-12-03T18:00:00.000Z');

describe('times', () => {
  it.each([
    ['Europe/Lisbon', 'Thursday 3 December, 18:00 (Lisbon time)'],
    ['America/Argentina/Buenos_Aires', 'Thursday 3 December, 15:00 (Buenos Aires time)'],
    ['Pacific/Auckland', 'Friday 4 December, 07:00 (Auckland time)'],
    ['UTC', 'Thursday 3 December, 18:00 (UTC)'],
    ['Etc/GMT+5', 'Thursday 3 December, 13:00 (UTC-5)'],
    ['Etc/GMT-2', 'Thursday 3 December, 20:00 (UTC+2)'],
  ])('are told by the clock of %s', (zone, told) => {
    expect(dayAndTime(at, timeZone.parse(zone))).toBe(told);
  });

  it('at midnight begin the day', () => {
    const midnight = instant.parse('2027-06-30T23:00:00.000Z');
    expect(dayAndTime(midnight, timeZone.parse('Europe/Lisbon'))).toBe(
      'Thursday 1 July, 00:00 (Lisbon time)',
    );
    expect(dayOf(midnight, timeZone.parse('Europe/Lisbon'))).toBe('Thursday 1 July 2027');
  });

  it.each([
    ['Europe/Lisbon', 'Europe/Lisbon', 'Thursday 3 December, 18:00 (Lisbon time)'],
    ['Europe/London', 'Europe/Lisbon', 'Thursday 3 December, 18:00 (London time)'],
    ['Europe/Berlin', 'Europe/Lisbon', 'Thursday 3 December, 19:00 (18:00 in Lisbon)'],
    ['Pacific/Auckland', 'Europe/Lisbon', 'Friday 4 December, 07:00 (Thursday 18:00 in Lisbon)'],
    ['Asia/Kolkata', 'America/New_York', 'Thursday 3 December, 23:30 (13:00 in New York)'],
    ['Europe/Lisbon', 'Pacific/Kiritimati', 'Thursday 3 December, 18:00 (Friday 08:00 in Kiritimati)'],
    ['Europe/Berlin', 'UTC', 'Thursday 3 December, 19:00 (18:00 UTC)'],
  ])('of a meeting are told in %s first, and by the clock of %s where it differs', (own, crew, told) => {
    expect(occasionTime(at, timeZone.parse(own), timeZone.parse(crew))).toBe(told);
  });

  it('differ on one side of a clock change alone', () => {
    const [own, crew] = [timeZone.parse('America/New_York'), timeZone.parse('America/Havana')];
    const beforeTheirChange = instant.parse('2026-03-08T04:30:00.000Z');
    expect(occasionTime(beforeTheirChange, own, crew)).toBe('Saturday 7 March, 23:30 (New York time)');
    expect(occasionTime(instant.parse('2026-03-08T06:30:00.000Z'), own, crew)).toBe(
      'Sunday 8 March, 01:30 (02:30 in Havana)',
    );
  });

  it('alone, and days alone, are told as well', () => {
    expect(timeOf(at, timeZone.parse('Europe/Berlin'))).toBe('19:00 (Berlin time)');
    expect(weekdayOf(localDateTime.parse('2026-12-01T19:30'))).toBe('Tuesday');
    expect(monthsFrom('2026-11-19', '2027-01-14')).toBe('November 2026 to January 2027');
    expect(monthsFrom('2026-11-19', '2026-12-17')).toBe('November to December 2026');
    expect(monthsFrom('2026-12-01', '2026-12-31')).toBe('December 2026');
  });

  it('name a place as people do', () => {
    expect(placeOf(timeZone.parse('America/New_York'))).toBe('New York');
  });
});

describe('a rhythm', () => {
  const rhythms: readonly (readonly [Rhythm, string])[] = [
    [{ every: 'week' }, 'every Tuesday'],
    [{ every: 'fortnight' }, 'every second Tuesday'],
    [{ every: 'month', on: { weekday: 'tuesday', which: 2 } }, 'the second Tuesday of the month'],
    [{ every: 'month', on: { weekday: 'friday', which: 'last' } }, 'the last Friday of the month'],
    [{ every: 'month', on: { day: 15 } }, 'the 15th of each month'],
    [{ every: 'month', on: { day: 31 } }, 'the 31st of each month, or its last day'],
    [{ every: 'moon', phase: 'full', weekday: 'tuesday' }, 'the Tuesday nearest the full moon'],
    [{ every: 'moon', phase: 'new', weekday: 'sunday' }, 'the Sunday nearest the new moon'],
  ];

  it.each(rhythms)('of %o is told in words', (rhythm, told) => {
    expect(rhythmInWords(rhythm, 'Tuesday')).toBe(told);
  });
});

describe('numbers', () => {
  it('are words up to ten', () => {
    expect([1, 3, 10, 11].map(ordinal)).toEqual(['first', 'third', 'tenth', '11th']);
    expect([1, 10, 11].map(cardinal)).toEqual(['one', 'ten', '11']);
    expect([1, 2, 3, 12].map(times)).toEqual(['once', 'twice', 'three times', '12 times']);
    expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 30].map(nth).join(' ')).toBe(
      '1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 23rd 30th',
    );
  });
});

describe('a place', () => {
  it('that is an https address is a link', () => {
    expect(linkOf(' https://meet.example.org/room?a=1 ')).toBe('https://meet.example.org/room?a=1');
    expect(linkOf('HTTPS://Meet.Example.org')).toBe('https://meet.example.org/');
  });

  it.each([
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'http://meet.example.org',
    'https://bank.example.com@evil.example.org/',
    'https://evil.example.org"onclick="alert(1)',
    'https://',
    'https://a b',
    '//evil.example.org',
    'Zoom: https://meet.example.org/room',
    'the library',
  ])('such as %s is only words', (place) => {
    expect(linkOf(place)).toBeUndefined();
  });

  it('shows where it leads: the host whole, as browsers read it', () => {
    expect(shownLink('https://meet.example.org/')).toBe('meet.example.org');
    expect(shownLink(`https://meet.example.org/${'x'.repeat(200)}`)).toMatch(/^meet\.example\.org\/x{49}…$/);
    expect(linkOf('https://аррle.com/')).toMatch(/^https:\/\/xn--/);
    expect(linkOf('https://meet.example.org/\u202efdp.exe')).not.toContain('\u202e');
  });

  it('keeps its words in the text part', () => {
    expect(placeInText('Zoom: https://meet.example.org/room')).toBe('Zoom: https://meet.example.org/room');
  });
});

describe('names', () => {
  it('are joined as in speech', () => {
    expect(namesOf(['Anna'])).toBe('Anna');
    expect(namesOf(['Anna', 'Ben'])).toBe('Anna and Ben');
    expect(namesOf(['Anna', 'Ben', 'Caro'])).toBe('Anna, Ben and Caro');
  });

  it('of no readers still say who reads', () => {
    expect(whoReads([])).toBe('Nobody but you will read your answer, not even hosts.');
    expect(whomAReplyReaches([])).toBe('Reply, and it is kept. Nobody but you will read it, not even hosts.');
  });
});

describe('subjects', () => {
  it('hold crew and question', () => {
    expect(promptSubject('Dolphins', ['How are you?', 'And now?'])).toBe('Dolphins: How are you?');
    expect(digestSubject('Dolphins', ['How are you?'])).toBe('Re: Dolphins: How are you?');
  });

  it('of a reply carry one Re:', () => {
    expect(replySubject('Re: re: Dolphins: How are you?')).toBe('Re: Dolphins: How are you?');
  });

  it('end at a word when the question is long', () => {
    const subject = promptSubject('Dolphins', [`What ${'would you do '.repeat(20)}?`]);
    expect(subject.length).toBeLessThanOrEqual(68);
    expect(subject).toMatch(/^Dolphins: What would.* (would|you|do)…$/);
  });

  it('of a mail lose the marks of replying', () => {
    expect(aboutWhat('Re: AW: re[2]: Dolphins: How?')).toBe(' about “Dolphins: How?”');
    expect(aboutWhat(' Re: ')).toBe('');
  });
});

describe('foreign text', () => {
  it('is cut between characters, never within one', () => {
    expect(oneLine('👩‍👩‍👧‍👦'.repeat(10), 30)).toBe(`${'👩‍👩‍👧‍👦'.repeat(2)}…`);
    expect(oneLine('short', 30)).toBe('short');
  });

  it('becomes one line', () => {
    expect(inSentence(' a\r\n\tb\u2028c ')).toBe('a b c');
  });

  it('keeps what is readable', () => {
    const words = 'naïve\n\tשלום \u202bעולם\u202c 👩‍👧';
    expect(cleanWords(words)).toBe(words);
    expect(cleanWords('a\u0000b\u0007\r\nc\u0085')).toBe('ab\nc');
  });
});
