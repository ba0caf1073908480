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
import { comesLater } from './digest.ts';
import { derivedId, seasonId } from './ids.ts';
import type { Member } from './member.ts';
import { nextStepOf } from './nextStep.ts';
import { PRACTICES } from './practices.ts';
import type { Reply } from './reply.ts';
import type { Meeting, Season } from './season.ts';
import { decideSeasonStep, type SeasonStepInput, stepDue } from './seasonStep.ts';
import { USUAL_SETTINGS } from './settings.ts';
import { type Instant, localDateTime, timeZone } from './time.ts';
import { threadOfSeason } from './writing.ts';

const inZone = (name: string, zone: string) => memberNamed(name, { zone: timeZone.parse(zone) });
const [ana, bo, cleo] = [
  inZone('Ana', 'Europe/Lisbon'),
  inZone('Bo', 'Europe/Lisbon'),
  inZone('Cleo', 'America/New_York'),
];
const everybody = [ana, bo, cleo];
const left = (member: Member): Member => ({ ...member, standing: { name: 'left', at: NOW, by: 'stop' } });
const crew = crewOf(...everybody);
const season = seasonOf(everybody);

const at = instantOf;
const each = (change: (meeting: Meeting) => Partial<Meeting>): Season => ({
  ...season,
  meetings: season.meetings.map((meeting) => ({ ...meeting, ...change(meeting) })),
});
const allAsked = each(() => ({ prompted: 'asked' }));
const reviewing = (written: readonly Member[]): Season => ({
  ...allAsked,
  state: {
    name: 'reviewing',
    review: {
      asked: everybody.map(({ id }) => id),
      written: written.map(({ id }) => id),
      begunAt: at('2026-12-30T09:00:00.000Z'),
      outcomeAt: localDateTime.parse('2027-01-06T18:00'),
    },
  },
});

function step(of: Season, now: Instant, input: Partial<SeasonStepInput> = {}) {
  const planned = nextStepOf(season, everybody, USUAL_SETTINGS, NOW);
  if (planned === undefined) throw new Error('a season has a next step');
  return decideSeasonStep({
    appointment: stored(planned),
    season: stored(of),
    crew: stored(crew),
    members: everybody,
    settings: USUAL_SETTINGS,
    practice: PRACTICES.find(({ id }) => id === of.practice),
    late: [],
    replies: [],
    nextSeason: seasonId.parse(derivedId('next season')),
    now,
    ...input,
  });
}

type Decided = ReturnType<typeof step>;
const seasonIn = (decided: Decided) =>
  decided.records.flatMap(({ record }) => (record.kind === 'season' ? [record] : []))[0];
const next = (decided: Decided) =>
  decided.records.flatMap(({ change, record }) =>
    record.kind === 'appointment' ? [change === 'remove' ? 'none' : `${record.at} ${record.zone}`] : [],
  );
const prompted = (decided: Decided) => seasonIn(decided)?.meetings.map((meeting) => meeting.prompted);
const to = (decided: Decided) => decided.letters.map((letter) => [letter.content.template, letter.to]);

describe('at the hour of a meeting’s prompt', () => {
  const hour = at('2026-11-29T09:00:00.000Z');

  test('the crew is asked, and the next step is the next meeting’s', () => {
    const decided = step(season, hour);
    expect(to(decided)).toEqual([
      ['prompt', ana.id],
      ['prompt', bo.id],
    ]);
    expect(prompted(decided)).toEqual(['asked', undefined, undefined, undefined, undefined]);
    expect(next(decided)).toEqual(['2026-12-06T09:00 Europe/Lisbon']);
    expect(decided.appointments.map(({ errand }) => errand.name)).toEqual(['digest', 'ask']);
  });

  test('nobody is asked after the digest’s hour, and the meeting goes ahead', () => {
    const decided = step(season, at('2026-11-30T18:00:00.000Z'));
    expect(decided.letters).toEqual([]);
    expect(prompted(decided)?.[0]).toBe('missed');
    expect(next(decided)).toEqual(['2026-12-06T09:00 Europe/Lisbon']);
  });

  test('a crew in which nobody takes part is not asked', () => {
    const decided = step(season, hour, { members: everybody.map(left) });
    expect(decided.letters).toEqual([]);
    expect(prompted(decided)?.[0]).toBe('missed');
  });

  test('of several that came together the first that is still useful is asked, the others at once after it', () => {
    const near = each(({ number }) =>
      number === 5 ? { startsAt: localDateTime.parse('2026-12-09T19:30') } : {},
    );
    const now = at('2026-12-07T10:00:00.000Z');
    const decided = step(near, now);
    expect(prompted(decided)).toEqual(['missed', 'asked', undefined, undefined, undefined]);
    const after = seasonIn(decided);
    expect(after && stepDue(after, everybody, USUAL_SETTINGS, now)).toBe('ask');
    expect(after && prompted(step(after, now))).toEqual(['missed', 'asked', undefined, undefined, 'asked']);
  });

  test('that has moved away, it waits for the new one', () => {
    const decided = step(season, at('2026-11-28T09:00:00.000Z'));
    expect(decided).toMatchObject({ letters: [], appointments: [] });
    expect(seasonIn(decided)).toBeUndefined();
    expect(next(decided)).toEqual(['2026-11-29T09:00 Europe/Lisbon']);
  });
});

