import {
  create,
  letterIdOf,
  millisecondsOf,
  PAGE_SIZE,
  pagesOf,
  slotOfPrompt,
  write,
} from '@crewtide/domain';
import { decideUndecided, type OutgoingMessage, sendPage, strike, tick } from '@crewtide/flows';
import { describe, expect, test } from 'vitest';
import { addressOf, instantOf } from '../support/builders.ts';
import { houses, type TestHouse } from '../support/house.ts';
import { congregationIn, type TestCongregation } from '../support/houseCongregation.ts';
import { bounceOf, opened } from '../support/houseReply.ts';

const openHouse = houses();

/** A crew of Ana and Bo whose prompt is decided; its letters have not left. */
async function decidedPrompt(options?: Parameters<typeof openHouse>[0]) {
  const house = await openHouse(options);
  const willow = await congregationIn(house);
  await willow.add('Ana', 'Bo');
  const prompt = await willow.prompt(await willow.crew('Ana', 'Bo'));
  house.clock.pass({ milliseconds: 1 });
  await strike(house.deps, willow.id, `ask#${prompt}`);
  house.clock.pass({ milliseconds: 1 });
  const letterOf = async (name: string) =>
    willow.store.get('letter', letterIdOf(slotOfPrompt(prompt), await willow.idOf(name)));
  const stateOf = async (name: string) => (await letterOf(name))?.state.name;
  return { house, willow, prompt, letterOf, stateOf };
}

const pagesIn = async (willow: TestCongregation) =>
  (await willow.store.list('letter-page', { limit: 100 })).items;
/** What happens while the first letter of the only page is with the carrier. */
async function duringDelivery(house: TestHouse, willow: TestCongregation, happening: () => Promise<void>) {
  const page = (await pagesIn(willow))[0]?.id ?? '';
  house.carrier.meanwhile(happening);
  return { page, sent: await sendPage(house.deps, willow.id, page) };
}

const bounceFor = (house: TestHouse, { id }: TestCongregation, letter: string) => {
  const claim = { scope: 'bounce', congregation: id, subject: letter, expires: '2027-01-01' } as const;
  return bounceOf(`bounce+${house.deps.tokens.sign(claim)}@crew.example`);
};

const promptsTo = (house: TestHouse, name: string) => house.mailOf(addressOf(name)).length - 1;
const hostsRead = async (house: TestHouse, willow: TestCongregation, at: string) => {
  await house.settleAt(instantOf(at));
  return (await opened(willow.newest('Hugo'))).text;
};

describe('a carrier that', () => {
  test('says “later” gets the very same bytes under the same key, with more and more patience', async () => {
    const { house, stateOf } = await decidedPrompt();
    const before = house.carrier.calls.length;
    house.carrier.next('later', 'accept', 'later');
    await house.settle();
    expect([promptsTo(house, 'Ana'), promptsTo(house, 'Bo')].toSorted()).toEqual([0, 1]);
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
    expect([await stateOf('Ana'), await stateOf('Bo')]).toEqual(['sent', 'sent']);
  });

  test('refuses ends the letter, and the hosts hear of it in the morning', async () => {
    const { house, willow, stateOf } = await decidedPrompt();
    house.carrier.next('refuse', 'refuse');
    await house.settle();
    expect([await stateOf('Ana'), await stateOf('Bo')]).toEqual(['refused', 'refused']);
    expect(await pagesIn(willow)).toEqual([]);
    const text = await hostsRead(house, willow, '2026-11-24T08:00:00.000Z');
    expect([text.includes('Ana'), text.includes('Bo')]).toEqual([true, true]);
    expect(house.mailOf(addressOf('Hugo'))).toHaveLength(1);
  });

  test.each(['throw', 'unknown-delivered'] as const)(
    'leaves it open by “%s” is asked the same again; nobody gets two',
    async (turn) => {
      const { house, stateOf } = await decidedPrompt();
      house.carrier.next(turn);
      await house.settle();
      expect([await stateOf('Ana'), await stateOf('Bo')].toSorted()).toEqual(['sending', 'sent']);
      house.clock.pass({ minutes: 1 });
      await house.settle();
      expect([promptsTo(house, 'Ana'), promptsTo(house, 'Bo')]).toEqual([1, 1]);
      expect([await stateOf('Ana'), await stateOf('Bo')]).toEqual(['sent', 'sent']);
    },
  );

  test('never says what became of a letter is not asked again after 23 hours; hosts hear of it once', async () => {
    const { house, willow, letterOf } = await decidedPrompt();
    house.carrier.next('unknown-lost', 'unknown-lost', 'later', 'later');
    await house.settle();
    house.clock.pass({ minutes: 1 });
    await house.settle();
    house.clock.pass({ hours: 23 });
    const calls = house.carrier.calls.length;
    await house.settle();
    expect(house.carrier.calls.length).toBe(calls);
    expect((await letterOf('Ana'))?.state.name).toBe('unknown');
    expect(await pagesIn(willow)).toEqual([]);

    // Its bounce comes after all, on the same day: it suspends the address.
    const letter = await letterOf('Ana');
    await house.comesIn(bounceFor(house, willow, letter?.id ?? ''));
    expect((await letterOf('Ana'))?.state.name).toBe('bounced');
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
    const { house, stateOf } = await decidedPrompt();
    house.carrier.next('unknown-lost', 'later');
    await house.settle();
    house.clock.pass({ minutes: 1 });
    await house.settle({ ...house.deps, carrier: { ...house.carrier, name: 'another' } });
    expect([await stateOf('Ana'), await stateOf('Bo')].toSorted()).toEqual(['sent', 'unknown']);
    expect(promptsTo(house, 'Ana') + promptsTo(house, 'Bo')).toBe(1);
  });
});

