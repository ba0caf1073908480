import { heldMailId } from '@crewtide/domain';
import { receiveMail, settleHeldMail } from '@crewtide/flows';
import { describe, expect, test } from 'vitest';
import { addressOf, instantOf } from '../support/builders.ts';
import { houses, type TestHouse } from '../support/house.ts';
import { askedCrewIn, type TestCongregation } from '../support/houseCongregation.ts';
import { compose, opened, replyTo } from '../support/houseReply.ts';

const openHouse = houses();
const elsewhere = 'ana@elsewhere.example';
const morning = instantOf('2026-11-24T08:00:00.000Z');

/** Ana answered from an address that nobody knows. */
async function heldReply(words = 'From my other address.') {
  const asked = await askedCrewIn(await openHouse());
  const prompt = asked.willow.newest('Ana');
  expect(await asked.house.comesIn(await replyTo(prompt, { words, from: elsewhere, style: 'bare' }))).toBe(
    'held: unknown-sender',
  );
  return { ...asked, prompt, held: await onlyHeld(asked.willow) };
}

async function onlyHeld(willow: TestCongregation) {
  const [held] = (await willow.store.list('held-mail', { limit: 10 })).items;
  if (held === undefined) throw new Error('held mail');
  return held;
}

async function digestText(house: TestHouse, willow: TestCongregation): Promise<string> {
  await house.settleAt(instantOf('2026-11-25T09:00:00.000Z'));
  return (await opened(willow.newest('Bo'))).text;
}

const isKept = async (house: TestHouse, raw: string, at: string): Promise<boolean> => {
  await house.deps.rawMail.sweep(instantOf(at));
  return (await house.deps.rawMail.get(raw)) !== undefined;
};

