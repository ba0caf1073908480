import { later, letterIdOf, slotOfPrompt } from '@crewtide/domain';
import { settleProviderEvent } from '@crewtide/flows';
import { describe, expect, test } from 'vitest';
import { addressOf, instantOf } from '../support/builders.ts';
import { houses } from '../support/house.ts';
import { decidedPromptIn } from '../support/houseCongregation.ts';
import { opened, replyTo } from '../support/houseReply.ts';
import { askedThrough, type News, providedFor } from './providerEventsStory.ts';

const openHouse = houses();
const asked = async () => askedThrough(await openHouse());
const MORNING = instantOf('2026-11-24T08:00:00.000Z');

const delivered: News = { name: 'delivered', messageId: 'theirs@provider.example' };
const bounced: News = { name: 'bounced', status: '5.1.1', permanent: true };

describe('news of a letter', () => {
  test('that it was delivered: later letters of its thread follow the provider’s Message-ID', async () => {
    const { house, willow, hears, anas } = await asked();
    await hears({ name: 'sent', messageId: 'theirs@provider.example' }, { name: 'delivered' });
    expect(await anas()).toMatchObject({
      name: 'sent',
      messageId: 'theirs@provider.example',
      deliveredAt: expect.any(String),
    });
    await house.comesIn(await replyTo(willow.newest('Bo'), { words: 'Quiet mornings.' }));
    await house.settleAt(instantOf('2026-11-25T09:00:00.000Z'));
    const digest = await opened(willow.newest('Ana'));
    expect(digest.header('in-reply-to')).toBe('<theirs@provider.example>');
    expect(digest.header('references')).toMatch(/^<.+@crew.example>\s+<theirs@provider.example>$/);
  });

  test.each<[string, readonly News[], string]>([
    ['bounced', [bounced], 'bounced'],
    ['bounced after it was delivered', [delivered, bounced], 'bounced'],
    ['bounced before it was delivered', [bounced, delivered], 'bounced'],
    ['was not sent because the address is suppressed', [{ name: 'suppressed' }], 'bounced'],
    ['was called spam', [{ name: 'complained' }], 'complained'],
  ])(
    'that it %s: nothing goes to that address until she writes, and hosts hear the same',
    async (_, news, state) => {
      const { house, willow, crew, hears, anas, anasAddress } = await asked();
      await hears(...news);
      expect((await anas())?.name).toBe(state);
      expect(await anasAddress()).toHaveProperty('undeliverableSince');
      const count = house.mailOf(addressOf('Ana')).length;
      const next = await willow.prompt(crew, { question: 'And now?', digestAt: '2026-11-26T09:00' });
      await house.settle();
      const id = letterIdOf(slotOfPrompt(next), await willow.idOf('Ana'));
      expect((await willow.store.get('letter', id))?.state).toMatchObject({ reason: 'undeliverable' });
      await house.settleAt(MORNING);
      const { text } = await opened(willow.newest('Hanna'));
      expect(text.split('Ana')).toHaveLength(2);
      expect(text).not.toMatch(/spam|complain/i);
      expect(house.mailOf(addressOf('Ana'))).toHaveLength(count);
      expect(await house.comesIn(await replyTo(willow.newest('Ana'), { words: 'I am here.' }))).toBe(
        'counted',
      );
      expect(await anasAddress()).not.toHaveProperty('undeliverableSince');
    },
  );

  test('that the provider could not send it: it is refused, hosts hear of it, and her address stays', async () => {
    const { house, willow, hears, anas, anasAddress } = await asked();
    await hears({ name: 'failed' });
    expect(await anas()).toMatchObject({ name: 'refused', status: '5.0.0' });
    expect(await anasAddress()).not.toHaveProperty('undeliverableSince');
    await house.settleAt(MORNING);
    expect((await opened(willow.newest('Hanna'))).text).toContain('Ana');
  });

  test('that it failed, arrived, and came back, all in a morning, is told to hosts once', async () => {
    const { house, willow, hears, anas } = await asked();
    await hears({ name: 'failed' });
    await hears(delivered);
    await hears(bounced);
    expect((await anas())?.name).toBe('bounced');
    await house.settleAt(MORNING);
    expect((await opened(willow.newest('Hanna'))).text.split('Ana')).toHaveLength(2);
  });

  test('that comes again, or for a while only, changes nothing', async () => {
    const { hears, tellsOfAnas, tells, settle, anas, willow } = await asked();
    await hears(delivered);
    const before = await anas();
    await hears(delivered, { name: 'bounced', status: '4.4.1', permanent: false });
    expect(await anas()).toEqual(before);
    expect([
      await tellsOfAnas(bounced),
      await tells({ name: 'other', type: 'opened', payload: '{}' }),
    ]).toEqual([200, 200]);
    expect(await settle()).toBe(0);
    expect((await willow.store.list('host-notice', { limit: 10 })).items).toHaveLength(1);
  });

  test('of no letter of ours, or of nothing that we know, is kept and settled', async () => {
    const { deps, tells, settle, due, willow } = await asked();
    const nowhere = { congregation: 'aaaaaaaaaa', letter: 'a'.repeat(16) };
    await tells({ name: 'delivered', ...nowhere }, 'nowhere');
    await tells(
      { name: 'bounced', ...nowhere, congregation: willow.id, status: '5.1.1', permanent: true },
      'gone',
    );
    await tells({ name: 'other', type: 'email.opened', payload: '{"a":1}' }, 'other');
    expect(await settle()).toBe(0);
    for (const id of ['nowhere', 'gone', 'other']) {
      expect(await deps.store.providerEvents.get(id)).toMatchObject({ id, tries: 0 });
      expect(await deps.store.providerEvents.get(id)).not.toHaveProperty('due');
    }
    expect(await due()).toBe(instantOf('2026-11-25T09:00:00.000Z'));
  });
});

