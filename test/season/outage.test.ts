import { slotOfSeason } from '@crewtide/domain';
import { strike } from '@crewtide/flows';
import { describe, expect, test } from 'vitest';
import { addressOf, instantOf } from '../support/builders.ts';
import { houses } from '../support/house.ts';
import { congregationIn } from '../support/houseCongregation.ts';
import { opened, replyTo } from '../support/houseReply.ts';
import { crewIn, type Left, playUntil } from '../support/houseSeason.ts';
import type { DeliveredMail } from '../support/memoryCarrier.ts';

const openHouse = houses();

const everybody = ['Ana', 'Bo', 'Cleo'] as const;
type Name = (typeof everybody)[number];

/** Three in two zones, who meet on two Tuesdays at half past seven in Lisbon; whatever left is held against its hour. */
async function crewOfTwoMeetings() {
  const house = await openHouse();
  const willow = await congregationIn(house);
  const { season } = await crewIn(house, willow, {
    people: { Ana: 'Europe/Lisbon', Bo: 'Europe/Lisbon', Cleo: 'America/Los_Angeles' },
    zone: 'Europe/Lisbon',
    season: { first: '2026-12-01', meetings: 2 },
  });
  const play = async (until: string) => usefulOnly(await playUntil(house, until));
  return {
    house,
    willow,
    season,
    play,
    /** The house stands still, and carries out at once what came due meanwhile. */
    async outage(from: string, to: string) {
      await play(from);
      const before = house.carrier.mailboxes.length;
      const at = instantOf(to);
      await house.settleAt(at);
      return usefulOnly(house.carrier.mailboxes.slice(before).map((mail) => ({ at, mail })));
    },
    says: async (name: Name, words: string) => house.comesIn(await replyTo(willow.newest(name), { words })),
  };
}

const [FIRST, SECOND] = [
  { digest: '2026-11-30T18:00', meeting: '2026-12-01T19:30' },
  { digest: '2026-12-07T18:00', meeting: '2026-12-08T19:30' },
];

/** What each letter is, for whom. Fails where a prompt leaves after its digest's hour, or a digest after its meeting began. */
async function usefulOnly(left: readonly Left[]): Promise<readonly string[]> {
  return Promise.all(
    left.map(async ({ at, mail }) => {
      const kind = await kindOf(mail);
      const isFirst = at < '2026-12-02';
      if (kind === 'prompt') expect(at < (isFirst ? FIRST : SECOND).digest).toBe(true);
      if (kind === 'digest') expect(at < (isFirst ? FIRST : SECOND).meeting).toBe(true);
      return `${mail.to.split('@')[0]} ${kind}`;
    }),
  );
}

async function kindOf(mail: DeliveredMail) {
  const { subject, text } = await opened(mail);
  if (text.includes('will read your answer')) return 'prompt';
  if (text.includes('this came in')) return 'digest';
  if (subject.includes('do you go on')) return 'review';
  if (subject.includes('it goes on')) return 'goes-on';
  if (subject.includes('complete')) return 'complete';
  return subject.includes('season') ? 'your-crew' : subject;
}

const to = (kind: string, names: readonly Name[] = everybody) =>
  names.map((name) => `${name.toLowerCase()} ${kind}`);
const sorted = (letters: readonly string[]) => [...letters].sort();