describe('mail in her name from elsewhere', () => {
  test('is asked about once that day, and told to each host once the next morning, without a word of it', async () => {
    const { house, willow, prompt } = await heldReply();
    await house.comesIn(await replyTo(prompt, { words: 'And another.', from: elsewhere }));
    expect(house.mailOf(addressOf('Ana'))).toHaveLength(3);
    expect((await opened(willow.newest('Ana'))).text).toContain(elsewhere);
    expect(house.mailOf(elsewhere)).toEqual([]);

    await house.settleAt(morning);
    await house.settleAt(instantOf('2026-11-24T20:00:00.000Z'));
    for (const host of ['Hanna', 'Hugo']) {
      const notices = house.mailOf(addressOf(host));
      expect(notices).toHaveLength(1);
      const { text, html } = await opened(willow.newest(host));
      expect(text.split(elsewhere)).toHaveLength(3);
      expect(text + html).not.toMatch(/other address|And another/);
    }
    await house.comesIn(await replyTo(prompt, { words: 'Day two.', from: elsewhere }));
    expect(house.mailOf(addressOf('Ana'))).toHaveLength(4);
    await house.settleAt(instantOf('2026-11-25T08:00:00.000Z'));
    expect(house.mailOf(addressOf('Hanna'))).toHaveLength(2);
  });

  test('counts after her “yes”, with a receipt, and comes with the digest', async () => {
    const { house, willow, held } = await heldReply();
    const question = willow.newest('Ana');
    expect(await house.comesIn(await replyTo(question, { words: 'Yes.' }))).toBe('settled-held-mail');
    expect(house.mailOf(addressOf('Ana'))).toHaveLength(4);
    expect(await house.comesIn(await replyTo(question, { words: 'Yes' }))).toBe('settled-held-mail');
    expect(house.mailOf(addressOf('Ana'))).toHaveLength(4);
    const text = await digestText(house, willow);
    expect(text.split('From my other address.')).toHaveLength(2);
    expect(text).not.toMatch(/^Yes/m);
    expect(await isKept(house, held.raw, '2026-12-23T09:00:00.000Z')).toBe(true);
    expect(await isKept(house, held.raw, '2026-12-26T09:00:00.000Z')).toBe(false);
  });

  test.each(['No', 'This was not me'])('is gone after “%s”, and she has not left by it', async (words) => {
    const { house, willow, held } = await heldReply();
    expect(await house.comesIn(await replyTo(willow.newest('Ana'), { words }))).toBe('settled-held-mail');
    expect(await onlyHeld(willow)).toMatchObject({ state: { name: 'discarded' } });
    expect(await digestText(house, willow)).not.toContain('other address');
    expect(house.mailOf(addressOf('Ana'))).toHaveLength(4);
    expect((await willow.store.get('member', await willow.idOf('Ana')))?.standing).toEqual({
      name: 'active',
    });
    expect(await isKept(house, held.raw, '2026-12-26T09:00:00.000Z')).toBe(false);
  });

  test('stays as long as nobody says anything, and any other answer is only kept', async () => {
    const { house, willow, held } = await heldReply();
    expect(await house.comesIn(await replyTo(willow.newest('Ana'), { words: 'What is this?' }))).toBe(
      'counted',
    );
    expect(await onlyHeld(willow)).toMatchObject({ state: { name: 'held' } });
    expect(await isKept(house, held.raw, '2028-11-23T09:00:00.000Z')).toBe(true);
  });

  test('stays also when we were killed before the raw mail knew that it is held', async () => {
    const { house, willow } = await askedCrewIn(await openHouse());
    const { bytes, envelope } = await replyTo(willow.newest('Ana'), { words: 'words', from: elsewhere });
    const { rawMail } = house.deps;
    const decided = async () => {
      throw new Error('killed');
    };
    const id = await rawMail.put(envelope, bytes, house.clock.now());
    const dying = { ...house.deps, rawMail: { ...rawMail, decided } };
    await expect(receiveMail(dying, id)).rejects.toThrow('killed');
    await house.settle();
    expect(house.mailOf(addressOf('Ana'))).toHaveLength(3);
    expect(await isKept(house, id, '2028-11-23T09:00:00.000Z')).toBe(true);
  });

  test('keeps every word of a long reply after it was released', async () => {
    const { house, willow, held } = await heldReply('so many words '.repeat(8000));
    await house.comesIn(await replyTo(willow.newest('Ana'), { words: 'yes' }));
    const [reply] = (await willow.store.list('reply', { limit: 10 })).items.filter((each) => each.prompt);
    expect(reply).toMatchObject({ continued: true, raw: held.raw });
    expect(await isKept(house, held.raw, '2028-11-23T09:00:00.000Z')).toBe(true);
  });
});

