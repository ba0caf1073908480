import { describe, expect, test } from 'vitest';
import {
  answerOf,
  crewOf,
  instantOf,
  memberNamed,
  NOW,
  promptTo,
  seasonOf,
  stored,
} from '../../../test/support/builders.ts';
import { digestAppointment } from './asking.ts';
import type { SeasonChange } from './change.ts';
import { applyChanges } from './changing.ts';
import { decideChanged } from './changingSeason.ts';
import type { Change, Decision } from './decision.ts';
import { comesLater } from './digest.ts';
import { nextStepOf } from './nextStep.ts';
import type { Prompt } from './prompt.ts';
import { promptOf, type Season } from './season.ts';
import { USUAL_SETTINGS } from './settings.ts';
import { decideTellChanges, type SeasonAtHand } from './telling.ts';
import type { MeetingPrompt } from './tellingPrompts.ts';
import { type Instant, later, localDateTime } from './time.ts';

const ana = memberNamed('Ana');
const bo = memberNamed('Bo');
const cleo = memberNamed('Cleo');
const at = (text: string) => localDateTime.parse(text);
const planned = seasonOf([ana, bo, cleo]);

const atHand = (season: Season = planned, change: Partial<SeasonAtHand> = {}): SeasonAtHand => {
  const members = [ana, bo, cleo];
  const step = nextStepOf(season, members, USUAL_SETTINGS, NOW);
  return {
    season: stored(season),
    crew: stored(crewOf(...members)),
    members: members.map(stored),
    settings: USUAL_SETTINGS,
    appointment: step && stored(step),
    telling: undefined,
    ...change,
  };
};
const after = (changes: readonly SeasonChange[], before: Season = planned): Season => {
  const made = applyChanges(before, changes, [ana, bo, cleo], NOW);
  if (made.outcome === 'refused') throw new Error(made.why);
  return made.season;
};
const summary = (changes: readonly Change[]) =>
  changes.map(
    ({ change, record }) => `${change} ${'id' in record ? record.id.split('#')[0] : ''} ${record.kind}`,
  );
const seasonIn = (decision: Decision) => {
  const found = decision.records.flatMap(({ record }) => (record.kind === 'season' ? [record] : []))[0];
  if (found === undefined) throw new Error('the season is not changed');
  return found;
};
const recordIn = <K extends Change['record']['kind']>(decision: Decision, kind: K) =>
  decision.records.filter(({ record }) => record.kind === kind);

const move: SeasonChange = { change: 'move', meeting: 1, startsAt: at('2026-12-03T18:00') };

describe('a season that changes', () => {
  const changed = after([move]);
  const input = { open: [], now: NOW, changed, tellAt: NOW };

  test('gets its next step anew, and an appointment to tell its crew', () => {
    const decision = decideChanged({ ...atHand(), ...input });
    expect(decision.letters).toEqual([]);
    expect(seasonIn(decision)).toMatchObject({ version: 1, meetings: changed.meetings });
    expect(recordIn(decision, 'appointment')).toMatchObject([
      { change: 'replace', record: { errand: { name: 'season' }, at: '2026-12-01T09:00' } },
    ]);
    expect(decision.appointments).toMatchObject([
      {
        id: `changes#${planned.id}`,
        errand: { name: 'tell-changes', season: planned.id },
        at: '2026-11-23T09:00',
        zone: 'UTC',
        due: NOW,
      },
    ]);
  });

  test('changes nothing where nothing changed', () => {
    const hand = atHand();
    expect(decideChanged({ ...hand, ...input, changed: hand.season })).toEqual({
      records: [],
      letters: [],
      appointments: [],
    });
  });

  test('keeps no digest back of a meeting that stays as it was', () => {
    const digestOf = (number: number) => {
      const prompt = promptTo([ana, bo, cleo], {
        id: promptOf(planned.id, number),
        digestAt: at('2026-11-23T09:30'),
      });
      return stored(digestAppointment(prompt, later(NOW, { hours: 4 })));
    };
    const decision = decideChanged({
      ...atHand(),
      ...input,
      tellAt: later(NOW, { hours: 1 }),
      open: [digestOf(1), digestOf(2)],
    });
    const held = recordIn(decision, 'appointment').map(({ record }) => 'id' in record && record.id);
    expect(held).toContain(digestOf(1).id);
    expect(held).not.toContain(digestOf(2).id);
  });

  test('keeps back whatever would show the change before it is told', () => {
    const soon = after([{ change: 'move', meeting: 1, startsAt: at('2026-11-25T12:00') }]);
    const tellAt = later(NOW, { hours: 1 });
    const waiting = decideChanged({ ...atHand(), ...input, changed: soon, tellAt });
    const [telling] = waiting.appointments;
    if (telling === undefined) throw new Error('it is told');
    const digest = stored({ ...telling, id: 'digest#x', due: later(NOW, { minutes: 30 }) });
    const afterwards = stored({ ...telling, id: 'ask#x', due: later(NOW, { hours: 2 }) });
    const decision = decideChanged({
      ...atHand(planned, { telling: stored(telling) }),
      ...input,
      changed: soon,
      tellAt,
      open: [digest, afterwards],
    });
    expect(decision.appointments).toEqual([]);
    expect(
      recordIn(decision, 'appointment').map(
        ({ record }) => 'due' in record && [record.id.split('#')[0], record.due],
      ),
    ).toEqual([
      ['season', tellAt],
      ['changes', tellAt],
      ['digest', tellAt],
    ]);
  });

  test('has its step created where it had none, and removed where there is none any more', () => {
    const without = decideChanged({ ...atHand(planned, { appointment: undefined }), ...input });
    expect(without.appointments.map(({ id }) => id.split('#')[0])).toEqual(['season', 'changes']);
    const ended: Season = { ...changed, state: { name: 'ended', at: NOW } };
    expect(summary(decideChanged({ ...atHand(), ...input, changed: ended }).records)).toContain(
      'remove season appointment',
    );
    const neither = decideChanged({
      ...atHand(planned, { appointment: undefined }),
      ...input,
      changed: ended,
    });
    expect(neither.appointments.map(({ id }) => id.split('#')[0])).toEqual(['changes']);
  });
});

