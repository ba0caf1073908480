import type { Appointment } from './appointment.ts';
import { takesPart } from './consent.ts';
import type { Crew } from './crew.ts';
import { type Decision, nothing, remove, replace, type Stored } from './decision.ts';
import type { Member } from './member.ts';
import type { Prompt } from './prompt.ts';
import { type Instant, instantAt, later } from './time.ts';
import { slotOfPrompt, threadOfPrompt, write } from './writing.ts';

/** A digest that is this late helps nobody before their meeting. */
const DIGEST_STAYS_USEFUL = { days: 2 } as const;

/** A planned prompt keeps two appointments: to ask, useful until the digest; and to bring the answers back. */
export function planPrompt(prompt: Prompt): Pick<Decision, 'records' | 'appointments'> {
  const askAt = instantAt(prompt.promptAt, prompt.zone);
  const digestAt = instantAt(prompt.digestAt, prompt.zone);
  const ask: Appointment = {
    kind: 'appointment',
    id: `ask#${prompt.id}`,
    errand: { name: 'ask', prompt: prompt.id },
    at: prompt.promptAt,
    zone: prompt.zone,
    usefulUntil: digestAt,
    due: askAt,
  };
  const digest: Appointment = {
    kind: 'appointment',
    id: `digest#${prompt.id}`,
    errand: { name: 'digest', prompt: prompt.id },
    at: prompt.digestAt,
    zone: prompt.zone,
    usefulUntil: later(digestAt, DIGEST_STAYS_USEFUL),
    due: digestAt,
  };
  return { records: [{ change: 'create', record: prompt }], appointments: [ask, digest] };
}

/** Strikes at the prompt's hour: one letter to each who takes part, naming who will read the answer. */
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
    letters: asked.map((member) =>
      write({
        slot: slotOfPrompt(prompt.id),
        to: member.id,
        crew: crew.id,
        thread: threadOfPrompt(prompt.id),
        usefulUntil: appointment.usefulUntil,
        at: now,
        content: {
          template: 'prompt',
          prompt: prompt.id,
          crew: crew.name,
          questions: prompt.questions,
          readers: asked.filter((other) => other.id !== member.id).map((other) => other.name),
          digestAt: appointment.usefulUntil,
        },
      }),
    ),
  };
}
