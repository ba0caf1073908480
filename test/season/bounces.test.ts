import { type Deps, decideUndecided, StoreFault, TransactionTooLarge } from '@crewtide/flows';
import { describe, expect, test } from 'vitest';
import { addressOf, instantOf } from '../support/builders.ts';
import { houses, type TestHouse } from '../support/house.ts';
import { askedCrewIn, type TestCongregation } from '../support/houseCongregation.ts';
import { bounceOf, compose, opened, replyTo } from '../support/houseReply.ts';
import { watched } from '../support/houseStore.ts';

const openHouse = houses();
const askedCrew = async () => askedCrewIn(await openHouse());

const addressesOf = async (willow: TestCongregation, name: string) =>
  (await willow.store.get('member', await willow.idOf(name)))?.addresses[0];
const countOf = (house: TestHouse, name: string) => house.mailOf(addressOf(name)).length;

describe('a letter that comes back', () => {
  test('suspends its address, and hosts hear of it; writing from there makes it reachable again', async () => {
    const { house, willow, crew } = await askedCrew();
    const prompt = willow.newest('Ana');
    const bounce = bounceOf(prompt.returnPath);
    expect(await house.comesIn(bounce)).toBe('bounced');
    expect(await house.comesIn(bounce)).toBe('duplicate');
    expect(await addressesOf(willow, 'Ana')).toHaveProperty('undeliverableSince');
    const letter = await willow.store.get('letter', prompt.key);
    expect(letter?.state).toMatchObject({ name: 'bounced', status: '5.1.1', messageId: prompt.messageId });

    await house.settleAt(instantOf('2026-11-24T08:00:00.000Z'));
    expect((await opened(willow.newest('Hanna'))).text).toContain('Ana');
    await willow.prompt(crew, { question: 'And now?' });
    await house.settle();
    expect(countOf(house, 'Ana')).toBe(2);
    expect(await house.comesIn(await replyTo(prompt, { words: 'I am back.' }))).toBe('counted');
    await house.settleAt(instantOf('2026-11-25T09:00:00.000Z'));
    expect(countOf(house, 'Ana')).toBe(3);
  });

  test('for a while only changes nothing', async () => {
    const { house, willow } = await askedCrew();
    expect(await house.comesIn(bounceOf(willow.newest('Ana').returnPath, '4.4.1'))).toBe('bounced');
    expect(await addressesOf(willow, 'Ana')).not.toHaveProperty('undeliverableSince');
  });

  test('is known by the Message-ID in what was returned, when it comes to another address of ours', async () => {
    const { house, willow } = await askedCrew();
    const headers = {
      From: 'MAILER-DAEMON@elsewhere.example',
      To: 'postmaster@crew.example',
      Subject: 'Undelivered Mail Returned to Sender',
    };
    const returned = (id: string) => compose(headers, `550 5.1.1 no such user\n\nMessage-ID: <${id}>`, '');
    expect(await house.comesIn(returned(willow.newest('Ana').messageId))).toBe('bounced');
    expect(await addressesOf(willow, 'Ana')).toHaveProperty('undeliverableSince');
    expect(await house.comesIn(returned('x@elsewhere.example'))).toBe('refused: bounce-of-no-letter');
  });
});

describe('mail whose decision fails', () => {
  const failing = async (fault: Error) => {
    const { house, willow } = await askedCrew();
    const reply = await replyTo(willow.newest('Ana'), { words: 'Quiet mornings.' });
    const id = await house.deps.rawMail.put(reply.envelope, reply.bytes, house.clock.now());
    let failures = 3;
    const before = async () => {
      failures -= 1;
      if (failures >= 0) throw fault;
    };
    await house.settle({ ...house.deps, store: watched(house.deps.store, { before }) });
    return { house, willow, id };
  };

  test.each([
    ['a store out of reach', new StoreFault('out of reach', true)],
    ['a store that we may not write to', new StoreFault('AccessDeniedException', false)],
    ['anything else', new TypeError('Ana')],
  ])('because of %s is decided when that has passed', async (_, fault) => {
    const { house, willow } = await failing(fault);
    await house.settleAt(instantOf('2026-11-25T09:00:00.000Z'));
    expect((await opened(willow.newest('Bo'))).text).toContain('Quiet mornings.');
  });

  test('again and again, two hundred at once, holds no newer mail up', async () => {
    const { house, willow } = await askedCrew();
    const poison = (number: number) => Buffer.from(`poison ${number}`);
    for (let number = 0; number < 200; number += 1) {
      await house.deps.rawMail.put({ from: '', to: [] }, poison(number), house.clock.now());
    }
    house.clock.pass({ seconds: 1 });
    const reply = await replyTo(willow.newest('Ana'), { words: 'Quiet mornings.' });
    await house.deps.rawMail.put(reply.envelope, reply.bytes, house.clock.now());
    const read: Deps['read'] = async (bytes, envelope) => {
      if (Buffer.from(bytes).includes('poison')) throw new TypeError('it cannot be read');
      return house.deps.read(bytes, envelope);
    };
    const round = () => decideUndecided({ ...house.deps, read }, 12);
    expect([await round(), await round()]).toEqual([0, 1]);
  });

  test('because it can never be committed is set aside, whole', async () => {
    const { house, id } = await failing(new TransactionTooLarge('5000000 bytes'));
    expect(await house.deps.rawMail.undecided(10)).toEqual([]);
    await house.deps.rawMail.sweep(instantOf('2028-11-23T09:00:00.000Z'));
    expect(await house.deps.rawMail.get(id)).toBeDefined();
  });
});
