import { type Calendar, localDateTime, localTimeAt, PRACTICES } from '@crewtide/domain';
import type { ContentOf } from '../draft.ts';
import { at, lisbon, season } from './people.ts';

type Meetings = ContentOf<'your-crew'>['meetings'];

const LINK = 'https://meet.example.org/dolphins';

const clinic = PRACTICES.find(({ id }) => id === 'case-clinic');
const steps = clinic?.plans[90];
if (clinic === undefined || steps === undefined) throw new Error('there is no case clinic of 90 minutes');

export const practice = { name: clinic.name, purpose: clinic.purpose };

/** The third of five, on a Thursday evening in Lisbon. */
export const thirdMeeting: Exclude<ContentOf<'prompt'>['meeting'], undefined> = {
  startsAt: at('2026-12-03T19:30'),
  zone: lisbon,
  place: LINK,
  number: 3,
  of: 5,
  minutes: 90,
  host: { who: 'other', name: 'Ben' },
  practice: { ...practice, steps },
};

const turns: readonly Meetings[number]['host'][] = [
  { who: 'other', name: 'Ben' },
  { who: 'other', name: 'Caro' },
  { who: 'you' },
  { who: 'other', name: 'Dev' },
  { who: 'other', name: 'Ewa' },
];

/** On Thursdays from 19 November on, each `days` after the one before. */
export const meetingsFrom = (count: number, days: number, place = LINK): Meetings =>
  Array.from({ length: count }, (_, index) => ({
    startsAt: at(new Date(Date.UTC(2026, 10, 19 + index * days, 19, 30)).toISOString().slice(0, 16)),
    place,
    host: turns[index % turns.length],
  }));

export const calendarWith = (meetings: Meetings): Calendar => ({
  method: 'request',
  season,
  crew: 'Dolphins',
  rhythm: { every: 'week' },
  zone: lisbon,
  minutes: 90,
  meetings: meetings.map(({ startsAt, place }, index) => {
    const local = localTimeAt(startsAt, lisbon);
    return { number: index + 1, slot: local, startsAt: local, place, on: true, sequence: 0 };
  }),
});

export const localAt = (time: string) => localDateTime.parse(time);
