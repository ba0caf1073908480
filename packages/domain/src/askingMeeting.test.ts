import { describe, expect, test } from 'vitest';
import { crewOf, instantOf, memberNamed, NOW, seasonOf, stored } from '../../../test/support/builders.ts';
import { askForMeeting, canBeAsked, decideAskNext } from './askingMeeting.ts';
import { letter } from './letter.ts';
import type { Member } from './member.ts';
import { PRACTICES } from './practices.ts';
import { type Prompt, prompt as promptSchema } from './prompt.ts';
import { promptOf } from './season.ts';
import { USUAL_SETTINGS } from './settings.ts';
import { type Instant, timeZone } from './time.ts';

const inZone = (name: string, zone: string) => memberNamed(name, { zone: timeZone.parse(zone) });
const ana = inZone('Ana', 'Europe/Lisbon');
const bo = inZone('Bo', 'America/New_York');
const cleo = inZone('Cleo', 'America/Los_Angeles');
const everybody = [ana, bo, cleo];
const left = (member: Member): Member => ({ ...member, standing: { name: 'left', at: NOW, by: 'stop' } });

const season = seasonOf(everybody);
const [, meeting] = season.meetings;
const practice = PRACTICES.find(({ id }) => id === season.practice);
if (meeting === undefined || practice === undefined) throw new Error('a meeting and a practice');

const hours = {
  lisbon: instantOf('2026-12-06T09:00:00.000Z'),
  newYork: instantOf('2026-12-06T14:00:00.000Z'),
  losAngeles: instantOf('2026-12-06T17:00:00.000Z'),
  digest: instantOf('2026-12-07T18:00:00.000Z'),
};

const asking = { season, meeting, practice, crew: crewOf(...everybody), settings: USUAL_SETTINGS };
const first = (members: readonly Member[] = everybody, now: Instant = hours.lisbon) =>
  askForMeeting({ ...asking, members, now });

const promptIn = (decision: ReturnType<typeof first>): Prompt => {
  const found = decision.records.flatMap(({ record }) => (record.kind === 'prompt' ? [record] : []))[0];
  if (found === undefined) throw new Error('a prompt');
  return found;
};

describe('a meeting’s prompt', () => {
  test('names whoever takes part as readers, and writes to those whose hour has come', () => {
    const decision = first();
    const prompt = promptIn(decision);
    expect(promptSchema.parse(prompt)).toEqual(prompt);
    expect(prompt).toMatchObject({
      id: promptOf(season.id, 2),
      promptAt: '2026-12-06T09:00',
      digestAt: '2026-12-07T18:00',
      meeting: { season: season.id, number: 2 },
      asked: everybody.map(({ id }) => id),
      written: [ana.id],
      state: 'asked',
    });
    expect(decision.letters.map(({ to }) => to)).toEqual([ana.id]);
    expect(decision.appointments).toMatchObject([
      { id: `digest#${prompt.id}`, due: hours.digest, usefulUntil: '2026-12-08T19:30:00.000Z' },
      { id: `ask#${prompt.id}`, at: '2026-12-06T09:00', zone: 'America/New_York', due: hours.newYork },
    ]);
  });

  test('says when and where, who hosts, and how the time is spent', () => {
    const [each] = first().letters;
    expect(letter.parse(each)).toEqual(each);
    expect(each).toMatchObject({ crew: asking.crew.id, usefulUntil: hours.digest });
    expect(each?.content).toMatchObject({
      questions: season.questions,
      readers: ['Bo', 'Cleo'],
      meeting: {
        startsAt: '2026-12-08T19:30:00.000Z',
        zone: 'Europe/Lisbon',
        place: season.place,
        number: 2,
        of: 5,
        minutes: 90,
        host: { who: 'other', name: 'Bo' },
        practice: { name: practice.name, purpose: practice.purpose, steps: practice.plans[90] },
      },
    });
  });

  test('counts the meetings that are on', () => {
    const without = {
      ...season,
      meetings: season.meetings.map((each) => ({ ...each, on: each.number !== 1 })),
    };
    const decision = askForMeeting({ ...asking, season: without, members: everybody, now: hours.lisbon });
    expect(decision.letters[0]?.content).toMatchObject({ meeting: { number: 1, of: 4 } });
  });

  test('names nobody who takes no part, as host neither', () => {
    const decision = first([ana, left(bo), cleo]);
    expect(promptIn(decision).asked).toEqual([ana.id, cleo.id]);
    expect(decision.letters[0]?.content).toMatchObject({
      readers: ['Cleo'],
      meeting: { host: { who: 'other', name: 'Cleo' } },
    });
  });

  test('leaves the host open where nobody of the order takes part', () => {
    const others = { ...season, hosting: [bo.id] };
    const decision = askForMeeting({
      ...asking,
      season: others,
      members: [ana, left(bo)],
      now: hours.lisbon,
    });
    expect(JSON.stringify(decision.letters[0]?.content)).not.toContain('"host"');
  });

  test('has no steps where the practice has gone, or has none for that length', () => {
    const meetingWith = (known: typeof practice | undefined) =>
      askForMeeting({ ...asking, practice: known, members: everybody, now: hours.lisbon }).letters[0]
        ?.content;
    expect(meetingWith(undefined)).toMatchObject({
      meeting: { practice: { name: 'case-clinic', purpose: '', steps: [] } },
    });
    expect(meetingWith({ ...practice, plans: {} })).toMatchObject({ meeting: { practice: { steps: [] } } });
  });

  test('needs no further hour where all live by one clock', () => {
    expect(first([ana]).appointments).toHaveLength(1);
  });

  test('can be asked until its digest’s hour, while somebody takes part', () => {
    const can = (now: Instant, members: readonly Member[] = everybody) =>
      canBeAsked({ season, meeting, members, settings: USUAL_SETTINGS, now });
    expect(can(hours.lisbon)).toBe(true);
    expect(can(hours.digest)).toBe(false);
    expect(can(hours.lisbon, everybody.map(left))).toBe(false);
  });
});

