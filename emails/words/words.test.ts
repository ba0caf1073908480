import { instant, timeZone } from '@crewtide/domain';
import { describe, expect, it } from 'vitest';
import { cleanWords, inSentence, oneLine } from './clean.ts';
import { namesOf, whoReads } from './people.ts';
import { aboutWhat, digestSubject, promptSubject } from './subject.ts';
import { dayAndTime, dayOf, placeOf } from './when.ts';

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

  it('name a place as people do', () => {
    expect(placeOf(timeZone.parse('America/New_York'))).toBe('New York');
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
  });
});

describe('subjects', () => {
  it('hold crew and question', () => {
    expect(promptSubject('Dolphins', ['How are you?', 'And now?'])).toBe('Dolphins: How are you?');
    expect(digestSubject('Dolphins', ['How are you?'])).toBe('Re: Dolphins: How are you?');
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
