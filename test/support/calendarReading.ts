import ICAL from 'ical.js';

/** For tests: what a calendar program shows after it read a file. */
export interface ShownCalendar {
  readonly method: string;
  readonly events: readonly ShownEvent[];
  /** What is to be met, in the order of time. */
  readonly occurrences: readonly Occurrence[];
}

export interface ShownEvent {
  readonly uid: string;
  readonly sequence: number;
  readonly status: string;
  readonly summary: string;
  readonly organizer: string;
  readonly attendee: string;
  readonly isSeries: boolean;
  readonly isOverride: boolean;
}

export interface Occurrence {
  readonly starts: string;
  readonly ends: string;
  readonly place: string;
}

export function showCalendar(text: string): ShownCalendar {
  const file = new ICAL.Component(ICAL.parse(text));
  const events = file.getAllSubcomponents('vevent');
  const masters = events.filter((event) => !event.hasProperty('recurrence-id'));
  const overrides = events.filter((event) => event.hasProperty('recurrence-id'));
  return {
    method: textOf(file, 'method'),
    events: events.map((event) => ({
      uid: textOf(event, 'uid'),
      sequence: Number(textOf(event, 'sequence')),
      status: textOf(event, 'status'),
      summary: textOf(event, 'summary'),
      organizer: textOf(event, 'organizer'),
      attendee: textOf(event, 'attendee'),
      isSeries: event.hasProperty('rrule'),
      isOverride: event.hasProperty('recurrence-id'),
    })),
    occurrences: masters
      .filter((event) => textOf(event, 'status') !== 'CANCELLED')
      .flatMap((event) => occurrencesOf(event, overrides))
      .sort((a, b) => (a.starts < b.starts ? -1 : 1)),
  };
}

function occurrencesOf(master: ICAL.Component, overrides: readonly ICAL.Component[]): Occurrence[] {
  const exceptions = overrides.filter((event) => textOf(event, 'uid') === textOf(master, 'uid'));
  const event = new ICAL.Event(master, { strictExceptions: true, exceptions });
  if (!event.isRecurring()) return [occurrence(event.startDate, event.endDate, event.location)];
  const all: Occurrence[] = [];
  const iterator = event.iterator();
  for (let next = iterator.next(); next; next = iterator.next()) {
    const { startDate, endDate, item } = event.getOccurrenceDetails(next);
    all.push(occurrence(startDate, endDate, item.location));
  }
  return all;
}

const occurrence = (start: ICAL.Time, end: ICAL.Time, place: string): Occurrence => ({
  starts: new Date(start.toUnixTime() * 1000).toISOString(),
  ends: new Date(end.toUnixTime() * 1000).toISOString(),
  place,
});

const textOf = (component: ICAL.Component, name: string): string =>
  String(component.getFirstPropertyValue(name) ?? '');
