import { describe, expect, test } from 'vitest';
import { crewOf, instantOf, memberNamed, NOW, seasonOf, stored } from '../../../test/support/builders.ts';
import type { Crew } from './crew.ts';
import type { Decision } from './decision.ts';
import { derivedId, type MemberId, seasonId } from './ids.ts';
import type { Letter } from './letter.ts';
import type { Member } from './member.ts';
import { decideOutcome, outcomeLetterId } from './outcome.ts';
import type { Reply } from './reply.ts';
import type { ReviewAnswer } from './reviewAnswers.ts';
import type { Season } from './season.ts';
import { USUAL_SETTINGS } from './settings.ts';
import { later, localDate, localDateTime } from './time.ts';

const people = ['Ana', 'Bo', 'Cleo', 'Dee', 'Eli'].map((name) => memberNamed(name));
const [ana, bo, cleo, dee, eli] = people;
if (!ana || !bo || !cleo || !dee || !eli) throw new Error('five members');
const now = instantOf('2027-01-06T18:00:00.000Z');

const reviewing = (season: Season, asked: readonly Member[] = people): Season => ({
  ...season,
  state: {
    name: 'reviewing',
    review: {
      asked: asked.map(({ id }) => id),
      written: asked.map(({ id }) => id),
      begunAt: NOW,
      outcomeAt: localDateTime.parse('2027-01-06T18:00'),
    },
  },
});
const season = reviewing(seasonOf(people));

const says = (member: Member, ...answers: ReviewAnswer[]): Reply => ({
  kind: 'reply',
  id: `${season.id}#${derivedId('reply', member.id, JSON.stringify(answers))}`,
  letter: outcomeLetterId(season.id, member.id),
  member: member.id,
  words: 'all of it',
  season: season.id,
  answers,
  receivedAt: NOW,
  raw: 'raw',
});
const yes = (member: Member) => says(member, { question: 'go-on', words: 'Yes.', yes: true });
const no = (member: Member) =>
  says(member, { question: 'go-on', words: 'No, I am tired of Bo.', yes: false });

const decide = (replies: readonly Reply[], change: Partial<Parameters<typeof decideOutcome>[0]> = {}) =>
  decideOutcome({
    season: stored(season),
    crew: stored(crewOf(...people)),
    members: people,
    replies,
    practice: { name: 'Case clinic', purpose: 'One case, many eyes.' },
    settings: USUAL_SETTINGS,
    now,
    nextSeasonId: seasonId.parse('b'.repeat(16)),
    ...change,
  });
const recordIn = <K extends 'season' | 'crew'>({ records }: Decision, kind: K, change: string) =>
  records.find((each) => each.record.kind === kind && each.change === change)?.record;
const crewIn = (decision: Decision): Crew => {
  const crew = recordIn(decision, 'crew', 'replace');
  if (crew?.kind !== 'crew') throw new Error('the crew changes');
  return crew;
};
const nextIn = (decision: Decision): Season => {
  const next = recordIn(decision, 'season', 'create');
  if (next?.kind !== 'season') throw new Error('a season begins');
  return next;
};
const to = ({ letters }: Decision, member: MemberId) => letters.filter((letter) => letter.to === member);
const outcomeTo = (decision: Decision, member: Member) => {
  const content = to(decision, member.id).find(
    ({ content: { template } }) => template === 'outcome',
  )?.content;
  if (content?.template !== 'outcome') throw new Error('an outcome');
  return content;
};

