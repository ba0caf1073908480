import {
  type Calendar,
  type Instant,
  instantAt,
  type LocalDateTime,
  later,
  localDateTime,
  localTimeAt,
} from '@crewtide/domain';
import type { Mailbox } from '@crewtide/flows';
import ical, {
  ICalAttendeeStatus,
  type ICalCalendar,
  ICalCalendarMethod,
  type ICalEventData,
  ICalEventStatus,
} from 'ical-generator';
import { oneLine } from './oneLine.ts';
import { clockAfter } from './recurrence.ts';
import { type CalendarMeeting, type Series, seriesOf } from './series.ts';
import { wallClock } from './wallClock.ts';

export interface Invitation {
  readonly calendar: Calendar;
  /** Where the attendee's calendar sends its answers. */
  readonly organizer: Mailbox;
  readonly attendee: Mailbox;
  /** When it was written (RFC 5545, 3.8.7.2): the same in every copy. */
  readonly stamp: Instant;
}

/**
 * A season as iCalendar (RFC 5545) for one attendee (iTIP, RFC 5546): one series where the rhythm has a rule, else an event
 * of its own for each meeting. UIDs stay through all updates. See ../decisions/calendar.md.
 */
export function writeCalendar(invitation: Invitation): string {
  const { calendar, stamp } = invitation;
  const series = seriesOf(calendar);
  const inSeries = new Set(series?.meetings.map((meeting) => meeting.number));
  const single = calendar.meetings.filter((meeting) => !inSeries.has(meeting.number));
  const file = ical({
    prodId: { company: 'Crewtide', product: 'Season', language: 'EN' },
    method: calendar.method === 'request' ? ICalCalendarMethod.REQUEST : ICalCalendarMethod.CANCEL,
    timezone: { name: null, generator: () => series?.zone.text ?? null },
  });
  if (series !== undefined) addSeries(file, series, invitation);
  for (const meeting of nextFirst(single, calendar, stamp)) addSingle(file, meeting, invitation);
  return `${file.toString()}\r\n`;
}

function addSeries(file: ICalCalendar, series: Series, invitation: Invitation): void {
  const { calendar } = invitation;
  const { meetings, rule, place, zone } = series;
  const isOn = calendar.method === 'request' && meetings.some((meeting) => meeting.on);
  const sequence = Math.max(...meetings.map((meeting) => meeting.sequence));
  const shared = { ...sharedBy(invitation, sequence), id: uid(invitation), timezone: zone.name };
  const notHeld = isOn ? meetings.filter((meeting) => !meeting.on).map(({ slot }) => compact(slot)) : [];
  file.createEvent({
    ...shared,
    ...onClock(meetings[0].slot, calendar),
    repeating: [
      `RRULE:${rule};COUNT=${meetings.length}`,
      ...notHeld.map((slot) => `EXDATE;TZID=${zone.name}:${slot}`),
    ].join('\r\n'),
    location: locationOf(place),
    status: isOn ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
  });
  if (!isOn) return;
  for (const meeting of meetings) {
    if (!meeting.on || (meeting.startsAt === meeting.slot && meeting.place === place)) continue;
    file.createEvent({
      ...shared,
      ...onClock(meeting.startsAt, calendar),
      recurrenceId: wallClock(meeting.slot),
      location: locationOf(meeting.place),
      status: ICalEventStatus.CONFIRMED,
    });
  }
}

function addSingle(file: ICalCalendar, meeting: CalendarMeeting, invitation: Invitation): void {
  const { calendar } = invitation;
  const start = instantAt(meeting.startsAt, calendar.zone);
  const isOn = calendar.method === 'request' && meeting.on;
  file.createEvent({
    ...sharedBy(invitation, meeting.sequence),
    id: uid(invitation, meeting.number),
    start: new Date(start),
    end: new Date(later(start, { minutes: calendar.minutes })),
    location: locationOf(meeting.place),
    status: isOn ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
  });
}

/** Some calendars look at the first event alone: what has begun comes last. */
function nextFirst(
  meetings: readonly CalendarMeeting[],
  { zone }: Calendar,
  now: Instant,
): readonly CalendarMeeting[] {
  const here = localTimeAt(now, zone);
  const inOrder = [...meetings].sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
  return [
    ...inOrder.filter(({ startsAt, on }) => on && startsAt > here),
    ...inOrder.filter(({ startsAt, on }) => !(on && startsAt > here)),
  ];
}

function sharedBy({ calendar, organizer, attendee, stamp }: Invitation, sequence: number) {
  const isRequest = calendar.method === 'request';
  return {
    stamp: new Date(stamp),
    // A cancellation must be newer than what it cancels (RFC 5546, 3.2.5).
    sequence: isRequest ? sequence : sequence + 1,
    summary: oneLine(calendar.crew),
    organizer: { name: nameOf(organizer), email: organizer.address },
    attendees: [
      {
        name: nameOf(attendee),
        email: attendee.address,
        status: ICalAttendeeStatus.NEEDSACTION,
        rsvp: isRequest,
      },
    ],
  } satisfies Partial<ICalEventData>;
}

/** Start and end in the series' zone. */
function onClock(startsAt: LocalDateTime, { zone, minutes }: Calendar) {
  const start = clockAfter(startsAt, zone, 0);
  const end = clockAfter(startsAt, zone, minutes);
  // In the hour that a clock shows twice an end would be read as the earlier of the two.
  const plain = new Date(Date.parse(`${start}Z`) + minutes * 60_000).toISOString().slice(0, 16);
  return { start: wallClock(start), end: wallClock(end < plain ? localDateTime.parse(plain) : end) };
}

const uid = ({ calendar, organizer }: Invitation, meeting?: number): string => {
  const domain = organizer.address.slice(organizer.address.lastIndexOf('@') + 1);
  return `${calendar.season}${meeting === undefined ? '' : `-${meeting}`}@${domain}`;
};

/** `20261201T193000` (RFC 5545, 3.3.5). */
const compact = (at: LocalDateTime): string => `${at.replace(/[-:]/g, '')}00`;

const locationOf = (place: string) => {
  const title = oneLine(place);
  return title === '' ? null : { title };
};

const nameOf = ({ name, address }: Mailbox): string => oneLine(name) || address;
