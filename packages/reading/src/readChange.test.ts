import { instant, localDateTime, memberId, timeZone } from '@crewtide/domain';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readChange } from './readChange.ts';

afterEach(() => vi.unstubAllEnvs());

const member = (letter: string) => memberId.parse(letter.repeat(16));
const CREW = [
  { member: member('a'), name: 'Ana Sousa' },
  { member: member('b'), name: 'Bo' },
  { member: member('c'), name: 'Chloé Martin' },
  { member: member('d'), name: 'Dan Brown' },
  { member: member('e'), name: 'Dan Green' },
];
/** A Sunday, ten in the morning in Lisbon; the meeting is on Tuesday. */
const CONTEXT = {
  now: instant.parse('2026-11-29T10:00:00.000Z'),
  zone: timeZone.parse('Europe/Lisbon'),
  meetingAt: localDateTime.parse('2026-12-01T19:30'),
  crew: CREW,
};
const change = (words: string) => readChange(words, CONTEXT);
const movedTo = (words: string) => {
  const wanted = change(words);
  return wanted?.wants === 'move' ? wanted.to : `not moved: ${wanted?.wants}`;
};

describe('move', () => {
  it.each([
    ['move to Thursday 19:30', '2026-12-03T19:30'],
    ['Move to Thursday', '2026-12-03T19:30'],
    ['Move it to 3 December at 7pm', '2026-12-03T19:00'],
    ['Please move our meeting to Friday.', '2026-12-04T19:30'],
    ['move to 20:15', '2026-12-01T20:15'],
    ['move to 19h45', '2026-12-01T19:45'],
    ['move it to 19.45', '2026-12-01T19:45'],
    ['move to 8pm please', '2026-12-01T20:00'],
    ['move to Wednesday at 8', '2026-12-02T20:00'],
    ['move to Wednesday 08:00', '2026-12-02T08:00'],
    ['move to Wednesday at 10:00', '2026-12-02T10:00'],
    ['move it to half past seven', '2026-12-01T19:30'],
    ['move to noon', '2026-12-01T12:00'],
    ['move the meeting to Monday 7 December, same time', '2026-12-07T19:30'],
    ['move to tomorrow', '2026-11-30T19:30'],
    ['move to tomorrow 18:00', '2026-11-30T18:00'],
    ['move to next week, same time', '2026-12-08T19:30'],
    ['move it to next week', '2026-12-08T19:30'],
    ['move to Thursday next week', '2026-12-03T19:30'],
    ['move to next Thursday at 6 pm', '2026-12-03T18:00'],
    ['move to 3.12. 20:00', '2026-12-03T20:00'],
    ['move to 13/12 at 20:00', '2026-12-13T20:00'],
    ['move to 2026-12-09 18:30', '2026-12-09T18:30'],
    ['move to 2 January 2027', '2027-01-02T19:30'],
    ['move to the 5th of January', '2027-01-05T19:30'],
    ['move to Thursday evening', '2026-12-03T19:30'],
    ['reschedule to Friday at 18:00', '2026-12-04T18:00'],
    ['postpone by a week', '2026-12-08T19:30'],
    ['postpone the meeting by one hour', '2026-12-01T20:30'],
    ['Move it 30 minutes later', '2026-12-01T20:00'],
    ['let’s move to Thursday', '2026-12-03T19:30'],
    ['change the time to 20:00', '2026-12-01T20:00'],
    ['New time: Thursday 19:30', '2026-12-03T19:30'],
    ['We meet on Thursday at 19:30 instead', '2026-12-03T19:30'],
    ['We need to move to Thursday, sorry', '2026-12-03T19:30'],
    ['Hi all,\n\nmove to Thursday 19:30\n\nThanks,\nAna', '2026-12-03T19:30'],
    ['Please move our meeting to\nThursday at 19:30.\n\nAna', '2026-12-03T19:30'],
    ['move to Thursday 19:30 UTC', '2026-12-03T19:30'],
    ['move to Thursday 20:30 CET', '2026-12-03T19:30'],
  ])('%j', (words, to) => {
    expect(movedTo(words)).toBe(to);
  });

  it.each([
    'move to 32 December',
    'move to 31 February',
    'move to 25:00',
    'move to December',
    'move to Thursday or Friday',
    'move to 3/12',
    'move to Thursday morning',
    'move to next month',
    'move the meeting to Thursday when Ana is back',
  ])('%j is a move to nobody knows when', (words) => {
    expect(change(words)).toEqual({ wants: 'move', to: undefined });
  });

  it('counts days and hours in the zone of the crew, through a change of its clocks', () => {
    const auckland = {
      now: instant.parse('2027-04-02T12:30:00.000Z'),
      zone: timeZone.parse('Pacific/Auckland'),
      meetingAt: localDateTime.parse('2027-04-06T19:30'),
      crew: CREW,
    };
    expect(readChange('move to tomorrow', auckland)).toEqual({ wants: 'move', to: '2027-04-04T19:30' });
    expect(readChange('move to Sunday 02:30', auckland)).toEqual({ wants: 'move', to: '2027-04-04T02:30' });
  });

  it.each(['UTC', 'America/New_York', 'Pacific/Auckland'])(
    'a day of the week is the next, even where it is today, and wherever this runs: %s',
    (zone) => {
      vi.stubEnv('TZ', zone);
      const late = { ...CONTEXT, now: instant.parse('2026-12-03T21:00:00.000Z') };
      expect(readChange('move to Thursday', late)).toEqual({ wants: 'move', to: '2026-12-10T19:30' });
      const early = { ...CONTEXT, now: instant.parse('2026-12-03T09:00:00.000Z') };
      expect(readChange('move to Thursday', early)).toEqual({ wants: 'move', to: '2026-12-03T19:30' });
    },
  );
});