describe('the hour of telling', () => {
  const telling = () => {
    const [appointment] = decideChanged({
      ...atHand(),
      open: [],
      now: NOW,
      changed: after([move]),
      tellAt: NOW,
    }).appointments;
    if (appointment === undefined) throw new Error('it is told');
    return stored(appointment);
  };
  const told = (
    season: Season,
    change: Partial<SeasonAtHand> = {},
    prompts: readonly MeetingPrompt[] = [],
    now = NOW,
  ) => decideTellChanges({ ...atHand(season, change), telling: telling(), prompts, now });

  test('brings one letter to each who takes part, with all the news, the readers and the whole calendar', () => {
    const away = memberNamed('Cleo', { standing: { name: 'left', at: NOW, by: 'stop' } });
    const changed = after([move, { change: 'cancel', meeting: 5 }]);
    const decision = told(changed, { members: [ana, bo, away].map(stored) });
    expect(decision.letters.map(({ to }) => to)).toEqual([ana.id, bo.id]);
    expect(decision.letters[0]).toMatchObject({
      slot: `change#${planned.id}#1`,
      crew: crewOf().id,
      thread: planned.id,
      content: {
        template: 'change',
        crew: 'Tide pool',
        zone: 'Europe/Lisbon',
        news: [{ news: 'moved' }, { news: 'cancelled' }],
        readers: [{ member: bo.id, name: 'Bo' }],
        calendar: {
          method: 'request',
          meetings: [
            { number: 1, startsAt: '2026-12-03T18:00', sequence: 1 },
            {},
            {},
            {},
            { on: false, sequence: 1 },
          ],
        },
      },
    });
    expect(JSON.stringify(decision.letters)).not.toContain('Cleo');
    expect(seasonIn(decision).meetings.every((meeting) => meeting.told === undefined)).toBe(true);
    expect(summary(decision.records)).toEqual([
      'remove changes appointment',
      `replace ${planned.id} season`,
      'replace season appointment',
    ]);
  });

  test('brings nothing where everything was taken back', () => {
    const undone = after([{ change: 'move', meeting: 1, startsAt: at('2026-12-01T19:30') }], after([move]));
    expect(told(undone).letters).toEqual([]);
    expect(seasonIn(told(undone)).meetings).toEqual(planned.meetings);
  });

  const promptFor = (change: Partial<Prompt> = {}): Prompt =>
    promptTo([ana, bo, cleo], {
      id: promptOf(planned.id, 1),
      meeting: { season: planned.id, number: 1 },
      digestAt: at('2026-11-30T18:00'),
      written: [ana.id, bo.id, cleo.id],
      ...change,
    });
  const asked = (changes: readonly SeasonChange[]): Season =>
    after(changes, {
      ...planned,
      meetings: planned.meetings.map((each) => (each.number === 1 ? { ...each, prompted: 'asked' } : each)),
    });
  const promptOfHand = (prompt: Prompt, change: Partial<MeetingPrompt> = {}): MeetingPrompt => ({
    prompt: stored(prompt),
    ask: undefined,
    digest: undefined,
    replies: [],
    waiting: [],
    ...change,
  });
  const bringing = (prompt: Prompt, usefulUntil: Instant) =>
    stored({ ...telling(), id: `digest#${prompt.id}`, at: prompt.digestAt, usefulUntil });

  test('moves an open prompt’s digest before the new time, and asks who is still to be asked at her new hour', () => {
    const prompt = promptFor({ written: [ana.id] });
    const digest = bringing(prompt, instantOf('2026-12-01T19:30:00.000Z'));
    const decision = told(asked([move]), {}, [promptOfHand(prompt, { digest })]);
    expect(recordIn(decision, 'prompt')).toMatchObject([
      { record: { state: 'asked', digestAt: '2026-12-02T18:00' } },
    ]);
    expect(recordIn(decision, 'appointment').at(-1)).toMatchObject({
      change: 'replace',
      record: { id: digest.id, at: '2026-12-02T18:00', usefulUntil: '2026-12-03T18:00:00.000Z' },
    });
    expect(decision.appointments).toMatchObject([{ id: `ask#${prompt.id}`, due: NOW }]);
  });

  test('leaves a prompt as it is whose digest stays, or that is being brought back', () => {
    const prompt = promptFor();
    const season = asked([{ change: 'place', meeting: 1, place: 'The park' }]);
    const digest = bringing(prompt, instantOf('2026-12-01T19:30:00.000Z'));
    expect(recordIn(told(season, {}, [promptOfHand(prompt, { digest })]), 'prompt')).toEqual([]);
    const gathering = promptOfHand(promptFor({ state: 'gathering' }));
    expect(recordIn(told(asked([move]), {}, [gathering]), 'prompt')).toEqual([]);
    const begun = told(asked([move]), {}, [promptOfHand(prompt)], instantOf('2026-12-04T09:00:00.000Z'));
    expect(recordIn(begun, 'prompt')).toEqual([]);
    const elsewhere = promptOfHand(promptFor({ meeting: { season: planned.id, number: 40 } }));
    expect(recordIn(told(asked([move]), {}, [elsewhere]), 'prompt')).toEqual([]);
  });

  test('drops the prompt of a cancelled meeting, whose answers come with the next letter', () => {
    const prompt = promptFor();
    const digest = bringing(prompt, NOW);
    const replies = [answerOf(ana, prompt, 'Quiet mornings.')];
    const cancelled = asked([{ change: 'cancel', meeting: 1 }]);
    const decision = told(cancelled, {}, [promptOfHand(prompt, { ask: digest, digest, replies })]);
    expect(recordIn(decision, 'prompt')).toMatchObject([{ record: { state: 'dropped' } }]);
    expect(recordIn(decision, 'late-reply')).toMatchObject([{ record: { reply: replies[0]?.id } }]);
    expect(summary(decision.records).slice(-3)).toEqual([
      'remove digest appointment',
      'remove digest appointment',
      `create ${prompt.crew} late-reply`,
    ]);
    const again = told(cancelled, {}, [promptOfHand(promptFor({ state: 'dropped' }))]);
    expect(recordIn(again, 'prompt')).toEqual([]);
  });

  test('opens it again where the meeting is held after all', () => {
    const prompt = promptFor({ state: 'dropped' });
    const reply = answerOf(ana, prompt, 'Quiet mornings.');
    const { record } = comesLater({ id: prompt.crew }, reply);
    if (record.kind !== 'late-reply') throw new Error('a pointer');
    const held = asked([{ change: 'cancel', meeting: 1 }, move]);
    const decision = told(held, {}, [promptOfHand(prompt, { replies: [reply], waiting: [stored(record)] })]);
    expect(recordIn(decision, 'prompt')).toMatchObject([
      { record: { state: 'asked', digestAt: '2026-12-02T18:00' } },
    ]);
    expect(recordIn(decision, 'late-reply')).toMatchObject([{ change: 'remove' }]);
    expect(decision.appointments).toMatchObject([{ id: `digest#${prompt.id}`, at: '2026-12-02T18:00' }]);
  });
});
