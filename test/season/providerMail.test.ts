import { later } from '@crewtide/domain';
import { type Deps, ProviderFault, recover, sweepReceived, TransactionTooLarge } from '@crewtide/flows';
import { describe, expect, test } from 'vitest';
import { instantOf, NOW } from '../support/builders.ts';
import { houses } from '../support/house.ts';
import { opened, replyTo } from '../support/houseReply.ts';
import { killedAt, watched } from '../support/houseStore.ts';
import { askedThrough } from './providerEventsStory.ts';

const openHouse = houses();
const DIGEST = instantOf('2026-11-25T09:00:00.000Z');

/** Ana's reply to her prompt has come to the provider. */
async function answered() {
  const asked = await askedThrough(await openHouse());
  const { house, willow, provider } = asked;
  const reply = await replyTo(willow.newest('Ana'), { words: 'Quiet mornings.' });
  return {
    ...asked,
    reply,
    mail: provider.receives(reply, house.clock.now()),
    /** How often Bo reads what Ana wrote. */
    async read() {
      await house.settleAt(DIGEST);
      return (await opened(willow.newest('Bo'))).text.split('Quiet mornings.').length - 1;
    },
    event: (of: string) => house.deps.store.providerEvents.get(`received#${of}`),
  };
}

describe('mail that a provider received', () => {
  test('is fetched once and counts, however often it is told and looked for', async () => {
    const { mail, provider, tellsOfMail, settle, sweep, read } = await answered();
    expect([await tellsOfMail(mail), await tellsOfMail(mail)]).toEqual([200, 200]);
    await settle();
    expect([await tellsOfMail(mail), await sweep(), await settle()]).toEqual([200, 0, 0]);
    expect(provider.fetched).toEqual([mail]);
    expect(await read()).toBe(1);
  });

  test('is found in the list where no webhook told of it; one that comes after all is known', async () => {
    const { mail, provider, tellsOfMail, settle, sweep, read } = await answered();
    expect(await sweep()).toBe(1);
    await settle();
    expect([await tellsOfMail(mail), await settle()]).toEqual([200, 0]);
    expect(provider.fetched).toEqual([mail]);
    expect(await read()).toBe(1);
  });

  test('counts from when the provider received it, or from now where its clock is ahead', async () => {
    const { house, deps, reply, provider, tellsOfMail, settle, willow } = await answered();
    const ahead = provider.receives(
      { ...reply, bytes: Buffer.from(Buffer.from(reply.bytes).toString().replace('reply-', 'ahead-')) },
      later(NOW, { days: 1 }),
    );
    house.clock.pass({ hours: 5 });
    const before = later(house.clock.now(), { hours: -4 });
    const early = provider.receives(
      { ...reply, bytes: Buffer.from(Buffer.from(reply.bytes).toString().replace('reply-', 'early-')) },
      before,
    );
    await tellsOfMail(ahead);
    await tellsOfMail(early);
    await settle();
    const times = (await willow.store.list('reply', { limit: 9 })).items.map(({ receivedAt }) => receivedAt);
    expect(times.toSorted()[0]).toBe(before);
    expect(times.every((at) => at <= deps.clock.now())).toBe(true);
    expect(times).toHaveLength(2);
  });

  test('that can’t be fetched is asked for again after ever more minutes, or when the provider says', async () => {
    const { mail, provider, house, tellsOfMail, settle, event, read } = await answered();
    const busy = new ProviderFault('the provider answered 500');
    provider.fails(busy, busy, new ProviderFault('the provider answered 429', 90));
    await tellsOfMail(mail);
    const waits = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await settle()).toBe(0);
      const due = (await event(mail))?.due ?? NOW;
      waits.push(Math.round((Date.parse(due) - Date.parse(house.clock.now())) / 1000));
      house.clock.goTo(due);
    }
    expect(waits).toEqual([60, 120, 90]);
    await settle();
    expect(provider.fetched).toHaveLength(4);
    expect(await read()).toBe(1);
  });

  test('that the provider tells of before it can show it is asked for again, and counts', async () => {
    const { mail, reply, provider, house, tellsOfMail, settle, event, read } = await answered();
    provider.forgets(mail);
    await tellsOfMail('mail-2');
    await settle();
    expect(await event('mail-2')).toHaveProperty('due');
    expect(provider.receives(reply, house.clock.now())).toBe('mail-2');
    house.clock.pass({ minutes: 1 });
    await settle();
    expect(await event('mail-2')).not.toHaveProperty('due');
    expect(await read()).toBe(1);
  });

  test('that the provider has not for three days, or can’t give for a month, is given up, and the log says so', async () => {
    const { mail, provider, house, tellsOfMail, settle, event } = await answered();
    provider.forgets(mail);
    await tellsOfMail(mail);
    await settle();
    house.clock.pass({ days: 3 });
    await settle();
    expect(await event(mail)).not.toHaveProperty('due');
    expect(house.logged.join()).toContain('mail-gone');
    const other = provider.receives({ bytes: Buffer.from('x'), envelope: { from: '', to: [] } }, NOW);
    await tellsOfMail(other);
    house.clock.pass({ days: 29 });
    provider.fails(new ProviderFault('busy'));
    await settle();
    expect(await event(other)).toHaveProperty('due');
    house.clock.pass({ days: 2 });
    provider.fails(new ProviderFault('busy'));
    await settle();
    expect(await event(other)).not.toHaveProperty('due');
    expect(house.logged.join()).toContain('given-up');
  });

  test('to a house where no provider receives waits until one does', async () => {
    const { mail, house, tellsOfMail, settle, read } = await answered();
    await tellsOfMail(mail);
    expect(await settle(house.deps)).toBe(0);
    house.clock.pass({ minutes: 1 });
    await settle();
    expect(await read()).toBe(1);
  });

  test('whose fetching fails otherwise stays due, and counts when that has passed', async () => {
    const { mail, provider, tellsOfMail, settle, event, read } = await answered();
    provider.fails(new TypeError('Ana'));
    await tellsOfMail(mail);
    expect(await settle()).toBe(1);
    expect(await event(mail)).toHaveProperty('due');
    expect(await settle()).toBe(0);
    expect(await read()).toBe(1);
  });

  test('that can never be committed is set aside, whole', async () => {
    const { mail, deps, tellsOfMail, settle, event } = await answered();
    await tellsOfMail(mail);
    let commits = 0;
    const before = async () => {
      commits += 1;
      if (commits === 2) throw new TransactionTooLarge('5000000 bytes');
    };
    await settle({ ...deps, store: watched(deps.store, { before }) });
    expect(await event(mail)).not.toHaveProperty('due');
    expect(await deps.rawMail.undecided(10)).toEqual([]);
  });

  const kills = [1, 2].flatMap((nth) => (['before', 'after'] as const).map((when) => [when, nth] as const));
  test.each(kills)(
    'counts once when the house is killed %s the change %i that it makes',
    async (when, nth) => {
      const { mail, house, deps, tellsOfMail, settle, event, read } = await answered();
      await tellsOfMail(mail);
      const killed: Deps = { ...deps, store: killedAt(deps.store, nth, when) };
      const faults = await settle(killed).catch(() => 1);
      expect(faults).toBeGreaterThan(0);
      house.clock.pass({ milliseconds: 1 });
      await recover(deps);
      expect(await settle()).toBe(0);
      expect(await event(mail)).not.toHaveProperty('due');
      expect(await read()).toBe(1);
    },
  );
});

