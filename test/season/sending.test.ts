import { millisecondsOf } from '@crewtide/domain';
import type { OutgoingMessage } from '@crewtide/flows';
import { describe, expect, test } from 'vitest';
import { addressOf, instantOf, NOW } from '../support/builders.ts';
import { houses, type TestHouse } from '../support/house.ts';
import { congregationIn, decidedPromptIn, type TestCongregation } from '../support/houseCongregation.ts';
import { opened } from '../support/houseReply.ts';

const openHouse = houses();

const hostsRead = async (house: TestHouse, willow: TestCongregation, at: string) => {
  await house.settleAt(instantOf(at));
  return (await opened(willow.newest('Hugo'))).text;
};

describe('a carrier that', () => {
  test('says “later” gets the very same bytes under the same key, with more and more patience', async () => {
    const { house, states, delivered } = await decidedPromptIn(await openHouse());
    const before = house.carrier.calls.length;
    house.carrier.next('later', 'accept', 'later');
    await house.settle();
    expect(delivered().toSorted()).toEqual([0, 1]);
    const waits = [];
    for (let from = house.clock.now(); house.carrier.calls.length < before + 4; ) {
      const due = await house.deps.store.nextDue(house.clock.now());
      if (due === undefined) throw new Error('a page that is to be continued');
      await house.settleAt(due);
      waits.push(Math.round((millisecondsOf(due) - millisecondsOf(from)) / 60_000));
      from = due;
    }
    expect(waits).toEqual([1, 2]);
    const [first, , ...repeated] = house.carrier.calls.slice(before);
    expect(repeated).toEqual([first, first]);
    expect(await states()).toEqual(['sent', 'sent']);
  });

  test('refuses ends the letter, and the hosts hear of it in the morning', async () => {
    const { house, willow, states, pages } = await decidedPromptIn(await openHouse());
    house.carrier.next('refuse', 'refuse');
    await house.settle();
    expect(await states()).toEqual(['refused', 'refused']);
    expect(await pages()).toEqual([]);
    const text = await hostsRead(house, willow, '2026-11-24T08:00:00.000Z');
    expect([text.includes('Ana'), text.includes('Bo')]).toEqual([true, true]);
    expect(house.mailOf(addressOf('Hugo'))).toHaveLength(1);
  });

  test.each(['throw', 'unknown-delivered'] as const)(
    'leaves it open by “%s” is asked the same again; nobody gets two',
    async (turn) => {
      const { house, states, delivered } = await decidedPromptIn(await openHouse());
      house.carrier.next(turn);
      await house.settle();
      expect((await states()).toSorted()).toEqual(['sending', 'sent']);
      house.clock.pass({ minutes: 1 });
      await house.settle();
      expect(delivered()).toEqual([1, 1]);
      expect(await states()).toEqual(['sent', 'sent']);
    },
  );

  test('never says what became of a letter is not asked again after 23 hours; hosts hear of it once', async () => {
    const { house, willow, states, pages, bounceToAna } = await decidedPromptIn(await openHouse());
    house.carrier.next('unknown-lost', 'unknown-lost', 'later', 'later');
    await house.settle();
    house.clock.pass({ minutes: 1 });
    await house.settle();
    house.clock.pass({ hours: 23 });
    const calls = house.carrier.calls.length;
    await house.settle();
    expect(house.carrier.calls.length).toBe(calls);
    expect((await states())[0]).toBe('unknown');
    expect(await pages()).toEqual([]);

    // Its bounce comes after all, on the same day: it suspends the address.
    await house.comesIn(await bounceToAna());
    expect((await states())[0]).toBe('bounced');
    const text = await hostsRead(house, willow, '2026-11-25T08:00:00.000Z');
    expect([text.split('Ana').length, text.split('Bo').length]).toEqual([2, 2]);
  });

  test('is dead is left in peace after three in a row, and the rest of the page waits', async () => {
    const house = await openHouse();
    const willow = await congregationIn(house);
    const before = house.carrier.calls.length;
    house.carrier.next('unknown-lost', 'later', 'later');
    await willow.add('Ana', 'Bo', 'Cleo', 'Dov', 'Eva');
    expect(house.carrier.calls.length - before).toBe(3);
    house.clock.pass({ minutes: 1 });
    await house.settle();
    expect(house.carrier.mailboxes.map((mail) => mail.to).toSorted()).toEqual(
      ['Ana', 'Bo', 'Cleo', 'Dov', 'Eva'].map(addressOf),
    );
  });

  test('has no room in three mailboxes still takes the letters behind them', async () => {
    const house = await openHouse();
    const willow = await congregationIn(house);
    house.carrier.next('later', 'later', 'later');
    await willow.add('Ana', 'Bo', 'Cleo', 'Dov', 'Eva');
    expect(house.carrier.mailboxes).toHaveLength(0);
    const full = house.carrier.calls.map(({ key }) => key);
    house.carrier.fullFor(...full);
    house.clock.pass({ minutes: 1 });
    await house.settle();
    expect(house.carrier.mailboxes.map((mail) => mail.key)).not.toEqual(expect.arrayContaining(full));
    expect(house.carrier.mailboxes).toHaveLength(2);
  });

  test('puts a letter off for five days has it refused, and the hosts hear of it', async () => {
    const house = await openHouse();
    const willow = await congregationIn(house);
    house.carrier.next('later');
    await willow.add('Ana');
    house.clock.pass({ days: 5 });
    const calls = house.carrier.calls.length;
    await house.settle();
    expect(house.carrier.calls).toHaveLength(calls);
    expect(await hostsRead(house, willow, '2026-11-29T08:00:00.000Z')).toContain('Ana');
  });

  test('is slow gets no letter in the last part of the lease', async () => {
    const house = await openHouse();
    const willow = await congregationIn(house);
    house.carrier.meanwhile(async () => house.clock.pass({ minutes: 4 }));
    await willow.add('Ana', 'Bo');
    expect(house.carrier.mailboxes).toHaveLength(1);
    house.clock.pass({ minutes: 1 });
    await house.settle();
    expect(house.carrier.mailboxes).toHaveLength(2);
  });

  test('is replaced by another gets what the first did not take composed anew, and nothing that the first may have', async () => {
    const { house, states, delivered } = await decidedPromptIn(await openHouse());
    house.carrier.next('unknown-lost', 'later');
    await house.settle();
    house.clock.pass({ minutes: 1 });
    await house.settle({ ...house.deps, carrier: { ...house.carrier, name: 'another' } });
    expect((await states()).toSorted()).toEqual(['sent', 'unknown']);
    expect(delivered().reduce((a, b) => a + b)).toBe(1);
  });
});

