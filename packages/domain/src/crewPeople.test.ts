import { describe, expect, test } from 'vitest';
import {
  crewOf,
  instantOf,
  memberNamed,
  NOW,
  promptTo,
  seasonOf,
  stored,
} from '../../../test/support/builders.ts';
import { applyChanges } from './changing.ts';
import { decideJoin, decideQuietly, decideRemoval } from './crewPeople.ts';
import type { Decision } from './decision.ts';
import type { Member } from './member.ts';
import { nextStepOf } from './nextStep.ts';
import { promptOf, type Season } from './season.ts';
import { USUAL_SETTINGS } from './settings.ts';
import type { SeasonAtHand } from './telling.ts';
import { localDateTime } from './time.ts';

const ana = memberNamed('Ana');
const bo = memberNamed('Bo');
const cleo = memberNamed('Cleo');
const dee = memberNamed('Dee');
const planned = seasonOf([ana, bo, cleo]);
const practice = { name: 'Case clinic', purpose: 'Help with one case.' };

const atHand = (
  season: Season = planned,
  members: readonly Member[] = [ana, bo, cleo],
  change: Partial<SeasonAtHand> = {},
): SeasonAtHand => {
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
const recordOf = (decision: Decision, kind: string) =>
  decision.records.map(({ record }) => record).find((record) => record.kind === kind);
const seasonIn = (decision: Decision) => {
  const found = decision.records.flatMap(({ record }) => (record.kind === 'season' ? [record] : []))[0];
  if (found === undefined) throw new Error('the season is not changed');
  return found;
};
const lettersIn = (decision: Decision) =>
  decision.letters.map(({ to, content }) => [
    [ana, bo, cleo, dee].find(({ id }) => id === to)?.name,
    content.template,
    'news' in content ? content.news.map(({ news }) => news).join(' ') : '',
  ]);
const asked = { ...promptTo([ana, bo, cleo]), id: promptOf(planned.id, 1) };
const moved = (season = planned) => {
  const startsAt = localDateTime.parse('2026-12-03T18:00');
  const made = applyChanges(season, [{ change: 'move', meeting: 1, startsAt }], [ana, bo, cleo], NOW);
  if (made.outcome === 'refused') throw new Error(made.why);
  return made.season;
};

describe('joining a crew', () => {
  const joining = (hand = atHand(), again = false, who = dee) =>
    decideJoin({ ...hand, member: stored(who), prompts: [], practice, again, now: NOW });

  test('gives her the season and tells the others who is in it now', () => {
    const decision = joining();
    expect(lettersIn(decision)).toEqual([
      ['Ana', 'change', 'joined'],
      ['Bo', 'change', 'joined'],
      ['Cleo', 'change', 'joined'],
      ['Dee', 'your-crew', ''],
    ]);
    expect(decision.letters[0]?.content).toMatchObject({
      news: [{ names: ['Ana', 'Bo', 'Cleo', 'Dee'] }],
      readers: [{ name: 'Bo' }, { name: 'Cleo' }, { name: 'Dee' }],
    });
    expect(decision.letters[3]?.content).toMatchObject({
      readers: [{ name: 'Ana' }, { name: 'Bo' }, { name: 'Cleo' }],
    });
    expect(recordOf(decision, 'crew')).toMatchObject({ members: [ana.id, bo.id, cleo.id, dee.id] });
    expect(seasonIn(decision)).toMatchObject({
      hosting: [ana.id, bo.id, cleo.id, dee.id],
      meetings: planned.meetings,
    });
  });

  test('brings what was still to be told along, and names nobody who has left', () => {
    const left = memberNamed('Cleo', { standing: { name: 'left', at: NOW, by: 'stop' } });
    const telling = nextStepOf(planned, [ana], USUAL_SETTINGS, NOW);
    const hand = atHand(moved(), [ana, bo, left], { telling: telling && stored(telling) });
    const decision = joining(hand);
    expect(lettersIn(decision)).toEqual([
      ['Ana', 'change', 'moved joined'],
      ['Bo', 'change', 'moved joined'],
      ['Dee', 'your-crew', ''],
    ]);
    expect(JSON.stringify(decision.letters)).not.toContain('Cleo');
    expect(decision.records.filter(({ change }) => change === 'remove')).toHaveLength(1);
    expect(decision.letters[2]?.content).toMatchObject({
      calendar: { meetings: [{ sequence: 1 }, {}, {}, {}, {}] },
    });
  });

  test('again gives her a letter of its own, and a calendar beyond the one that was cancelled', () => {
    const first = joining();
    const again = joining(atHand(), true);
    expect(again.letters.at(-1)?.slot).toBe(`your-crew#${planned.id}#1`);
    expect(again.letters.at(-1)?.id).not.toBe(first.letters.at(-1)?.id);
    expect(seasonIn(again).meetings.map(({ sequence }) => sequence)).toEqual([2, 2, 2, 2, 2]);
  });
});

describe('being taken out of a crew', () => {
  const removing = (
    who: Member,
    hand = atHand(),
    prompts: Parameters<typeof decideRemoval>[0]['prompts'] = [],
    now = NOW,
  ) => decideRemoval({ ...hand, member: stored(who), prompts, now });

  test('is one farewell with a cancelled calendar, and for the others whose turn it is now, without her name', () => {
    const decision = removing(ana);
    expect(lettersIn(decision)).toEqual([
      ['Bo', 'change', 'host host'],
      ['Cleo', 'change', 'host host'],
      ['Ana', 'farewell', ''],
    ]);
    expect(decision.letters[2]).not.toHaveProperty('crew');
    expect(decision.letters[2]?.content).toMatchObject({ crew: 'Tide pool', calendar: { method: 'cancel' } });
    expect(JSON.stringify(decision.letters.slice(0, 2))).not.toContain('Ana');
    expect(seasonIn(decision)).toMatchObject({ hosting: [bo.id, cleo.id] });
    expect(seasonIn(decision).meetings.map(({ host }) => host)).toEqual([
      bo.id,
      bo.id,
      cleo.id,
      bo.id,
      bo.id,
    ]);
    expect(recordOf(decision, 'crew')).toMatchObject({ members: [bo.id, cleo.id] });
  });

  test('tells nobody else where no turn was hers, and not her either where she had left', () => {
    const left = memberNamed('Dee', { standing: { name: 'left', at: NOW, by: 'stop' } });
    expect(lettersIn(removing(dee, atHand(planned, [ana, bo, cleo, dee])))).toEqual([
      ['Dee', 'farewell', ''],
    ]);
    expect(removing(left, atHand(planned, [ana, bo, cleo, left])).letters).toEqual([]);
  });

  test('leaves what was as it was', () => {
    const decision = removing(ana, atHand(), [], instantOf('2026-12-05T09:00:00.000Z'));
    expect(seasonIn(decision).meetings.map(({ host }) => host)).toEqual([
      ana.id,
      bo.id,
      cleo.id,
      bo.id,
      bo.id,
    ]);
  });

  test('hands the order of hosting on where it was hers alone', () => {
    const decision = removing(ana, atHand(seasonOf([ana]), [ana, bo, cleo]));
    expect(seasonIn(decision)).toMatchObject({ hosting: [bo.id, cleo.id] });
    expect(new Set(seasonIn(decision).meetings.map(({ host }) => host))).toEqual(new Set([bo.id]));
  });

  test('ends the season where one is left, who hears it; what was asked is dropped', () => {
    const meeting = { season: planned.id, number: 1 };
    const prompts = [
      { prompt: stored({ ...asked, meeting }), ask: undefined, digest: undefined, replies: [], waiting: [] },
    ];
    const decision = removing(ana, atHand(planned, [ana, bo]), prompts);
    expect(lettersIn(decision)).toEqual([
      ['Bo', 'change', 'ended'],
      ['Ana', 'farewell', ''],
    ]);
    expect(seasonIn(decision)).toMatchObject({ state: { name: 'ended', at: NOW, members: [bo.id] } });
    expect(recordOf(decision, 'crew')).toMatchObject({ completedAt: NOW });
    expect(recordOf(decision, 'prompt')).toMatchObject({ state: 'dropped' });
    expect(decision.records.map(({ change, record }) => `${change} ${record.kind}`)).toContain(
      'remove appointment',
    );
    expect(removing(bo, atHand(planned, [bo])).letters).toHaveLength(1);
  });

  test('ends a season that is being reviewed, too', () => {
    const outcomeAt = localDateTime.parse('2027-01-07T18:00');
    const review = { asked: [ana.id, bo.id], written: [], begunAt: NOW, outcomeAt };
    const reviewing: Season = { ...planned, state: { name: 'reviewing', review } };
    const after = instantOf('2027-01-02T09:00:00.000Z');
    const decision = removing(ana, atHand(reviewing, [ana, bo]), [], after);
    expect(lettersIn(decision)).toEqual([
      ['Bo', 'change', 'ended'],
      ['Ana', 'farewell', ''],
    ]);
    expect(seasonIn(decision).state.name).toBe('ended');
    expect(seasonIn(decision).meetings.map(({ on }) => on)).toEqual([true, true, true, true, true]);
  });
});

test('of a crew that doesn’t meet nobody has to hear', () => {
  const crew = stored(crewOf(ana, bo));
  expect(decideQuietly(crew, [ana.id])).toEqual({
    records: [{ change: 'replace', record: { ...crew, members: [ana.id] } }],
    letters: [],
    appointments: [],
  });
});
