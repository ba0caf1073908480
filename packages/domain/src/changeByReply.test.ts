import { describe, expect, test } from 'vitest';
import {
  crewOf,
  instantOf,
  letterTo,
  memberNamed,
  messageFrom,
  NOW,
  promptLetterTo,
  promptTo,
  seasonOf,
  stored,
} from '../../../test/support/builders.ts';
import type { SeasonChange } from './change.ts';
import { decideChangeByReply, decideUndo, meetingMeant } from './changeByReply.ts';
import { applyChanges } from './changing.ts';
import type { Decision } from './decision.ts';
import { derivedId, replyId } from './ids.ts';
import type { Letter } from './letter.ts';
import type { LetterContent } from './letterContent.ts';
import type { Member } from './member.ts';
import { promptOf, type Season } from './season.ts';
import { USUAL_SETTINGS } from './settings.ts';
import { asTold, type SeasonAtHand } from './telling.ts';
import { type Instant, later, localDateTime } from './time.ts';

const ana = memberNamed('Ana');
const bo = memberNamed('Bo');
const cleo = memberNamed('Cleo');
const crew = crewOf(ana, bo, cleo);
const planned = seasonOf([ana, bo, cleo]);
const at = (text: string) => localDateTime.parse(text);

const atHand = (season: Season = planned, change: Partial<SeasonAtHand> = {}): SeasonAtHand => ({
  season: stored(season),
  crew: stored(crew),
  members: [ana, bo, cleo].map(stored),
  settings: USUAL_SETTINGS,
  appointment: undefined,
  telling: undefined,
  ...change,
});

const prompt = promptTo([ana, bo, cleo], {
  id: promptOf(planned.id, 1),
  meeting: { season: planned.id, number: 1 },
});
const saying = (words: string, letter: Letter, from: Member = ana, now: Instant = NOW) => ({
  id: replyId.parse(derivedId('reply', words, now)),
  message: messageFrom(from, words),
  receivedAt: now,
  letter,
  member: stored(from),
  concerns: letter.content.template === 'prompt' ? { prompt: stored(prompt) } : undefined,
  now,
});
const changeLetter = (to: Member): Letter =>
  letterTo(to, {
    template: 'change',
    season: planned.id,
    crew: 'Tide pool',
    zone: planned.zone,
    news: [{ news: 'ended' }],
    meetings: [],
    readers: [],
    calendar: {
      method: 'request',
      season: planned.id,
      crew: 'Tide pool',
      rhythm: planned.rhythm,
      zone: planned.zone,
      minutes: planned.minutes,
      meetings: [],
    },
  });

const move: SeasonChange = { change: 'move', meeting: 1, startsAt: at('2026-12-03T18:00') };
const reply = saying('move to Thursday', promptLetterTo(ana, prompt));
const contentOf = (decision: Decision | undefined) => decision?.letters[0]?.content;
const echoOf = (decision: Decision | undefined): Extract<LetterContent, { template: 'echo' }> => {
  const content = contentOf(decision);
  if (content?.template !== 'echo') throw new Error(`${content?.template} is no echo`);
  return content;
};
const seasonIn = (decision: Decision | undefined): Season | undefined =>
  decision?.records.flatMap(({ record }) => (record.kind === 'season' ? [record] : []))[0];
const tellingIn = (decision: Decision | undefined): Instant | undefined =>
  decision?.appointments.find(({ errand }) => errand.name === 'tell-changes')?.due;

