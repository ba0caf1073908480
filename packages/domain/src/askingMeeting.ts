import type { Appointment } from './appointment.ts';
import { askAppointment, digestAppointment } from './asking.ts';
import { askLetters, type Prepared } from './askingLetters.ts';
import { takesPart } from './consent.ts';
import type { Crew } from './crew.ts';
import { create, type Decision, nothing, remove, replace, type Stored } from './decision.ts';
import type { Member } from './member.ts';
import { firstAskOf } from './nextStep.ts';
import { askHourOf, digestHourOf, firstOf, type Hour } from './nextStepHours.ts';
import { startOf } from './occasions.ts';
import type { Prompt } from './prompt.ts';
import { promptOf } from './season.ts';
import type { Settings } from './settings.ts';
import { type Instant, instantAt, localTimeAt } from './time.ts';

interface Asking extends Prepared {
  readonly crew: Crew;
  /** The crew's. */
  readonly members: readonly Member[];
  readonly settings: Settings;
  readonly now: Instant;
}

/**
 * Whether the crew can still be asked before a meeting: not when its digest's hour has passed, nor when nobody takes part.
 */
export const canBeAsked = ({
  season,
  meeting,
  members,
  settings,
  now,
}: Omit<Asking, 'practice' | 'crew'>): boolean =>
  digestHourOf(season, meeting, settings).due > now && members.some((member) => takesPart(member, now));

/**
 * Strikes at the first hour of a meeting's prompt: names who is asked and so who reads, and writes to those whose hour has
 * come; the others' follow, zone by zone.
 */
export function askForMeeting(asking: Asking): Decision {
  const { season, meeting, crew, members, settings, now } = asking;
  const asked = members.filter((member) => takesPart(member, now));
  const { due, coming } = byHour(asked, asking);
  const prompt: Prompt = {
    kind: 'prompt',
    id: promptOf(season.id, meeting.number),
    crew: crew.id,
    questions: season.questions,
    promptAt: localTimeAt(firstAskOf(season, meeting, members, settings).due, season.zone),
    digestAt: digestHourOf(season, meeting, settings).at,
    zone: season.zone,
    meeting: { season: season.id, number: meeting.number },
    written: due.map(({ id }) => id),
    asked: asked.map(({ id }) => id),
    state: 'asked',
    createdAt: now,
  };
  return {
    records: [create(prompt)],
    letters: askLetters({ prompt, crew, readers: asked, to: due, now, prepares: asking }),
    appointments: [
      digestAppointment(prompt, startOf(season, meeting)),
      ...(coming === undefined ? [] : [askAppointment(prompt, coming)]),
    ],
  };
}

/** Strikes at the hour of another zone: whoever was named and stopped taking part meanwhile is passed over. */
export function decideAskNext(
  input: Asking & { readonly appointment: Stored<Appointment>; readonly prompt: Stored<Prompt> },
): Decision {
  const { appointment, prompt, meeting, crew, now } = input;
  const isOver = prompt.state !== 'asked' || !meeting.on || instantAt(prompt.digestAt, prompt.zone) <= now;
  if (isOver) return { ...nothing, records: [remove(appointment)] };
  const written = prompt.written ?? [];
  const readers = input.members
    .filter(({ id }) => prompt.asked.includes(id))
    .filter((member) => takesPart(member, now));
  const { due, coming } = byHour(
    readers.filter(({ id }) => !written.includes(id)),
    input,
  );
  const next =
    coming === undefined ? remove(appointment) : replace(appointment, askAppointment(prompt, coming));
  if (due.length === 0) return { ...nothing, records: [next] };
  return {
    ...nothing,
    records: [next, replace(prompt, { ...prompt, written: [...written, ...due.map(({ id }) => id)] })],
    letters: askLetters({ prompt, crew, readers, to: due, now, prepares: input }),
  };
}

/** Those whose hour has come, and the next hour of the others. */
function byHour(
  members: readonly Member[],
  { season, meeting, settings, now }: Asking,
): { readonly due: readonly Member[]; readonly coming: Hour | undefined } {
  const hours = members.map((member) => ({ member, hour: askHourOf(season, meeting, member, settings) }));
  return {
    due: hours.filter(({ hour }) => hour.due <= now).map(({ member }) => member),
    coming: firstOf(hours.filter(({ hour }) => hour.due > now).map(({ hour }) => hour)),
  };
}