describe('a letter that', () => {
  test('cannot be composed holds no other of its page up, and hosts hear of it', async () => {
    const { house, willow, stateOf } = await decidedPrompt();
    const freeze = async (message: OutgoingMessage) => {
      if (message.to.address === addressOf('Ana')) throw new TypeError('it cannot be written');
      return house.carrier.freeze(message);
    };
    await house.settle({ ...house.deps, carrier: { ...house.carrier, freeze } });
    expect([await stateOf('Ana'), await stateOf('Bo')]).toEqual(['refused', 'sent']);
    expect(await hostsRead(house, willow, '2026-11-24T08:00:00.000Z')).toContain('Ana');
  });

  test('bounces while it is being marked stays bounced, and its address suspended', async () => {
    const { house, willow, letterOf, stateOf } = await decidedPrompt();
    const letter = await letterOf('Ana');
    const bounce = bounceFor(house, willow, letter?.id ?? '');
    const { sent } = await duringDelivery(house, willow, async () => {
      await house.deps.rawMail.put(bounce.envelope, bounce.bytes, house.clock.now());
      await decideUndecided(house.deps, 1);
    });
    expect(sent.outcome).toBe('finished');
    expect([await stateOf('Ana'), await stateOf('Bo')]).toEqual(['bounced', 'sent']);
    expect(await pagesIn(willow)).toEqual([]);
  });
});

describe('two workers', () => {
  test('race for one page, and one wins', async () => {
    const { house, willow } = await decidedPrompt();
    const [page] = await pagesIn(willow);
    const outcomes = await Promise.all(
      ['worker 1', 'worker 2'].map((worker) =>
        sendPage({ ...house.deps, worker }, willow.id, page?.id ?? ''),
      ),
    );
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['finished', 'not-ours']);
    expect([promptsTo(house, 'Ana'), promptsTo(house, 'Bo')]).toEqual([1, 1]);
  });

  test('tick at once, and nobody gets two', async () => {
    const { house, willow } = await decidedPrompt();
    await willow.prompt(await willow.crew('Ana', 'Bo'), { question: 'And now?' });
    house.clock.pass({ milliseconds: 1 });
    await Promise.all(['worker 1', 'worker 2'].map((worker) => tick({ ...house.deps, worker }, 2)));
    await house.settle();
    expect([promptsTo(house, 'Ana'), promptsTo(house, 'Bo')]).toEqual([2, 2]);
  });

  test('meet when a lease runs out: the first’s marks count, the page stays the second’s', async () => {
    const { house, willow, stateOf } = await decidedPrompt();
    const { sent, page } = await duringDelivery(house, willow, async () => {
      house.clock.pass({ minutes: 6 });
      const second = { ...house.deps, worker: 'worker 2' };
      expect(await sendPage(second, willow.id, (await pagesIn(willow))[0]?.id ?? '')).toEqual({
        outcome: 'finished',
        accepted: 2,
      });
    });
    expect(sent.outcome).toBe('to-be-continued');
    expect(await willow.store.get('letter-page', page)).toBeUndefined();
    expect([await stateOf('Ana'), await stateOf('Bo')]).toEqual(['sent', 'sent']);
    expect([promptsTo(house, 'Ana'), promptsTo(house, 'Bo')]).toEqual([1, 1]);
  });
});

test('a full page leaves in one go, and is marked in as many transactions as it takes', async () => {
  const house = await openHouse();
  const willow = await congregationIn(house);
  const [to, at] = [await willow.idOf('Hugo'), house.clock.now()];
  const letters = Array.from({ length: PAGE_SIZE }, (_, n) =>
    write({ slot: `letter ${n}`, to, content: { template: 'receipt', done: 'pause' }, at }),
  );
  await willow.store.commit([...letters, ...pagesOf(letters, at)].map(create));
  await house.settle();
  expect(house.mailOf(addressOf('Hugo'))).toHaveLength(PAGE_SIZE);
  const marked = await willow.store.getMany(
    'letter',
    letters.map(({ id }) => id),
  );
  expect(new Set(marked.map(({ state }) => state.name))).toEqual(new Set(['sent']));
});

describe('thirty pages of one congregation', () => {
  test('do not keep another’s from leaving as the second at the latest', async () => {
    const house = await openHouse();
    const many = await congregationIn(house, 'Many');
    const few = await congregationIn(house, 'Few');
    await house.settle();
    await many.add('Ana');
    const [to, at] = [await many.idOf('Ana'), house.clock.now()];
    for (let n = 0; n < 30; n += 1) {
      const letter = write({ slot: `page ${n}`, to, content: { template: 'receipt', done: 'pause' }, at });
      await many.store.commit([create(letter), ...pagesOf([letter], at).map(create)]);
    }
    house.clock.pass({ seconds: 1 });
    await few.add('Bo');
    const order = house.carrier.mailboxes.slice(1).map((mail) => mail.to);
    expect(order).toHaveLength(31);
    expect(order.indexOf(addressOf('Bo'))).toBeLessThanOrEqual(1);
  });
});
