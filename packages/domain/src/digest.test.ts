import { describe, expect, test } from 'vitest';
import {
  answerOf,
  crewOf,
  memberNamed,
  NOW,
  promptTo,
  seasonOf,
  stored,
} from '../../../test/support/builders.ts';
import { planPrompt } from './asking.ts';
import { comesLater, decideDigest, MOST_SHOWN } from './digest.ts';
import type { Late } from './digestAnswers.ts';
import { derivedId, letterIdOf, promptId } from './ids.ts';
import type { Letter } from './letter.ts';
import type { Member } from './member.ts';
import type { Photo } from './photo.ts';
import type { Prompt } from './prompt.ts';
import type { Reply } from './reply.ts';
import type { Season } from './season.ts';
import { type Instant, later } from './time.ts';
import { slotOfPrompt } from './writing.ts';

const [ana, bo, cleo, dov] = ['Ana', 'Bo', 'Cleo', 'Dov'].map((name) => memberNamed(name));
if (!ana || !bo || !cleo || !dov) throw new Error('four members');
const everybody = [ana, bo, cleo, dov];
const crew = crewOf(...everybody);
const prompt = promptTo([ana, bo, cleo]);
const [, appointment] = planPrompt(prompt).appointments;
if (appointment === undefined) throw new Error('a planned prompt has appointments');

const digest = (input: {
  readonly prompt?: Prompt;
  readonly members?: readonly Member[];
  readonly replies?: readonly Reply[];
  readonly late?: readonly Late[];
  readonly season?: Season | undefined;
  readonly now?: Instant;
}) =>
  decideDigest({
    appointment: stored(appointment),
    crew,
    members: everybody,
    replies: [],
    late: [],
    now: appointment.due,
    ...input,
    prompt: stored(input.prompt ?? { ...prompt, state: 'gathering' }),
  });

const answersIn = (letter: Letter | undefined) =>
  letter?.content.template === 'digest' ? letter.content.answers : [];

const statesOf = (decision: ReturnType<typeof digest>) =>
  decision.records.flatMap(({ record }) => (record.kind === 'prompt' ? record.state : []));

describe('the digest', () => {
  test('goes to all who were asked, in the thread of the prompt, with the answers as they came', () => {
    const replies = [
      answerOf(bo, prompt, 'second', later(NOW, { hours: 2 })),
      answerOf(ana, prompt, 'first', later(NOW, { hours: 1 })),
    ];
    const decision = digest({ replies });
    expect(decision.letters.map((letter) => letter.to)).toEqual([ana.id, bo.id, cleo.id]);
    for (const letter of decision.letters) {
      expect(answersIn(letter)).toEqual([
        { name: 'Ana', words: 'first' },
        { name: 'Bo', words: 'second' },
      ]);
      expect(letter.thread).toBe(prompt.id);
      expect(letter.follows).toBe(letterIdOf(slotOfPrompt(prompt.id), letter.to));
    }
    expect(statesOf(decision)).toEqual(['closed']);
    expect(decision.records[0]).toMatchObject({ change: 'remove', record: { kind: 'appointment' } });
  });

  test('names as readers the others who were asked, and nobody for having been silent', () => {
    const [letter] = digest({ replies: [answerOf(ana, prompt, 'words')] }).letters;
    expect(letter?.content).toMatchObject({
      answers: [{ name: 'Ana' }],
      readers: [{ name: 'Bo' }, { name: 'Cleo' }],
    });
  });

  test('is not sent when nobody wrote any words', () => {
    expect(digest({}).letters).toEqual([]);
    const decision = digest({ replies: [answerOf(ana, prompt, '')] });
    expect(decision.letters).toEqual([]);
    expect(statesOf(decision)).toEqual(['closed']);
  });

  test('passes no token on that a quote may have left in the words', () => {
    const token = 'a2b3'.repeat(12);
    const words = `yes\n> Leave: https://crewtide.test/leave/${token}\n> reply+${token.toUpperCase()}@reply.test`;
    expect(answersIn(digest({ replies: [answerOf(ana, prompt, words, NOW)] }).letters[0])).toEqual([
      { name: 'Ana', words: 'yes\n> Leave: https://crewtide.test/leave/…\n> reply+…@reply.test' },
    ]);
  });

  test('leaves out the words of one who is no longer there', () => {
    const replies = [answerOf(ana, prompt, 'a'), answerOf(bo, prompt, 'b')];
    const decision = digest({ replies, members: [bo, cleo] });
    expect(decision.letters.map(answersIn)).toEqual([
      [{ name: 'Bo', words: 'b' }],
      [{ name: 'Bo', words: 'b' }],
    ]);
  });
});