describe('after the last meeting', () => {
  const hour = at('2026-12-30T09:00:00.000Z');

  test('the review asks those whose hour has come, then the others', () => {
    const first = step(allAsked, hour);
    expect(to(first)).toEqual([
      ['review', ana.id],
      ['review', bo.id],
    ]);
    expect(next(first)).toEqual(['2026-12-30T09:00 America/New_York']);
    const begun = seasonIn(first);
    if (begun === undefined) throw new Error('a season in review');
    const second = step(begun, at('2026-12-30T14:00:00.000Z'));
    expect(to(second)).toEqual([['review', cleo.id]]);
    expect(next(second)).toEqual(['2027-01-06T18:00 Europe/Lisbon']);
  });

  test('the review shows what came after the last digest, once', () => {
    const prompt = promptTo(everybody, { state: 'closed' });
    const reply = answerOf(ana, prompt, 'I was slow');
    const { record: pointer } = comesLater(crew, reply);
    if (pointer.kind !== 'late-reply') throw new Error('a pointer');
    const members = [ana, bo];
    const decided = step(allAsked, hour, { members, late: [{ pointer: stored(pointer), reply, prompt }] });
    expect(decided.letters[0]?.content).toMatchObject({ answers: [{ name: 'Ana', words: 'I was slow' }] });
    expect(decided.records).toContainEqual({ change: 'remove', record: stored(pointer) });
  });

  test('it waits for the review’s hour', () => {
    const decided = step(allAsked, at('2026-12-30T08:59:00.000Z'));
    expect(decided.letters).toEqual([]);
    expect(next(decided)).toEqual(['2026-12-30T09:00 Europe/Lisbon']);
    const wait = step(reviewing([ana, bo]), hour);
    expect(next(wait)).toEqual(['2026-12-30T09:00 America/New_York']);
  });

  test('a crew in which nobody takes part is complete at once', () => {
    const decided = step(allAsked, hour, { members: everybody.map(left) });
    expect(decided.letters).toEqual([]);
    expect(seasonIn(decided)?.state.name).toBe('ended');
    expect(decided.records).toContainEqual({
      change: 'replace',
      record: { ...stored(crew), completedAt: hour },
    });
    expect(next(decided)).toEqual(['none']);
  });

  test('a season without a meeting that was held ends without a review', () => {
    const decided = step(
      each(() => ({ on: false })),
      hour,
    );
    expect(decided.letters).toEqual([]);
    expect(seasonIn(decided)?.state).toEqual({ name: 'ended', at: hour });
    expect(next(decided)).toEqual(['none']);
  });
});

describe('on the day of the outcome', () => {
  const hour = at('2027-01-06T18:00:00.000Z');
  const yesOf = (member: Member): Reply => ({
    ...answerOf(member, promptTo([]), 'yes'),
    id: `${threadOfSeason(season.id)}#${derivedId('yes', member.id)}`,
    season: season.id,
    answers: [{ question: 'go-on', words: 'yes', yes: true }],
    receivedAt: at('2026-12-30T10:00:00.000Z'),
  });

  test('those who said yes go on, with a next step of their next season', () => {
    const decided = step(reviewing(everybody), hour, { replies: everybody.map(yesOf) });
    expect(new Set(decided.letters.map(({ content }) => content.template))).toEqual(
      new Set(['outcome', 'your-crew']),
    );
    expect(next(decided)).toEqual(['none']);
    expect(decided.appointments).toMatchObject([{ id: `season#${derivedId('next season')}` }]);
  });

  test('it comes though not all could be asked', () => {
    const decided = step(reviewing([ana, bo]), hour);
    expect(new Set(to(decided).map(([template]) => template))).toEqual(new Set(['outcome']));
    expect(next(decided)).toEqual(['none']);
    expect(stepDue({ ...season, state: { name: 'ended', at: hour } }, everybody, USUAL_SETTINGS, hour)).toBe(
      'end',
    );
  });
});