describe('with three who said yes', () => {
  const decision = decide([yes(ana), yes(cleo), yes(eli), no(bo)]);

  test('the crew is these, and their next season is booked', () => {
    expect(crewIn(decision)).toMatchObject({ members: [ana.id, cleo.id, eli.id], season: 'b'.repeat(16) });
    expect(crewIn(decision)).not.toHaveProperty('completedAt');
    const next = nextIn(decision);
    expect(next).toMatchObject({
      number: 2,
      rhythm: season.rhythm,
      time: season.time,
      place: season.place,
      practice: season.practice,
      questions: season.questions,
      state: { name: 'running' },
    });
    expect(next.meetings.map(({ startsAt }) => startsAt)).toEqual([
      '2027-01-12T19:30',
      '2027-01-19T19:30',
      '2027-01-26T19:30',
      '2027-02-02T19:30',
      '2027-02-09T19:30',
    ]);
    expect(decision.appointments).toMatchObject([{ id: `season#${next.id}`, at: '2027-01-10T09:00' }]);
    expect(recordIn(decision, 'season', 'replace')).toMatchObject({
      state: { name: 'ended', at: now, members: people.map(({ id }) => id) },
    });
  });

  test('each of them hears with whom and when, and gets the season', () => {
    expect(outcomeTo(decision, ana)).toMatchObject({
      result: {
        name: 'goes-on',
        with: ['Cleo', 'Eli'],
        first: '2027-01-12T19:30:00.000Z',
        zone: 'Europe/Lisbon',
      },
      readers: [
        { member: cleo.id, name: 'Cleo' },
        { member: eli.id, name: 'Eli' },
      ],
    });
    expect(to(decision, ana.id).map(({ content }) => content.template)).toEqual(['outcome', 'your-crew']);
  });

  test('who said no and who said nothing get the same: complete', () => {
    const [bos, dees] = [outcomeTo(decision, bo), outcomeTo(decision, dee)];
    expect(bos).toEqual({ ...dees, readers: bos.readers });
    expect(bos.result).toEqual({ name: 'complete' });
    expect(bos.readers.map(({ name }) => name)).toEqual(['Ana', 'Cleo', 'Dee', 'Eli']);
    expect(dees.readers.map(({ name }) => name)).toEqual(['Ana', 'Bo', 'Cleo', 'Eli']);
    expect(to(decision, bo.id)).toHaveLength(1);
    const unlike: ReadonlySet<string> = new Set(['id', 'to', 'content']);
    const outside = (letter: Letter | undefined) =>
      Object.fromEntries(Object.entries(letter ?? {}).filter(([name]) => !unlike.has(name)));
    expect(outside(to(decision, bo.id)[0])).toEqual(outside(to(decision, dee.id)[0]));
  });

  test('that is what they would get had nobody gone on', () => {
    expect(outcomeTo(decide([no(bo)]), bo)).toEqual(outcomeTo(decision, bo));
  });

  test('why somebody doesn’t go on stands nowhere', () => {
    expect(JSON.stringify(decision)).not.toContain('tired');
  });
});

describe('with fewer', () => {
  test.each([0, 1, 2])('the crew is complete (%i)', (many) => {
    const decision = decide(people.slice(0, many).map(yes));
    expect(crewIn(decision)).toMatchObject({ members: people.map(({ id }) => id), completedAt: now });
    expect(decision.appointments).toEqual([]);
    expect(decision.letters).toHaveLength(5);
    for (const member of people) {
      expect(outcomeTo(decision, member)).toEqual({
        ...outcomeTo(decide([]), member),
      });
    }
  });

  test('a season whose crew was never asked is complete', () => {
    const decision = decide([], { season: stored(seasonOf(people)), members: [] });
    expect(crewIn(decision)).toMatchObject({ completedAt: now });
    expect(decision.letters).toEqual([]);
  });
});

describe('a yes counts', () => {
  const three = [yes(ana), yes(bo), yes(cleo)];
  const goesOn = (decision: Decision) => decision.appointments.length === 1;

  test('unless it was taken back later', () => {
    const back = { ...no(cleo), receivedAt: later(NOW, { minutes: 1 }) };
    expect(goesOn(decide(three))).toBe(true);
    expect(goesOn(decide([...three, back]))).toBe(false);
  });

  test('of those who take part, are in the crew and were asked', () => {
    const left = { ...cleo, standing: { name: 'left', at: NOW, by: 'stop' } as const };
    expect(goesOn(decide(three, { members: [ana, bo, left, dee, eli] }))).toBe(false);
    const without = [ana, bo, dee, eli];
    expect(goesOn(decide(three, { crew: stored(crewOf(...without)), members: without }))).toBe(false);
    const asked = stored(reviewing(seasonOf(people), without));
    expect(goesOn(decide(three, { season: asked }))).toBe(false);
  });
});