describe('at the hour of another zone', () => {
  const next = (
    now: Instant,
    change: {
      members?: readonly Member[];
      prompt?: Partial<Prompt>;
      on?: boolean;
    } = {},
  ) => {
    const decision = first();
    const [, appointment] = decision.appointments;
    if (appointment === undefined) throw new Error('a further hour');
    return decideAskNext({
      ...asking,
      meeting: { ...meeting, on: change.on ?? true },
      members: change.members ?? everybody,
      appointment: stored(appointment),
      prompt: stored({ ...promptIn(decision), ...change.prompt }),
      now,
    });
  };
  const kinds = (decision: ReturnType<typeof next>) =>
    decision.records.map(({ change, record }) => `${change} ${record.kind}`);
  const written = (decision: ReturnType<typeof next>) =>
    decision.records.flatMap(({ record }) => (record.kind === 'prompt' ? record.written : []));

  test('whoever lives by it is written to, and the next hour is appointed', () => {
    const decision = next(hours.newYork);
    expect(decision.letters.map(({ to }) => to)).toEqual([bo.id]);
    expect(decision.letters[0]?.content).toMatchObject({ readers: ['Ana', 'Cleo'] });
    expect(written(decision)).toEqual([ana.id, bo.id]);
    expect(decision.records[0]).toMatchObject({
      change: 'replace',
      record: { at: '2026-12-06T09:00', zone: 'America/Los_Angeles', due: hours.losAngeles },
    });
  });

  test('the last of them ends the asking', () => {
    const decision = next(hours.losAngeles, { prompt: { written: [ana.id, bo.id] } });
    expect(decision.letters.map(({ to }) => to)).toEqual([cleo.id]);
    expect(kinds(decision)).toEqual(['remove appointment', 'replace prompt']);
  });

  test('all are written to whose hours have passed meanwhile', () => {
    expect(next(hours.losAngeles).letters.map(({ to }) => to)).toEqual([bo.id, cleo.id]);
    expect(next(hours.losAngeles, { prompt: { written: [] } }).letters).toHaveLength(3);
  });

  test('whoever takes no part any more is passed over, and named to nobody', () => {
    const decision = next(hours.losAngeles, { members: [ana, left(bo), cleo] });
    expect(decision.letters.map(({ to, content }) => [to, content])).toMatchObject([
      [cleo.id, { readers: ['Ana'] }],
    ]);
    const nobody = next(hours.newYork, { members: [ana, left(bo)] });
    expect(kinds(nobody)).toEqual(['remove appointment']);
    expect(nobody.letters).toEqual([]);
  });

  test('whoever joined the crew since is not asked', () => {
    const dov = inZone('Dov', 'America/New_York');
    expect(next(hours.newYork, { members: [...everybody, dov] }).letters.map(({ to }) => to)).toEqual([
      bo.id,
    ]);
  });

  test('nobody is asked once the digest’s hour has come, or the meeting is not held', () => {
    for (const decision of [
      next(hours.digest),
      next(hours.newYork, { prompt: { state: 'gathering' } }),
      next(hours.newYork, { prompt: { state: 'dropped' } }),
      next(hours.newYork, { on: false }),
    ]) {
      expect(kinds(decision)).toEqual(['remove appointment']);
      expect(decision.letters).toEqual([]);
    }
  });
});