describe('a letter that', () => {
  test('waits for a welcome is looked at every ten seconds, and then has all its tries', async () => {
    const house = await openHouse();
    const willow = await congregationIn(house);
    house.carrier.next('later', 'accept', 'later', 'accept', 'later', 'accept');
    await willow.add('Ana');
    await willow.prompt(await willow.crew('Ana', 'Hanna'));
    await house.settle();
    const dues = [];
    while (house.mailOf(addressOf('Ana')).length < 2) {
      const due = await house.deps.store.nextDue(house.clock.now());
      if (due === undefined) throw new Error('letters that are to go');
      await house.settleAt(due);
      dues.push(due);
    }
    const seconds = dues.map((due) => Math.round((millisecondsOf(due) - millisecondsOf(NOW)) / 1000));
    expect(seconds.slice(0, 6)).toEqual([10, 20, 30, 40, 50, 60]);
    expect(seconds.filter((each) => each % 60 === 0)).toEqual([60, 60, 120, 180, 180, 240]);
  });

  test('cannot be composed holds no other of its page up, and hosts hear of it', async () => {
    const { house, willow, states } = await decidedPromptIn(await openHouse());
    const freeze = async (message: OutgoingMessage) => {
      if (message.to.address === addressOf('Ana')) throw new TypeError('it cannot be written');
      return house.carrier.freeze(message);
    };
    await house.settle({ ...house.deps, carrier: { ...house.carrier, freeze } });
    expect(await states()).toEqual(['refused', 'sent']);
    expect(await hostsRead(house, willow, '2026-11-24T08:00:00.000Z')).toContain('Ana');
  });
});