describe('a host', () => {
  test('releases held mail once; it counts as hers', async () => {
    const { house, willow, held } = await heldReply();
    const settle = (to: 'released' | 'discarded') =>
      settleHeldMail(house.deps, willow.store, willow.host, held.id, to);
    expect(await settle('released')).toBe('released');
    expect(await settle('discarded')).toBe('settled-before');
    expect(await house.comesIn(await replyTo(willow.newest('Ana'), { words: 'no' }))).toBe(
      'settled-held-mail',
    );
    expect(await digestText(house, willow)).toContain('From my other address.');
    const audit = (await willow.store.list('audit', { limit: 20 })).items.map(({ did }) => did);
    expect(audit).toContain('released-held-mail');
  });

  test('discards it; it counts for nothing', async () => {
    const { house, willow, held } = await heldReply();
    expect(await settleHeldMail(house.deps, willow.store, willow.host, held.id, 'discarded')).toBe(
      'discarded',
    );
    expect(await digestText(house, willow)).not.toContain('other address');
  });

  test('discards it, and its bytes have their time also when we were killed right after', async () => {
    const { house, willow, held } = await heldReply();
    const decided = async () => {
      throw new Error('killed');
    };
    const dying = { ...house.deps, rawMail: { ...house.deps.rawMail, decided } };
    await settleHeldMail(dying, willow.store, willow.host, held.id, 'discarded').catch(() => undefined);
    expect(await onlyHeld(willow)).toMatchObject({ state: { name: 'discarded' } });
    await house.settle();
    expect(await isKept(house, held.raw, '2026-12-22T09:00:00.000Z')).toBe(true);
    expect(await isKept(house, held.raw, '2026-12-26T09:00:00.000Z')).toBe(false);
  });

  test('can only discard what would be no reply', async () => {
    const { house, willow } = await askedCrewIn(await openHouse());
    const to = (await opened(willow.newest('Ana'))).header('from').replace(/.*<|>/g, '');
    const fresh = compose(
      { From: addressOf('Ana'), To: to, Subject: 'Hello', 'Message-ID': '<a@b>' },
      'To you all.',
    );
    expect(await house.comesIn(fresh)).toBe('held: no-letter-named');
    const { id } = await onlyHeld(willow);
    const settle = (as: 'released' | 'discarded', which = id) =>
      settleHeldMail(house.deps, willow.store, willow.host, which, as);
    expect(await settle('released')).toBe('cannot-be-counted');
    expect((await opened(willow.newest('Ana'))).text).not.toContain('“yes”');
    expect(await house.comesIn(await replyTo(willow.newest('Ana'), { words: 'yes' }))).toBe(
      'settled-held-mail',
    );
    expect(await onlyHeld(willow)).toMatchObject({ state: { name: 'held' } });
    expect(await settle('discarded')).toBe('discarded');
    expect(await settle('released', heldMailId.parse('a'.repeat(16)))).toBe('no-such-mail');
  });

  test('cannot release what nobody can read, or whose bytes are gone', async () => {
    const { house, willow, held } = await heldReply();
    const settle = (deps: typeof house.deps) =>
      settleHeldMail(deps, willow.store, willow.host, held.id, 'released');
    const { rawMail, read } = house.deps;
    const lost = { ...house.deps, rawMail: { ...rawMail, get: async () => undefined } };
    expect(await settle(lost)).toBe('cannot-be-counted');
    const unreadable = {
      ...house.deps,
      read: async (...mail: Parameters<typeof read>) => {
        const message = await read(...mail);
        return { ...message, kind: 'unreadable', cause: 'malformed' } as const;
      },
    };
    expect(await settle(unreadable)).toBe('cannot-be-counted');
    expect(await settle(house.deps)).toBe('released');
  });
});

describe('mail that cannot be told to be hers', () => {
  test('without a From is held, and she is asked', async () => {
    const { house, willow } = await askedCrewIn(await openHouse());
    const reply = await replyTo(willow.newest('Ana'), { words: 'Who am I?', headers: { From: undefined } });
    expect(await house.comesIn(reply)).toBe('held: no-sender');
    expect(house.mailOf(addressOf('Ana'))).toHaveLength(3);
    expect(await house.comesIn(await replyTo(willow.newest('Ana'), { words: 'yes' }))).toBe(
      'settled-held-mail',
    );
    expect(await digestText(house, willow)).toContain('Who am I?');
  });

  test('under a forged token is held where the token claims to be from, and she is asked', async () => {
    const { house, willow } = await askedCrewIn(await openHouse());
    const prompt = willow.newest('Ana');
    const genuine = (await opened(prompt)).header('reply-to').replace(/.*<|>/g, '');
    const to = genuine.replace(/.@/, (end) => (end === 'a@' ? 'b@' : 'a@'));
    const headers = { References: undefined, 'In-Reply-To': undefined };
    const forged = await replyTo(prompt, { words: 'stop', to, headers });
    expect(await house.comesIn(forged)).toBe('held: forged-token');
    expect(await house.comesIn(forged)).toBe('not received');
    const anotherWay = { ...forged, bytes: Buffer.concat([Buffer.from('Received: by x\r\n'), forged.bytes]) };
    expect(await house.comesIn(anotherWay)).toBe('duplicate');
    expect((await willow.store.get('member', await willow.idOf('Ana')))?.standing).toEqual({
      name: 'active',
    });
    expect(house.mailOf(addressOf('Ana'))).toHaveLength(3);
    const nameless = await replyTo(prompt, { words: 'x', to, headers: { ...headers, From: undefined } });
    expect(await house.comesIn(nameless)).toBe('refused: forged-token');
  });
});