describe('the meeting that its host means', () => {
  const meant = (said: typeof reply, hand = atHand()) => meetingMeant(hand, said)?.number;

  test('is that of the prompt, if she hosts it', () => {
    expect(meant(reply)).toBe(1);
    expect(meant(saying('move it', promptLetterTo(bo, prompt), bo))).toBeUndefined();
  });

  test('is that of the echo, or else the next that she hosts', () => {
    expect(meant(saying('move it', changeLetter(bo), bo))).toBe(2);
    const echo = echoOf(
      decideChangeByReply({ ...atHand(), reply, open: [], wanted: { ...move, meeting: 4 } }),
    );
    expect(meant(saying('no, Friday', letterTo(ana, echo)))).toBe(4);
    const added = { ...echo, asked: { change: 'add', startsAt: at('2026-12-12T10:00') } } as const;
    expect(meant(saying('no, Friday', letterTo(ana, added)))).toBe(1);
  });

  test('is none for whoever takes no part, was taken out, or writes after the season', () => {
    const left = memberNamed('Ana', { standing: { name: 'left', at: NOW, by: 'stop' } });
    expect(meant({ ...reply, member: stored(left) })).toBeUndefined();
    expect(meant(reply, atHand(planned, { members: [bo, cleo].map(stored) }))).toBeUndefined();
    expect(meant(reply, atHand({ ...planned, state: { name: 'ended', at: NOW } }))).toBeUndefined();
  });

  test('of one who left is the stand-in’s', () => {
    const left = memberNamed('Ana', { standing: { name: 'left', at: NOW, by: 'stop' } });
    const hand = atHand(planned, { members: [left, bo, cleo].map(stored) });
    expect(meant(saying('move it', promptLetterTo(bo, prompt), bo), hand)).toBe(1);
  });
});

describe('a change by reply', () => {
  const decided = (
    wanted: Parameters<typeof decideChangeByReply>[0]['wanted'],
    hand = atHand(),
    said = reply,
  ) => decideChangeByReply({ ...hand, reply: said, open: [], wanted });

  test('is made and echoed, with what takes it back; the crew hears when the hour is over', () => {
    const decision = decided(move);
    expect(decision?.letters).toHaveLength(1);
    expect(decision?.letters[0]).toMatchObject({
      to: ana.id,
      slot: `echo#${reply.id}`,
      answers: 'a@example.org',
    });
    expect(echoOf(decision)).toMatchObject({
      asked: move,
      undo: [{ change: 'move', meeting: 1, startsAt: '2026-12-01T19:30' }],
      news: [{ news: 'moved', from: '2026-12-01T19:30:00.000Z', to: '2026-12-03T18:00:00.000Z' }],
      until: '2026-11-23T10:00:00.000Z',
    });
    expect(seasonIn(decision)?.meetings[0]).toMatchObject({ startsAt: '2026-12-03T18:00' });
    expect(tellingIn(decision)).toBe('2026-11-23T10:00:00.000Z');
    const odd = saying('move', reply.letter, ana, instantOf('2026-11-23T09:00:00.001Z'));
    expect(tellingIn(decided(move, atHand(), odd))).toBe('2026-11-23T10:01:00.000Z');
  });

  test.each([
    ['from a near time', '2026-12-01T18:00:00.000Z', move],
    ['to a near time', '2026-11-23T10:00:00.000Z', { ...move, startsAt: at('2026-11-23T11:30') }],
  ] as const)('%s is told at once', (_, now, wanted) => {
    const said = saying('move', reply.letter, ana, instantOf(now));
    expect(tellingIn(decided(wanted, atHand(), said))).toBe(now);
  });

  test('is told at once where what an earlier one changed begins soon', () => {
    const hand = atHand(seasonIn(decided({ ...move, startsAt: at('2026-11-24T12:00') })));
    const said = saying('the park', reply.letter, ana, instantOf('2026-11-24T10:00:00.000Z'));
    expect(tellingIn(decided({ change: 'place', meeting: 5, place: 'The park' }, hand, said))).toBe(said.now);
  });

  test('waits as long as an earlier one may be taken back, and longer', () => {
    const first = decided(move);
    const [telling] = first?.appointments.filter(({ id }) => id.startsWith('changes#')) ?? [];
    const season = seasonIn(first);
    if (telling === undefined || season === undefined) throw new Error('it is made');
    const dueAfter = (due: Instant) => {
      const hand = atHand(season, { telling: stored({ ...telling, due }) });
      const second = decided({ change: 'place', meeting: 1, place: 'The park' }, hand);
      return second?.records.flatMap(({ record }) =>
        record.kind === 'appointment' && record.id === telling.id ? [record.due] : [],
      );
    };
    expect(dueAfter(later(NOW, { minutes: 30 }))).toEqual([later(NOW, { hours: 1 })]);
    expect(dueAfter(later(NOW, { hours: 2 }))).toEqual([later(NOW, { hours: 2 })]);
  });

  test('that changes nothing is words', () => {
    expect(decided({ ...move, startsAt: at('2026-12-01T19:30') })).toBeUndefined();
    const left = memberNamed('Ana', { standing: { name: 'left', at: NOW, by: 'stop' } });
    const hand = atHand(planned, { members: [left, bo, cleo].map(stored) });
    expect(
      decided({ change: 'swap', meeting: 1, host: bo.id }, hand, saying('I host', changeLetter(bo), bo)),
    ).toBeUndefined();
  });

  test('that can’t be read or made is asked about, with a little of what she wrote', () => {
    const long = saying('x'.repeat(900), reply.letter);
    expect(contentOf(decided({ unclear: 'no-time' }, atHand(), long))).toEqual({
      template: 'change-unclear',
      season: planned.id,
      crew: 'Tide pool',
      wrote: 'x'.repeat(300),
      why: 'no-time',
    });
    const past = decided({ ...move, startsAt: at('2026-11-22T10:00') });
    expect(contentOf(past)).toMatchObject({ why: 'has-passed' });
    expect(past?.records).toEqual([]);
  });
});