describe('three days without a house', () => {
  test('over a prompt and its digest: nobody is asked for a meeting that has begun, and the next is asked as ever', async () => {
    const crew = await crewOfTwoMeetings();
    expect(await crew.outage('2026-11-28T21:00:00.000Z', '2026-12-01T21:00:00.000Z')).toEqual([]);
    expect((await crew.season()).meetings.map(({ prompted }) => prompted)).toEqual(['missed', undefined]);
    expect(sorted(await crew.play('2026-12-06T18:00:00.000Z'))).toEqual(to('prompt'));
  });

  test('until the day before the meeting, after its digest’s hour: nobody is asked', async () => {
    const crew = await crewOfTwoMeetings();
    expect(await crew.outage('2026-11-28T18:00:00.000Z', '2026-12-01T18:00:00.000Z')).toEqual([]);
    expect((await crew.season()).meetings[0]?.prompted).toBe('missed');
  });

  test('that end between the prompt’s hour and the digest’s: all are asked, and the digest comes at its hour', async () => {
    const crew = await crewOfTwoMeetings();
    expect(sorted(await crew.outage('2026-11-27T12:00:00.000Z', '2026-11-30T12:00:00.000Z'))).toEqual(
      to('prompt'),
    );
    await crew.says('Bo', 'Just in time.');
    expect(sorted(await crew.play('2026-12-01T19:00:00.000Z'))).toEqual(to('digest'));
  });

  test('between the zones of a prompt: who was not asked is not asked late, and what was answered comes with the next digest', async () => {
    const crew = await crewOfTwoMeetings();
    expect(await crew.play('2026-11-29T12:00:00.000Z')).toEqual(to('prompt', ['Ana', 'Bo']));
    await crew.says('Bo', 'Words before the storm.');
    expect(await crew.outage('2026-11-29T12:00:00.000Z', '2026-12-02T12:00:00.000Z')).toEqual([]);
    expect(sorted(await crew.play('2026-12-08T12:00:00.000Z'))).toEqual([
      ...to('digest', ['Ana']),
      ...to('prompt', ['Ana']),
      ...to('digest', ['Bo']),
      ...to('prompt', ['Bo']),
      ...to('digest', ['Cleo']),
      ...to('prompt', ['Cleo']),
    ]);
    for (const name of everybody) {
      expect((await opened(crew.willow.newest(name))).text).toContain('Words before the storm.');
    }
  });

  test('between a prompt that was written and its leaving: it doesn’t leave any more', async () => {
    const { house, willow, season } = await crewOfTwoMeetings();
    const { id } = await season();
    house.clock.goTo(instantOf('2026-11-29T09:00:00.001Z'));
    expect(await strike(house.deps, willow.id, slotOfSeason(id))).toBe('carried-out');
    const before = house.carrier.mailboxes.length;
    await house.settleAt(instantOf('2026-12-02T09:00:00.000Z'));
    expect(house.carrier.mailboxes).toHaveLength(before);
    const letters = (await willow.store.list('letter', { limit: 100 })).items;
    const prompts = letters.filter(({ content }) => content.template === 'prompt');
    expect(prompts.map(({ state }) => state)).toMatchObject(
      Array(2).fill({ name: 'cancelled', reason: 'too-late' }),
    );
  });

  test('over the meeting itself: what comes after it comes as ever', async () => {
    const crew = await crewOfTwoMeetings();
    await crew.play('2026-11-30T12:00:00.000Z');
    await crew.says('Cleo', 'See you there.');
    expect(sorted(await crew.play('2026-11-30T19:00:00.000Z'))).toEqual(to('digest'));
    expect(await crew.outage('2026-11-30T19:00:00.000Z', '2026-12-03T19:00:00.000Z')).toEqual([]);
    expect(sorted(await crew.play('2026-12-06T18:00:00.000Z'))).toEqual(to('prompt'));
  });

  test('over the review: it comes after them, and its outcome a week after that', async () => {
    const crew = await crewOfTwoMeetings();
    await crew.play('2026-12-08T21:00:00.000Z');
    expect(sorted(await crew.outage('2026-12-08T21:00:00.000Z', '2026-12-11T21:00:00.000Z'))).toEqual(
      to('review'),
    );
    expect(await crew.play('2026-12-18T17:59:00.000Z')).toEqual([]);
    expect(sorted(await crew.play('2026-12-18T18:00:01.000Z'))).toEqual(to('complete'));
  });

  test('between the zones of a review: the others are asked late, and the outcome comes on its day', async () => {
    const crew = await crewOfTwoMeetings();
    await crew.play('2026-12-09T09:01:00.000Z');
    expect(await crew.outage('2026-12-09T12:00:00.000Z', '2026-12-12T12:00:00.000Z')).toEqual(
      to('review', ['Cleo']),
    );
    expect(sorted(await crew.play('2026-12-16T18:00:01.000Z'))).toEqual(to('complete'));
  });

  test('over the outcome: it comes after them, and the next season begins where all can still be asked', async () => {
    const crew = await crewOfTwoMeetings();
    await crew.play('2026-12-10T00:00:00.000Z');
    for (const name of everybody) await crew.says(name, '3. Yes');
    const late = await crew.outage('2026-12-15T00:00:00.000Z', '2026-12-18T00:00:00.000Z');
    expect(sorted(late)).toEqual(sorted([...to('goes-on'), ...to('your-crew')]));
    expect((await crew.season()).meetings[0]?.startsAt).toBe('2026-12-22T19:30');
    expect(await playUntil(crew.house, '2026-12-20T17:30:00.000Z')).toHaveLength(3);
  });
});

describe('a season goes on', () => {
  test('while everybody is paused: nobody is written to, and who is back is asked again', async () => {
    const house = await openHouse();
    const willow = await congregationIn(house);
    const { season } = await crewIn(house, willow, {
      people: { Ana: 'Europe/Lisbon', Bo: 'Europe/Lisbon', Cleo: 'America/Los_Angeles' },
      zone: 'Europe/Lisbon',
      season: { first: '2026-12-01', meetings: 5 },
    });
    for (const name of everybody) {
      expect(await house.comesIn(await replyTo(willow.newest(name), { words: 'pause' }))).toBe('done');
    }
    const asked = (left: readonly Left[]) => left.map(({ mail }) => mail.to).sort();
    expect(asked(await playUntil(house, '2026-12-27T08:00:00.000Z'))).toEqual([]);
    expect(asked(await playUntil(house, '2026-12-27T18:00:00.000Z'))).toEqual(everybody.map(addressOf));
    expect((await season()).meetings.map(({ prompted }) => prompted)).toEqual([
      'missed',
      'missed',
      'missed',
      'missed',
      'asked',
    ]);
  });

  test('without a host who has left: the next of the order hosts, and nobody reads her name', async () => {
    const crew = await crewOfTwoMeetings();
    expect(await crew.says('Ana', 'stop')).toBe('done');
    const before = crew.house.carrier.mailboxes.length;
    expect(sorted(await crew.play('2026-11-29T18:00:00.000Z'))).toEqual(to('prompt', ['Bo', 'Cleo']));
    const [bos, cleos] = await Promise.all(crew.house.carrier.mailboxes.slice(before).map(opened));
    expect(bos?.text).toContain('You host');
    expect(cleos?.text).toContain('Bo hosts');
    for (const each of [bos, cleos]) expect(each?.text).not.toContain('Ana');
  });

  test('and is complete without a letter where nobody is left at its review', async () => {
    const crew = await crewOfTwoMeetings();
    await crew.play('2026-12-08T21:00:00.000Z');
    for (const name of everybody) await crew.says(name, 'stop');
    expect(await crew.play('2026-12-20T00:00:00.000Z')).toEqual([]);
    expect((await crew.season()).state.name).toBe('ended');
    expect((await crew.willow.store.list('appointment', { limit: 10 })).items).toEqual([]);
  });
});
