import { congregationId, letterIdOf, slotOfPrompt } from '@crewtide/domain';
import { importMembers, leaveByToken, receiveMail, StoreFault, settleHeldMail } from '@crewtide/flows';
import { describe, expect, test } from 'vitest';
import { addressOf, instantOf } from '../support/builders.ts';
import { houses } from '../support/house.ts';
import { askedCrewIn, type TestCongregation } from '../support/houseCongregation.ts';
import { bounceOf, opened, replyTo } from '../support/houseReply.ts';
import { watched } from '../support/houseStore.ts';

const openHouse = houses();
const askedCrew = async () => askedCrewIn(await openHouse());

/** Her record is taken out, as if she had been forgotten. */
async function remove(willow: TestCongregation, name: string) {
  const owner = await willow.store.get('address', addressOf(name));
  const record = owner && (await willow.store.get('member', owner.member));
  if (!owner || !record) throw new Error(`${name} is a member`);
  await willow.store.commit([
    { change: 'remove', record: owner },
    { change: 'remove', record },
  ]);
}

describe('of somebody who has gone', () => {
  test('nothing counts any more: no reply, no request, no leave link; a bounce marks its letter', async () => {
    const { house, willow } = await askedCrew();
    const prompt = willow.newest('Ana');
    await remove(willow, 'Ana');
    for (const words of ['words', 'stop']) {
      expect(await house.comesIn(await replyTo(prompt, { words }))).toBe('refused: member-gone');
    }
    const link = (await opened(prompt)).header('list-unsubscribe');
    expect(await leaveByToken(house.deps, link)).toBe('not-a-token');
    expect(await house.comesIn(bounceOf(prompt.returnPath))).toBe('bounced');
    expect((await willow.store.get('letter', prompt.key))?.state.name).toBe('bounced');
  });

  test('no letter leaves that was planned; one whose fate is unknown is not repeated', async () => {
    const { house, willow, crew } = await askedCrew();
    const stateOf = async (prompt: string, id: Awaited<ReturnType<typeof willow.idOf>>) =>
      (await willow.store.get('letter', letterIdOf(slotOfPrompt(prompt), id)))?.state;
    const ana = await willow.idOf('Ana');
    const tried = await willow.prompt(crew, { question: 'And now?' });
    house.carrier.next('unknown-lost', 'unknown-lost');
    await house.settle();
    const planned = await willow.prompt(crew, { question: 'And then?', promptAt: '2026-11-23T09:30' });
    house.carrier.next('later', 'later', 'later', 'later');
    await house.settleAt(instantOf('2026-11-23T09:30:00.000Z'));
    await remove(willow, 'Ana');
    house.clock.pass({ hours: 1 });
    await house.settle();
    expect(await stateOf(tried, ana)).toMatchObject({ name: 'unknown' });
    expect(await stateOf(planned, ana)).toMatchObject({ name: 'cancelled', reason: 'recipient-gone' });
    expect(house.mailOf(addressOf('Ana'))).toHaveLength(2);
    expect(house.mailOf(addressOf('Bo'))).toHaveLength(4);
  });

  test('a request that was being carried out is refused', async () => {
    const { house, willow } = await askedCrew();
    const { bytes, envelope } = await replyTo(willow.newest('Ana'), { words: 'stop' });
    const id = await house.deps.rawMail.put(envelope, bytes, house.clock.now());
    const before = async (commit: number) => {
      if (commit === 1) await remove(willow, 'Ana');
    };
    const deps = { ...house.deps, store: watched(house.deps.store, { before }) };
    expect(await receiveMail(deps, id)).toEqual({ outcome: 'refused', refusal: 'member-gone' });
    expect(await receiveMail(deps, 'f'.repeat(64))).toBeUndefined();
  });

  test('held mail can only be discarded, and a late answer comes without her name or not at all', async () => {
    const { house, willow, crew } = await askedCrew();
    const prompt = willow.newest('Ana');
    await house.comesIn(await replyTo(prompt, { words: 'Held.', from: 'ana@elsewhere.example' }));
    await house.settleAt(instantOf('2026-11-25T09:00:00.000Z'));
    await house.comesIn(await replyTo(prompt, { words: 'Late.' }));
    await house.comesIn(await replyTo(willow.newest('Bo'), { words: 'Late too.' }));
    const [held] = (await willow.store.list('held-mail', { limit: 1 })).items;
    const replies = (await willow.store.list('reply', { limit: 10 })).items;
    const anas = replies.find((reply) => reply.words === 'Late.');
    if (!held || !anas) throw new Error('held mail and a late reply');
    await remove(willow, 'Ana');
    await willow.store.commit([{ change: 'remove', record: anas }]);
    expect(await settleHeldMail(house.deps, willow.store, willow.host, held.id, 'released')).toBe(
      'cannot-be-counted',
    );
    await willow.prompt(crew, { question: 'And now?', digestAt: '2026-11-27T09:00' });
    await house.settle();
    await house.settleAt(instantOf('2026-11-27T09:00:00.000Z'));
    const { text } = await opened(willow.newest('Bo'));
    expect([text.includes('Late too.'), text.includes('Late.')]).toEqual([true, false]);
  });

  test('what she began as a host goes on in the congregation’s name', async () => {
    const { house, willow } = await askedCrew();
    await remove(willow, 'Hanna');
    await importMembers(house.deps, willow.store, willow.host, [
      { row: 1, name: 'Dov', email: addressOf('Dov') },
    ]);
    await house.settle();
    expect((await opened(willow.newest('Dov'))).text).toContain('Willow circle added you');
  });
});

test('behind a wall without a congregation nothing can be begun', async () => {
  const { house, willow } = await askedCrew();
  const nowhere = house.deps.store.of(congregationId.parse('aaaaaaaaaa'));
  await expect(importMembers(house.deps, nowhere, willow.host, [])).rejects.toThrow('no congregation');
});

test('records that never hold still are given up after a while, and tried again later', async () => {
  const { house, willow } = await askedCrew();
  const { bytes, envelope } = await replyTo(willow.newest('Ana'), { words: 'words' });
  const id = await house.deps.rawMail.put(envelope, bytes, house.clock.now());
  const restless = {
    ...house.deps.store,
    of: (...which: Parameters<typeof house.deps.store.of>) => ({
      ...house.deps.store.of(...which),
      commit: async () => 'conflict' as const,
    }),
  };
  const attempt = receiveMail({ ...house.deps, store: restless }, id);
  await expect(attempt).rejects.toThrow(StoreFault);
  await expect(attempt).rejects.toMatchObject({ retryable: true });
  expect(await receiveMail(house.deps, id)).toEqual({ outcome: 'counted' });
});
