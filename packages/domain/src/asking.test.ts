import { describe, expect, test } from 'vitest';
import { crewOf, instantOf, memberNamed, NOW, promptTo, stored } from '../../../test/support/builders.ts';
import { decideAsk, planPrompt } from './asking.ts';
import type { Member } from './member.ts';
import { type Instant, later } from './time.ts';

const [ana, bo, cleo] = ['Ana', 'Bo', 'Cleo'].map((name) => memberNamed(name));
if (!ana || !bo || !cleo) throw new Error('three members');
const prompt = promptTo([], { state: 'planned' });
const { appointments } = planPrompt(prompt);

const asking = (members: readonly Member[], now: Instant = NOW, state: typeof prompt.state = 'planned') => {
  const [appointment] = appointments;
  if (appointment === undefined) throw new Error('a planned prompt has appointments');
  const crew = crewOf(...members);
  return decideAsk({
    appointment: stored(appointment),
    prompt: stored({ ...prompt, state }),
    crew,
    members,
    now,
  });
};

const recordsOf = (decision: ReturnType<typeof asking>) =>
  decision.records.map(({ change, record }) => [change, 'state' in record ? record.state : record.kind]);

describe('a planned prompt', () => {
  test('keeps two appointments in the local time of its zone: to ask until the digest, to bring back for two days', () => {
    expect(appointments).toMatchObject([
      { id: `ask#${prompt.id}`, at: '2026-11-23T09:00', due: NOW, usefulUntil: '2026-11-25T09:00:00.000Z' },
      {
        id: `digest#${prompt.id}`,
        at: '2026-11-25T09:00',
        due: '2026-11-25T09:00:00.000Z',
        usefulUntil: '2026-11-27T09:00:00.000Z',
      },
    ]);
  });

  test('asks each who takes part, and tells her who the others are that will read her answer', () => {
    const paused = memberNamed('Dov', { standing: { name: 'paused', until: later(NOW, { days: 1 }) } });
    const left = memberNamed('Eva', { standing: { name: 'left', at: NOW, by: 'stop' } });
    const { letters, ...decision } = asking([ana, bo, paused, cleo, left]);
    expect(letters.map((letter) => [letter.to, letter.content])).toMatchObject([
      [ana.id, { readers: ['Bo', 'Cleo'], questions: prompt.questions, crew: 'Tide pool' }],
      [bo.id, { readers: ['Ana', 'Cleo'] }],
      [cleo.id, { readers: ['Ana', 'Bo'] }],
    ]);
    for (const letter of letters) {
      expect(letter).toMatchObject({ thread: prompt.id, usefulUntil: '2026-11-25T09:00:00.000Z' });
    }
    expect(decision.records[1]?.record).toMatchObject({ state: 'asked', asked: [ana.id, bo.id, cleo.id] });
    expect(decision.records[0]).toMatchObject({ change: 'remove', record: { kind: 'appointment' } });
  });

  test('is dropped when its digest is due before it could be asked', () => {
    const decision = asking([ana, bo], instantOf('2026-11-25T09:00:00.000Z'));
    expect(decision.letters).toEqual([]);
    expect(recordsOf(decision)).toEqual([
      ['remove', 'appointment'],
      ['replace', 'dropped'],
    ]);
  });

  test('is asked once', () => {
    const again = asking([ana, bo], NOW, 'asked');
    expect(again.letters).toEqual([]);
    expect(recordsOf(again)).toEqual([['remove', 'appointment']]);
  });
});
