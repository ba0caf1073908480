import { type Deps, receiveMail, recover, StoreFault } from '@crewtide/flows';
import { describe, expect, test } from 'vitest';
import { addressOf, instantOf } from '../support/builders.ts';
import { houses, type TestHouse } from '../support/house.ts';
import { congregationIn } from '../support/houseCongregation.ts';
import { opened, replyTo } from '../support/houseReply.ts';
import { killedAt, watched } from '../support/houseStore.ts';

const openHouse = houses();
const digestHour = instantOf('2026-11-25T09:00:00.000Z');

/** Ana and Bo are asked, both answer, both read the digest; each step as often as it takes. */
async function story(house: TestHouse, deps: Deps) {
  const willow = await congregationIn(house);
  await willow.add('Ana', 'Bo');
  await willow.prompt(await willow.crew('Ana', 'Bo'));
  let current = deps;
  let kills = 0;
  const carryOut = async () => {
    try {
      if ((await house.settle(current)) === 0) return;
    } catch {
      // The agenda could not be read any more.
    }
    kills += 1;
    current = house.deps;
    house.clock.pass({ milliseconds: 1 });
    await recover(current);
    await house.settle(current);
  };
  await carryOut();
  for (const name of ['Ana', 'Bo']) {
    const { bytes, envelope } = await replyTo(willow.newest(name), { words: `Words of ${name}.` });
    await house.deps.rawMail.put(envelope, bytes, house.clock.now());
  }
  await carryOut();
  house.clock.goTo(digestHour);
  await carryOut();
  return { willow, kills };
}

describe('killed around any commit and started again', () => {
  const commits = 9;

  test('the story takes as many commits as are tried here', async () => {
    const house = await openHouse();
    let counted = 0;
    const after = async (commit: number) => {
      counted = commit;
    };
    await story(house, { ...house.deps, store: watched(house.deps.store, { after }) });
    expect(counted).toBe(commits);
  });

  const kills = Array.from({ length: commits }, (_, n) =>
    (['before', 'after'] as const).map((when) => [when, n + 1] as const),
  );
  test.each(kills.flat())(
    '%s commit %i, nobody lacks a letter, and a carrier that honours keys has none twice',
    async (when, nth) => {
      const house = await openHouse();
      const { kills } = await story(house, { ...house.deps, store: killedAt(house.deps.store, nth, when) });
      expect(kills).toBe(1);
      for (const name of ['Ana', 'Bo']) {
        const letters = await Promise.all(house.mailOf(addressOf(name)).map(opened));
        expect(letters).toHaveLength(3);
        expect(letters[2]?.text.match(/Words of \w+\./g)?.toSorted()).toEqual([
          'Words of Ana.',
          'Words of Bo.',
        ]);
      }
    },
  );

  test('a carrier that ignores keys has at most the one letter twice that it took before the kill', async () => {
    const house = await openHouse({ honoursKeys: false });
    // The third commit marks the prompts as sent.
    await story(house, { ...house.deps, store: killedAt(house.deps.store, 3, 'before') });
    expect(house.mailOf(addressOf('Ana')).length + house.mailOf(addressOf('Bo')).length).toBe(6 + 2);
  });
});

test('what another worker has claimed is left to it when nobody was killed', async () => {
  const house = await openHouse();
  const willow = await congregationIn(house);
  house.carrier.next('later');
  await willow.add('Ana');
  await willow.prompt(await willow.crew('Hanna', 'Hugo'));
  expect(await recover(house.deps)).toBe(0);
  house.carrier.meanwhile(async () => {
    const losing = watched(house.deps.store, {
      before: async () => void (await recover(house.deps)),
    });
    house.clock.pass({ milliseconds: 1 });
    expect(await recover({ ...house.deps, store: losing })).toBe(0);
  });
  await house.settle();
});

test('a claimed page that cannot be freed keeps Crewtide from no start', async () => {
  const house = await openHouse();
  const willow = await congregationIn(house);
  house.carrier.meanwhile(async () => {
    const before = async () => {
      throw new StoreFault('letter-page x does not parse', false);
    };
    house.clock.pass({ milliseconds: 1 });
    expect(await recover({ ...house.deps, store: watched(house.deps.store, { before }) })).toBe(0);
  });
  await willow.add('Ana');
  expect(house.logged.filter((line) => line.includes('claimed page not freed'))).toHaveLength(1);
});

test('a reply that comes while the digest is being decided is in it', async () => {
  const house = await openHouse();
  const willow = await congregationIn(house);
  await willow.add('Ana', 'Bo');
  await willow.prompt(await willow.crew('Ana', 'Bo'));
  await house.settle();
  const [anas, bos] = await Promise.all(
    ['Ana', 'Bo'].map((name) => replyTo(willow.newest(name), { words: `Words of ${name}.` })),
  );
  if (!anas || !bos) throw new Error('two replies');
  await house.comesIn(anas);
  house.clock.goTo(digestHour);
  const before = async (commit: number) => {
    if (commit > 1) return;
    await receiveMail(house.deps, await house.deps.rawMail.put(bos.envelope, bos.bytes, house.clock.now()));
  };
  await house.settle({ ...house.deps, store: watched(house.deps.store, { before }) });
  expect((await opened(willow.newest('Ana'))).text.match(/Words of \w+\./g)).toEqual([
    'Words of Ana.',
    'Words of Bo.',
  ]);
});
