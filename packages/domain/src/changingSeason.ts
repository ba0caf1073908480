import type { Appointment } from './appointment.ts';
import { type Decision, nothing, replace, type Stored } from './decision.ts';
import type { SeasonId } from './ids.ts';
import { promptOf, type Season } from './season.ts';
import { type SeasonAtHand, stepChange } from './telling.ts';
import { type Instant, instantAt, later, localTimeAt, timeZone } from './time.ts';

export const slotOfTelling = (season: SeasonId): string => `changes#${season}`;

/** Whatever the crew hasn't heard is told, however late. */
const ALWAYS_USEFUL = { days: 3650 } as const;
const UTC = timeZone.parse('UTC');

/**
 * A changed season: its next step follows, and its crew is to hear at `tellAt`, to the minute. Until then nothing that would
 * show the change leaves: neither the next step nor what `open` is to bring.
 */
export function decideChanged(
  input: SeasonAtHand & {
    readonly changed: Season;
    readonly tellAt: Instant;
    /** Appointments of prompts before its meetings. */
    readonly open: readonly Stored<Appointment>[];
    readonly now: Instant;
  },
): Decision {
  const { season, changed, members, settings, telling, now } = input;
  if (changed === input.season) return nothing;
  const tell = toTell(season.id, input.tellAt);
  const wait = (appointment: Appointment): Appointment => notBefore(appointment, tell);
  const step = stepChange(input.appointment, changed, members, settings, now, wait);
  return {
    ...nothing,
    records: [
      replace(season, changed),
      ...step.records,
      ...(telling === undefined ? [] : [replace(telling, tell)]),
      ...input.open
        .filter((each) => each.due < tell.due && mayShow(changed, each))
        .map((each) => replace(each, wait(each))),
    ],
    appointments: [...step.appointments, ...(telling === undefined ? [tell] : [])],
  };
}

/** A digest shows its own meeting alone. */
const mayShow = ({ id, meetings }: Season, { errand }: Appointment): boolean =>
  errand.name !== 'digest' ||
  meetings.some(({ number, told }) => told !== undefined && promptOf(id, number) === errand.prompt);

function toTell(season: SeasonId, tellAt: Instant): Appointment {
  const at = localTimeAt(tellAt, UTC);
  const due = instantAt(at, UTC);
  return {
    kind: 'appointment',
    id: slotOfTelling(season),
    errand: { name: 'tell-changes', season },
    at,
    zone: UTC,
    usefulUntil: later(due, ALWAYS_USEFUL),
    due,
  };
}

const notBefore = <T extends Appointment>(appointment: T, { at, zone, due }: Appointment): T =>
  appointment.due < due ? { ...appointment, at, zone, due } : appointment;