describe('a late answer', () => {
  const earlier = promptTo([ana, dov], {
    id: promptId.parse(derivedId('earlier')),
    questions: ['What did you leave undone?'],
    state: 'closed',
  });
  const lateBy = (member: Member): Late => {
    const reply = answerOf(member, earlier, `late words of ${member.name}`);
    const { record } = comesLater(crew, reply);
    if (record.kind !== 'late-reply') throw new Error('a pointer');
    return { pointer: stored(record), reply, prompt: earlier };
  };

  test('reaches only those whom its own prompt named as readers, with the question that it answers', () => {
    const decision = digest({ replies: [answerOf(bo, prompt, 'in time')], late: [lateBy(ana)] });
    const late = { name: 'Ana', words: 'late words of Ana', late: earlier.questions };
    const inTime = { name: 'Bo', words: 'in time' };
    const read = new Map(decision.letters.map((letter) => [letter.to, new Set(answersIn(letter))]));
    expect(read).toEqual(
      new Map([
        [ana.id, new Set([late, inTime])],
        [bo.id, new Set([inTime])],
        [cleo.id, new Set([inTime])],
        [dov.id, new Set([late])],
      ]),
    );
    expect(decision.records.at(-1)).toMatchObject({ change: 'remove', record: { kind: 'late-reply' } });
  });
});

describe('who is paused when the digest names its readers', () => {
  test('reads nothing of what is added to it, though she comes back', () => {
    const paused: Member = {
      ...cleo,
      standing: { name: 'paused', until: later(appointment.due, { days: 1 }) },
    };
    const first = digest({ members: [ana, bo, paused], replies: [answerOf(ana, prompt, 'in time')] });
    const named = first.letters.map(({ content }) => (content.template === 'digest' ? content.readers : []));
    expect(named[0]).toEqual([{ member: bo.id, name: 'Bo' }]);
    const closed = first.records.flatMap(({ record }) => (record.kind === 'prompt' ? [record] : []))[0];
    if (closed === undefined) throw new Error('a closed prompt');

    const added = answerOf(ana, closed, 'an addition');
    const { record: pointer } = comesLater(crew, added);
    if (pointer.kind !== 'late-reply') throw new Error('a pointer');
    const next = digest({ late: [{ pointer: stored(pointer), reply: added, prompt: closed }] });
    expect(next.letters.map((letter) => letter.to)).toEqual([ana.id, bo.id]);
  });
});

describe('long answers', () => {
  const lengthsOf = (words: readonly string[]) => {
    const replies = words.map((text, n) => answerOf(everybody[n % 3] ?? ana, prompt, text));
    return answersIn(digest({ replies }).letters[0]).map((answer) => answer.words.length);
  };

  test('stay whole while they fit together', () => {
    expect(lengthsOf(['a'.repeat(30_000), 'b'.repeat(200)])).toEqual([30_000, 200]);
  });

  test('give way evenly, the longest alone, and say so', () => {
    const [first = 0, second = 0, short] = lengthsOf([
      'a'.repeat(80_000),
      'b'.repeat(70_000),
      'c'.repeat(100),
    ]);
    expect(short).toBe(100);
    expect(first).toBe(second);
    expect(first).toBeGreaterThan(15_000);
    const letter = digest({ replies: [answerOf(ana, prompt, 'a'.repeat(80_000))] }).letters[0];
    expect(answersIn(letter)[0]?.words).toMatch(/^a+ \[…\]$/);
  });

  test('fill a letter’s record with no script’s letters', () => {
    for (const letter of ['a', 'ü', '柳', '🌊']) {
      const text = letter.repeat(Math.floor(90_000 / letter.length));
      const replies = everybody.slice(0, 3).map((member) => answerOf(member, prompt, text));
      const [first] = digest({ replies }).letters;
      expect(Buffer.byteLength(JSON.stringify(first?.content))).toBeLessThan(51_000);
      expect(JSON.stringify(first?.content)).not.toContain('\\ud');
    }
  });
});