describe('everything else that a host can write', () => {
  it.each([
    ['cancel', { wants: 'cancel' }],
    ['Cancel the meeting, please.', { wants: 'cancel' }],
    ['Please cancel this week’s meeting', { wants: 'cancel' }],
    ['The meeting is cancelled', { wants: 'cancel' }],
    ['No meeting this week', { wants: 'cancel' }],
    ['Let’s cancel', { wants: 'cancel' }],
    ['skip', { wants: 'skip' }],
    ['Skip this one', { wants: 'skip' }],
    ['Let’s skip this week.', { wants: 'skip' }],
    ['add a meeting on Monday 14 December 18:00', { wants: 'add', to: '2026-12-14T18:00' }],
    ['Add another meeting on Thursday', { wants: 'add', to: '2026-12-03T19:30' }],
    ['extra meeting: 10 December 20:00', { wants: 'add', to: '2026-12-10T20:00' }],
    ['add a meeting', { wants: 'add', to: undefined }],
    ['We meet at the library', { wants: 'place', place: 'the library' }],
    ['Let’s meet at Café Luna.', { wants: 'place', place: 'Café Luna' }],
    [
      'meet at https://meet.example/tide?room=7',
      { wants: 'place', place: 'https://meet.example/tide?room=7' },
    ],
    ['new place: 12 Church Lane, room 3', { wants: 'place', place: '12 Church Lane, room 3' }],
    ['Place: my garden', { wants: 'place', place: 'my garden' }],
    ['link: https://meet.example/x', { wants: 'place', place: 'https://meet.example/x' }],
    ['Move the meeting to the library', { wants: 'place', place: 'the library' }],
    ['swap with Ana', { wants: 'swap', with: member('a') }],
    ['I’ll swap with bo this time', { wants: 'swap', with: member('b') }],
    ['Swap hosting with chloe', { wants: 'swap', with: member('c') }],
    ['Ana hosts', { wants: 'swap', with: member('a') }],
    ['Ana Sousa will host this one', { wants: 'swap', with: member('a') }],
    ['let Chloé host', { wants: 'swap', with: member('c') }],
    ['Dan Green hosts', { wants: 'swap', with: member('e') }],
    ['swap with Dan', { wants: 'swap', with: undefined }],
    ['swap with Zoë', { wants: 'swap', with: undefined }],
  ])('%j', (words, wanted) => {
    expect(change(words)).toEqual(wanted);
  });
});

describe('ordinary words are no change', () => {
  it.each([
    'Can we move to Thursday?',
    'Could we move it to 19:30',
    'Cancel?',
    'move to Canada',
    'Move to a bigger flat next week',
    'I want to move to Lisbon in December',
    'I moved to Thursday for my yoga',
    'cancel my gym subscription',
    'I had to cancel on Tuesday and felt bad',
    'Skip the small talk',
    'Skip breakfast',
    'We meet at eye level, that is what I love',
    'I want to meet in person',
    'We meet on Tuesdays',
    'Meet my mother on Friday',
    'Dan hosts',
    'Nobody hosts',
    'My sister will host the dinner on Friday',
    'swap with a friend',
    'Swap sugar for honey',
    'add a meeting with my boss',
    'Thursday 19:30',
    'On Thursday I will move to my new flat at 19:30',
    'move to Thursday 19:30\n\nBy the way, my mother is better.',
    'Thank you all',
    'Place matters to me',
    'Change is hard',
    'Change my job by Friday',
    'Put on my running shoes at 7',
    'yes',
    '3',
    '',
  ])('%j', (words) => {
    expect(change(words)).toBeUndefined();
  });
});

describe('whatever comes', () => {
  const bits = fc.constantFrom(
    'move ',
    'to ',
    'the ',
    'next ',
    'week ',
    'meeting ',
    'Thursday ',
    '19:30 ',
    '3/12 ',
    'by ',
    '999 ',
    'days ',
    'later',
    'swap with ',
    'Ana ',
    'hosts ',
    'add ',
    'place: ',
    '\n',
    '.',
    '?',
  );
  it('never throws', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(bits, { maxLength: 20 }).map((all) => all.join('')),
    );
    fc.assert(fc.property(text, (words) => void change(words)));
  });

  it.each(['the next week ', 'move to ', 'Thursday ', '1 ', '19:30 ', 'at ', ' '])(
    'a message of %j takes no longer than a moment, however long',
    (unit) => {
      const started = process.cpuUsage();
      for (const length of [150, 590, 100_000]) change(`move ${unit.repeat(length / unit.length)}`);
      expect(process.cpuUsage(started).user / 1_000).toBeLessThan(1_500);
    },
  );
});