describe('what was said', () => {
  const liked = (member: Member, words: string): Reply => says(member, { question: 'liked', words });

  test('goes to everyone without names and in no order of persons; the last of each, without tokens', () => {
    const corrected = { ...liked(ana, 'The walks.'), receivedAt: later(NOW, { minutes: 1 }) };
    const replies = [
      liked(ana, 'Nothing.'),
      corrected,
      liked(bo, ' The calm. '),
      liked(cleo, `See ${'abcdefg2'.repeat(6)}`),
      says(dee, { question: 'improve', words: 'Shorter.' }, { question: 'methods', words: 'Open space.' }),
      says(eli, { question: 'regroup', words: 'With Hanna, please.' }),
    ];
    const decision = decide(replies);
    for (const member of people) {
      const { liked: all, improve, methods } = outcomeTo(decision, member);
      expect([...all].sort()).toEqual(['See …', 'The calm.', 'The walks.']);
      expect([improve, methods]).toEqual([['Shorter.'], ['Open space.']]);
      expect(all).toEqual(outcomeTo(decide(replies.toReversed()), ana).liked);
    }
    expect(JSON.stringify(decision)).not.toContain('Hanna');
  });

  test('by somebody who is in the crew no more is not passed on', () => {
    const members = people.slice(1);
    const decision = decide([liked(ana, 'Secret.')], { crew: stored(crewOf(...members)), members });
    expect(JSON.stringify(decision.letters)).not.toContain('Secret');
  });

  test('fits a letter, however much it is', () => {
    const decision = decide(people.map((member) => liked(member, `${member.name} ${'x'.repeat(20_000)}`)));
    expect(Buffer.byteLength(outcomeTo(decision, ana).liked.join(''))).toBeLessThan(12_100);
  });
});

describe('the next season', () => {
  const three = [yes(ana), yes(cleo), yes(eli)];

  test('is hosted on in the old order, without those who left it', () => {
    expect(nextIn(decide(three)).hosting).toEqual([ana.id, cleo.id, eli.id]);
    const moved = {
      ...season,
      hosting: [bo.id, cleo.id, ana.id],
      meetings: season.meetings.map((each) => ({ ...each, host: cleo.id })),
    };
    expect(nextIn(decide(three, { season: stored(moved) })).hosting).toEqual([ana.id, cleo.id, eli.id]);
  });

  test('has as many meetings as were held, but two at least', () => {
    const held = (many: number) => ({
      ...season,
      meetings: season.meetings.map((each) => ({ ...each, on: each.number <= many })),
    });
    expect(nextIn(decide(three, { season: stored(held(4)) })).meetings).toHaveLength(4);
    expect(nextIn(decide(three, { season: stored(held(1)) })).meetings).toHaveLength(2);
    expect(nextIn(decide(three, { season: stored(held(0)) })).meetings).toHaveLength(2);
  });

  test('keeps a fortnight’s weeks', () => {
    const fortnights = reviewing(seasonOf(people, { rhythm: { every: 'fortnight' } }));
    expect(fortnights.meetings.at(-1)?.startsAt).toBe('2027-01-26T19:30');
    const next = nextIn(
      decide(three, { season: stored(fortnights), now: instantOf('2027-02-03T18:00:00.000Z') }),
    );
    expect(next.meetings[0]?.startsAt).toBe('2027-02-09T19:30');
  });

  test('of one that ended early begins soon, in its weeks, and not where the old plan would have ended', () => {
    const fortnights = reviewing(seasonOf(people, { rhythm: { every: 'fortnight' }, count: 10 }));
    const ended = {
      ...fortnights,
      meetings: fortnights.meetings.map((each) => ({ ...each, on: each.number <= 2 })),
    };
    expect(nextIn(decide(three, { season: stored(ended) })).meetings[0]?.startsAt).toBe('2027-01-12T19:30');
  });

  test('begins from today where nothing of the old plan is near', () => {
    const bare = {
      ...season,
      meetings: season.meetings.map(({ slot: _, ...each }) => each),
    };
    expect(nextIn(decide(three, { season: stored(bare) })).meetings[0]?.startsAt).toBe('2027-01-13T19:30');
    const long = reviewing(seasonOf(people, { first: localDate.parse('2025-01-07') }));
    expect(nextIn(decide(three, { season: stored(long) })).meetings[0]?.startsAt).toBe('2027-01-13T19:30');
  });

  test('is named by its practice’s id where the congregation has the practice no more', () => {
    const letter = to(decide(three, { practice: undefined }), ana.id).at(-1);
    expect(letter?.content).toMatchObject({ practice: { name: 'case-clinic', purpose: '' } });
  });
});