describe('when the digest’s hour was missed', () => {
  test('by two days, the crew’s next letter shows the answers', () => {
    const replies = Array.from({ length: MOST_SHOWN + 5 }, (_, n) => answerOf(ana, prompt, `words ${n}`));
    const decision = digest({ replies, now: appointment.usefulUntil });
    expect(decision.letters).toEqual([]);
    expect(statesOf(decision)).toEqual(['closed']);
    const kept = decision.records.filter(({ record }) => record.kind === 'late-reply');
    expect(kept).toHaveLength(MOST_SHOWN);
    expect(kept[0]).toEqual(comesLater(crew, replies[0] ?? answerOf(ana, prompt, '')));
  });

  test('first ends the time for replies, and stays due', () => {
    const decision = digest({ prompt, replies: [answerOf(ana, prompt, 'words')] });
    expect(statesOf(decision)).toEqual(['gathering']);
    expect(decision.records).toHaveLength(1);
    expect(decision.letters).toEqual([]);
  });

  test('before the prompt was asked, the prompt is dropped; once closed or dropped, nothing more happens', () => {
    expect(statesOf(digest({ prompt: { ...prompt, state: 'planned' } }))).toEqual(['dropped']);
    for (const state of ['closed', 'dropped'] as const) {
      const decision = digest({ prompt: { ...prompt, state }, replies: [answerOf(ana, prompt, 'words')] });
      expect(decision).toMatchObject({ letters: [], records: [{ change: 'remove' }] });
    }
  });
});

describe('a digest that prepares a meeting', () => {
  const season = seasonOf(everybody);
  const [meeting] = season.meetings;
  if (meeting === undefined) throw new Error('a season has meetings');
  const preparing: Prompt = {
    ...prompt,
    state: 'gathering',
    meeting: { season: season.id, number: meeting.number },
  };
  const replies = [answerOf(ana, preparing, 'words')];
  const off = { ...season, meetings: [{ ...meeting, on: false }] };
  const waiting = (decision: ReturnType<typeof digest>) =>
    decision.records.filter(({ record }) => record.kind === 'late-reply');

  test('says when and where, and is useful until then', () => {
    const decision = digest({ prompt: preparing, season, replies });
    const startsAt = '2026-12-01T19:30:00.000Z';
    for (const letter of decision.letters) {
      expect(letter).toMatchObject({
        crew: crew.id,
        usefulUntil: startsAt,
        content: { meeting: { startsAt, zone: 'Europe/Lisbon', place: season.place } },
      });
    }
    expect(decision.letters).toHaveLength(3);
  });

  test('is not sent when the meeting is not held: the crew’s next letter shows what was written', () => {
    for (const without of [off, { ...season, meetings: [] }, undefined]) {
      const decision = digest({ prompt: preparing, season: without, replies });
      expect(decision.letters).toEqual([]);
      expect(statesOf(decision)).toEqual(['closed']);
      expect(waiting(decision)).toHaveLength(1);
    }
  });
});

describe('photos', () => {
  const photo = (name: string): Photo => ({
    id: derivedId('photo', name),
    description: name,
    width: 320,
    height: 240,
  });
  const photosOf = (name: string, count: number) =>
    Array.from({ length: count }, (_, n) => photo(`${name} ${n + 1}`));
  const answered = (change: Partial<Reply>, member = ana): Reply => ({
    ...answerOf(member, prompt, change.words ?? 'words'),
    ...change,
  });
  const shown = (replies: readonly Reply[]) =>
    answersIn(digest({ replies }).letters[0]).map(({ photos = [], unshown = 0 }) => [
      ...photos.map(({ description }) => description),
      unshown,
    ]);

  test('take the room of words, so that both fit a record', () => {
    const long = 'ä'.repeat(30_000);
    const bytesWith = (count: number) => {
      const replies = [answered({ words: long, photos: photosOf('a', count) })];
      const [answer] = answersIn(digest({ replies }).letters[0]);
      return Buffer.byteLength(answer?.words ?? '');
    };
    expect(bytesWith(1) - bytesWith(6)).toBeCloseTo(5 * 3200, -1);
    const frozen = 7 * bytesWith(6) + 6 * 16_000 * (4 / 3) * (78 / 76);
    expect(frozen).toBeLessThan(380_000);
  });

  test('come with their words, and without any', () => {
    expect(shown([answered({ photos: photosOf('a', 2) })])).toEqual([['a 1', 'a 2', 0]]);
    expect(shown([answered({ words: '', photos: photosOf('a', 1) })])).toEqual([['a 1', 0]]);
    expect(shown([answered({ words: '', unshown: 2 })])).toEqual([[2]]);
  });

  test('are eight in a letter, everybody’s first before anybody’s second; the others are counted', () => {
    const replies = [
      answered({ photos: photosOf('a', 6), receivedAt: NOW }),
      answered({ photos: photosOf('b', 6), unshown: 1, receivedAt: later(NOW, { hours: 1 }) }, bo),
      answered({ photos: photosOf('c', 1), receivedAt: later(NOW, { hours: 2 }) }, cleo),
    ];
    expect(shown(replies)).toEqual([
      ['a 1', 'a 2', 'a 3', 'a 4', 2],
      ['b 1', 'b 2', 'b 3', 4],
      ['c 1', 0],
    ]);
  });
});