describe('news that overtakes our own mark', () => {
  const first = async () => {
    const begun = await decidedPromptIn(await openHouse());
    const provided = providedFor(begun.house);
    const letter = letterIdOf(slotOfPrompt(begun.prompt), await begun.willow.idOf('Ana'));
    return {
      ...begun,
      ...provided,
      tellsOfAnas: (news: News) =>
        provided.tells({ ...news, congregation: begun.willow.id, letter }, 'early'),
      anas: async () => (await begun.willow.store.get('letter', letter))?.state,
    };
  };

  test('waits for it, a minute at a time', async () => {
    const { house, deps, settle, tellsOfAnas, anas } = await first();
    house.carrier.meanwhile(async () => {
      await tellsOfAnas(delivered);
      expect(await settleProviderEvent(deps, 'early')).toBe('put-off');
      expect(await settleProviderEvent(deps, 'early')).toBe('not-due');
    });
    await settle();
    expect(await anas()).not.toHaveProperty('deliveredAt');
    house.clock.pass({ minutes: 1 });
    expect(await settle()).toBe(0);
    expect(await anas()).toMatchObject({ name: 'sent', messageId: 'theirs@provider.example' });
    expect(await anas()).toHaveProperty('deliveredAt');
  });

  test('counts after an hour, when the carrier’s own answer was never heard; the letter is not offered again', async () => {
    const { house, settle, tellsOfAnas, anas } = await first();
    house.carrier.next(...Array<'unknown-delivered'>(100).fill('unknown-delivered'));
    await settle();
    expect(await tellsOfAnas(delivered)).toBe(200);
    for (let minute = 0; minute < 59; minute += 1) {
      house.clock.pass({ minutes: 1 });
      await settle();
    }
    expect((await anas())?.name).toBe('sending');
    house.clock.pass({ minutes: 2 });
    await settle();
    expect(await anas()).toMatchObject({ name: 'sent', messageId: 'theirs@provider.example' });
    const calls = house.carrier.calls.filter(({ key }) => key === house.mailOf(addressOf('Ana')).at(-1)?.key);
    house.clock.pass({ hours: 2 });
    await settle();
    expect(
      house.carrier.calls.filter(({ key }) => key === house.mailOf(addressOf('Ana')).at(-1)?.key),
    ).toHaveLength(calls.length);
    expect(house.mailOf(addressOf('Ana'))).toHaveLength(2);
  });

  test('of a letter whose fate nobody knew tells it', async () => {
    const { house, settle, tellsOfAnas, anas } = await first();
    house.carrier.next(...Array<'unknown-lost'>(100).fill('unknown-lost'));
    for (let hour = 0; hour < 25; hour += 1) {
      await settle();
      house.clock.goTo(later(house.clock.now(), { hours: 1 }));
    }
    expect((await anas())?.name).toBe('unknown');
    await tellsOfAnas(delivered);
    await settle();
    expect(await anas()).toMatchObject({ name: 'sent', messageId: 'theirs@provider.example' });
  });
});