describe('a look through the list of received mail', () => {
  const junk = (n: number) => ({
    bytes: Buffer.from(`Subject: ${n}\r\n\r\n`),
    envelope: { from: '', to: [] },
  });

  test('goes back two days at first, and then to ten minutes before the last', async () => {
    const { house, provider, sweep } = await askedThrough(await openHouse());
    const at = (hours: number) => later(house.clock.now(), { hours });
    provider.receives(junk(1), at(-49));
    for (let n = 2; n < 7; n += 1) provider.receives(junk(n), at(-47 + n));
    expect(await sweep()).toBe(5);
    expect(await sweep()).toBe(0);
    provider.receives(junk(7), later(house.clock.now(), { minutes: -11 }));
    expect(await sweep()).toBe(0);
    provider.receives(junk(8), later(house.clock.now(), { minutes: -9 }));
    provider.receives(junk(9), house.clock.now());
    expect(await sweep()).toBe(2);
  });

  test('that breaks off keeps what it found, and the next begins where this one did', async () => {
    const { house, deps, provider, sweep } = await askedThrough(await openHouse());
    for (let n = 0; n < 5; n += 1) provider.receives(junk(n), house.clock.now());
    let lists = 0;
    const breaking = {
      ...deps,
      inbox: {
        ...provider.inbox,
        list: async (after?: string) => {
          lists += 1;
          if (lists === 2) throw new ProviderFault('busy');
          return provider.inbox.list(after);
        },
      },
    };
    await expect(sweepReceived(breaking)).rejects.toThrow(ProviderFault);
    expect(await deps.store.providerEvents.sweptUntil()).toBeUndefined();
    expect(await sweep()).toBe(3);
    expect(await deps.store.providerEvents.sweptUntil()).toBe(house.clock.now());
  });
});
