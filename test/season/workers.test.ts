import { create, PAGE_SIZE, pagesOf, write } from '@crewtide/domain';
import { decideUndecided, sendPage, tick } from '@crewtide/flows';
import { describe, expect, test } from 'vitest';
import { addressOf } from '../support/builders.ts';
import { houses } from '../support/house.ts';
import { congregationIn, decidedPromptIn } from '../support/houseCongregation.ts';

const openHouse = houses();

/** What happens while the first letter of the only page is with the carrier. */
async function duringDelivery(
  { house, willow, pages }: Awaited<ReturnType<typeof decidedPromptIn>>,
  happening: () => Promise<void>,
) {
  const page = (await pages())[0]?.id ?? '';
  house.carrier.meanwhile(happening);
  return { page, sent: await sendPage(house.deps, willow.id, page) };
}

test('a letter that bounces while it is being marked stays bounced, and its address suspended', async () => {
  const decided = await decidedPromptIn(await openHouse());
  const { house, states, pages, bounceToAna } = decided;
  const bounce = await bounceToAna();
  const { sent } = await duringDelivery(decided, async () => {
    await house.deps.rawMail.put(bounce.envelope, bounce.bytes, house.clock.now());
    await decideUndecided(house.deps, 1);
  });
  expect(sent.outcome).toBe('finished');
  expect(await states()).toEqual(['bounced', 'sent']);
  expect(await pages()).toEqual([]);
});

describe('two workers', () => {
  test('race for one page, and one wins', async () => {
    const { house, willow, delivered, pages } = await decidedPromptIn(await openHouse());
    const [page] = await pages();
    const outcomes = await Promise.all(
      ['worker 1', 'worker 2'].map((worker) =>
        sendPage({ ...house.deps, worker }, willow.id, page?.id ?? ''),
      ),
    );
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['finished', 'not-ours']);
    expect(delivered()).toEqual([1, 1]);
  });

  test('tick at once, and nobody gets two', async () => {
    const { house, willow, delivered } = await decidedPromptIn(await openHouse());
    await willow.prompt(await willow.crew('Ana', 'Bo'), { question: 'And now?' });
    house.clock.pass({ milliseconds: 1 });
    await Promise.all(['worker 1', 'worker 2'].map((worker) => tick({ ...house.deps, worker }, 2)));
    await house.settle();
    expect(delivered()).toEqual([2, 2]);
  });

  test('meet when a lease runs out: the first’s marks count, the page stays the second’s', async () => {
    const decided = await decidedPromptIn(await openHouse());
    const { house, willow, states, delivered, pages } = decided;
    const { sent, page } = await duringDelivery(decided, async () => {
      house.clock.pass({ minutes: 6 });
      const second = { ...house.deps, worker: 'worker 2' };
      expect(await sendPage(second, willow.id, (await pages())[0]?.id ?? '')).toEqual({
        outcome: 'finished',
        accepted: 2,
      });
    });
    expect(sent.outcome).toBe('to-be-continued');
    expect(await willow.store.get('letter-page', page)).toBeUndefined();
    expect(await states()).toEqual(['sent', 'sent']);
    expect(delivered()).toEqual([1, 1]);
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

test('a hundred pages that fail again and again hold nothing else of their congregation up', async () => {
  const house = await openHouse();
  const willow = await congregationIn(house);
  await willow.add('Ana', 'Bo');
  const letters = [
    write({
      slot: 'x',
      to: await willow.idOf('Ana'),
      content: { template: 'welcome', addedBy: '' },
      at: house.clock.now(),
    }).id,
  ];
  for (let number = 0; number < 100; number += 1) {
    const page = {
      kind: 'letter-page',
      id: `poison ${number}`,
      letters,
      due: house.clock.now(),
      tries: 0,
    } as const;
    await willow.store.commit([create(page)]);
  }
  house.clock.pass({ seconds: 1 });
  await willow.prompt(await willow.crew('Ana', 'Bo'));
  house.clock.pass({ milliseconds: 1 });
  const { store } = house.deps;
  const of: typeof store.of = (congregation) => ({
    ...store.of(congregation),
    get: async (kind, id) => {
      if (id.startsWith('poison')) throw new TypeError('it does not parse');
      return store.of(congregation).get(kind, id);
    },
  });
  await house.settle({ ...house.deps, store: { ...store, of } });
  expect(house.carrier.mailboxes).toHaveLength(4);
});
