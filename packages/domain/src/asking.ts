import type { Appointment } from './appointment.ts';
import { askLetters } from './askingLetters.ts';
import { takesPart } from './consent.ts';
import type { Crew } from './crew.ts';
import { type Decision, nothing, remove, replace, type Stored } from './decision.ts';
import type { Member } from './member.ts';
import type { Prompt } from './prompt.ts';
import { type Instant, instantAt, type LocalDateTime, later, type TimeZone } from './time.ts';

/** A digest that is this late helps nobody who asked at an hour of her own choice. */
const DIGEST_STAYS_USEFUL = { days: 2 } as const;

/** A planned prompt keeps two appointments: to ask, useful until the digest; and to bring the answers back. */
export function planPrompt(prompt: Prompt): Pick<Decision, 'records' | 'appointments'> {
  const digestAt = instantAt(prompt.digestAt, prompt.zone);
  return {
    records: [{ change: 'create', record: prompt }],
    appointments: [
      askAppointment(prompt, { at: prompt.promptAt, zone: prompt.zone }),
      digestAppointment(prompt, later(digestAt, DIGEST_STAYS_USEFUL)),
    ],
  };
}

/** To ask those of the prompt's crew whose hour that is; useful until the digest. */
export const askAppointment = (
  prompt: Pick<Prompt, 'id' | 'digestAt' | 'zone'>,
  { at, zone }: { readonly at: LocalDateTime; readonly zone: TimeZone },
): Appointment => ({
  kind: 'appointment',
  id: `ask#${prompt.id}`,
  errand: { name: 'ask', prompt: prompt.id },
  at,
  zone,
  usefulUntil: instantAt(prompt.digestAt, prompt.zone),
  due: instantAt(at, zone),
});

/** To bring the answers back. A digest that prepares a meeting is useful until it begins. */
export const digestAppointment = (
  prompt: Pick<Prompt, 'id' | 'digestAt' | 'zone'>,
  usefulUntil: Instant,
): Appointment => ({
  kind: 'appointment',
  id: `digest#${prompt.id}`,
  errand: { name: 'digest', prompt: prompt.id },
  at: prompt.digestAt,
  zone: prompt.zone,
  usefulUntil,
  due: instantAt(prompt.digestAt, prompt.zone),
});

/** Strikes at the hour of a prompt that a host planned: one letter to each who takes part, naming who will read the answer. */
export function decideAsk(input: {
  readonly appointment: Stored<Appointment>;
  readonly prompt: Stored<Prompt>;
  readonly crew: Crew;
  readonly members: readonly Member[];
  readonly now: Instant;
}): Decision {
  const { appointment, prompt, crew, now } = input;
  const done = remove(appointment);
  if (prompt.state !== 'planned') return { ...nothing, records: [done] };
  if (appointment.usefulUntil <= now) {
    return { ...nothing, records: [done, replace(prompt, { ...prompt, state: 'dropped' })] };
  }
  const asked = input.members.filter((member) => takesPart(member, now));
  return {
    ...nothing,
    records: [done, replace(prompt, { ...prompt, state: 'asked', asked: asked.map((member) => member.id) })],
    letters: askLetters({ prompt, crew, readers: asked, to: asked, now }),
  };
}
