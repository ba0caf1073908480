import { localTime } from '@crewtide/domain';
import type { ContentOf } from '../draft.ts';
import { calendarWith, localAt, meetingsFrom, practice } from './meetings.ts';
import {
  anna,
  at,
  auckland,
  berlin,
  host,
  lisbon,
  manyNames,
  type Preview,
  reader,
  readers,
  season,
  utc,
} from './people.ts';

const five = meetingsFrom(5, 7);
const ten = meetingsFrom(10, 14);
const crew = 'Dolphins';

const yourCrew: ContentOf<'your-crew'> = {
  template: 'your-crew',
  season,
  crew,
  number: 1,
  rhythm: { every: 'week' },
  time: localTime.parse('19:30'),
  zone: lisbon,
  minutes: 90,
  meetings: five,
  practice,
  readers,
  calendar: calendarWith(five),
};

const moved = {
  news: 'moved',
  from: at('2026-12-03T19:30'),
  to: at('2026-12-04T20:00'),
} as const;

const change: ContentOf<'change'> = {
  template: 'change',
  season,
  crew,
  zone: lisbon,
  news: [moved],
  meetings: five.slice(2),
  readers,
  calendar: calendarWith(five),
};

const everyNews: ContentOf<'change'>['news'] = [
  moved,
  { news: 'cancelled', at: at('2026-12-10T19:30') },
  { news: 'added', at: at('2027-01-07T19:30'), place: 'Caro’s kitchen' },
  { news: 'place', at: at('2026-12-17T19:30'), place: 'https://meet.example.org/other-room' },
  { news: 'host', at: at('2026-12-17T19:30'), host: { who: 'you' } },
  { news: 'host', at: at('2027-01-07T19:30') },
  { news: 'joined', names: ['Anna', 'Ben', 'Caro', 'Dev', 'Ewa'] },
];

const echo: ContentOf<'echo'> = {
  template: 'echo',
  season,
  crew,
  zone: lisbon,
  asked: { change: 'move', meeting: 3, startsAt: localAt('2026-12-04T20:00') },
  undo: [{ change: 'move', meeting: 3, startsAt: localAt('2026-12-03T19:30') }],
  news: [moved],
  until: at('2026-12-01T16:12'),
};

const unclear = (why: ContentOf<'change-unclear'>['why'], wrote: string): ContentOf<'change-unclear'> => ({
  template: 'change-unclear',
  season,
  crew,
  why,
  wrote,
});

/** A crew's plan and what becomes of it. */
export const changing: readonly Preview[] = [
  { name: 'your-crew', content: yourCrew, recipient: anna },
  { name: 'your-crew-next-day', content: yourCrew, recipient: auckland },
  {
    name: 'your-crew-ten-meetings',
    content: {
      ...yourCrew,
      number: 3,
      rhythm: { every: 'fortnight' },
      meetings: ten.map((each, index) => (index === 4 ? { ...each, place: 'Caro’s kitchen' } : each)),
      readers: manyNames.map(reader),
      calendar: calendarWith(ten),
    },
    recipient: berlin,
  },
  {
    name: 'your-crew-moon',
    content: {
      ...yourCrew,
      rhythm: { every: 'moon', phase: 'full', weekday: 'thursday' },
      meetings: meetingsFrom(5, 28, 'The library, second floor').map(({ startsAt, place }) => ({
        startsAt,
        place,
      })),
      readers: [reader('Ben'), reader('Caro')],
    },
    recipient: utc,
  },
  { name: 'change', content: change, recipient: berlin },
  {
    name: 'change-everything',
    content: { ...change, news: everyNews, meetings: meetingsFrom(3, 7, 'Caro’s kitchen') },
    recipient: auckland,
  },
  { name: 'change-ended', content: { ...change, news: [{ news: 'ended' }], meetings: [] }, recipient: anna },
  { name: 'echo', content: echo, recipient: host },
  { name: 'change-unclear', content: unclear('no-time', 'Can we move it a bit?'), recipient: host },
  {
    name: 'change-unclear-passed',
    content: unclear('has-passed', 'move to 19 November 19:30'),
    recipient: host,
  },
  { name: 'change-unclear-whom', content: unclear('not-a-member', 'swap with Zoe'), recipient: host },
  { name: 'change-unclear-none', content: unclear('no-meeting', 'cancel'), recipient: host },
  { name: 'change-unclear-full', content: unclear('season-full', 'skip'), recipient: host },
  { name: 'change-unclear-late', content: unclear('too-late-to-undo', 'undo'), recipient: host },
  {
    name: 'farewell',
    content: { template: 'farewell', season, crew, calendar: { ...calendarWith(five), method: 'cancel' } },
    recipient: anna,
  },
];