describe('undo', () => {
  const first = decideChangeByReply({ ...atHand(), reply, open: [], wanted: move });
  const echo = letterTo(ana, echoOf(first));
  const [telling] = first?.appointments.filter(({ id }) => id.startsWith('changes#')) ?? [];
  const changed = seasonIn(first);
  if (telling === undefined || changed === undefined) throw new Error('it is made');
  const undone = (said: typeof reply, hand = atHand(changed, { telling: stored(telling) })) =>
    decideUndo({ ...hand, reply: said, open: [] });
  const undo = (now: Instant) => saying('undo', echo, ana, now);

  test('within the hour takes it back, and says so', () => {
    const decision = undone(undo(later(NOW, { hours: 1 })));
    expect(seasonIn(decision)?.meetings).toEqual(planned.meetings);
    expect(contentOf(decision)).toEqual({ template: 'receipt', done: 'undone' });
    expect(decision?.appointments.filter(({ id }) => id.startsWith('changes#'))).toEqual([]);
  });

  test('later is too late; what counts is when it came', () => {
    const late = later(NOW, { hours: 1, milliseconds: 1 });
    expect(contentOf(undone(undo(late)))).toMatchObject({ why: 'too-late-to-undo' });
    expect(contentOf(undone({ ...undo(late), receivedAt: NOW }))).toMatchObject({ done: 'undone' });
  });

  test('of what the crew has heard meanwhile is told at once', () => {
    const decision = undone(undo(later(NOW, { minutes: 10 })), atHand(asTold(changed)));
    expect(seasonIn(decision)?.meetings[0]).toMatchObject({ told: { startsAt: '2026-12-03T18:00' } });
    expect(tellingIn(decision)).toBe(later(NOW, { minutes: 10 }));
  });

  test('that can’t be made is said: the old time has passed meanwhile', () => {
    const now = instantOf('2026-12-01T19:00:00.000Z');
    const said = saying('move', reply.letter, ana, now);
    const moved = decideChangeByReply({ ...atHand(), reply: said, open: [], wanted: move });
    const season = seasonIn(moved);
    if (season === undefined) throw new Error('it is made');
    const later_ = saying('undo', letterTo(ana, echoOf(moved)), ana, later(now, { minutes: 40 }));
    expect(contentOf(undone(later_, atHand(season)))).toMatchObject({ why: 'has-passed' });
  });

  test('in answer to anything else, or by one who is not there any more, undoes nothing', () => {
    expect(undone(saying('undo', reply.letter))).toBeUndefined();
    expect(undone(undo(NOW), atHand(changed, { members: [stored(bo)] }))).toBeUndefined();
  });

  test('twice is once', () => {
    const swap: SeasonChange = { change: 'swap', meeting: 1, host: bo.id };
    const made = applyChanges(planned, [swap], [ana, bo, cleo], NOW);
    if (made.outcome === 'refused') throw new Error(made.why);
    const content = { ...echoOf(first), undo: [...made.undo] };
    const back = undone(saying('undo', letterTo(ana, content)), atHand(made.season));
    expect(seasonIn(back)?.meetings).toEqual(planned.meetings);
    const again = undone(saying('undo', letterTo(ana, content)), atHand(planned));
    expect([again?.records, contentOf(again)]).toEqual([[], { template: 'receipt', done: 'undone' }]);
  });
});
