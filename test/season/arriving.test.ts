import { describe, expect, test } from 'vitest';
import { addressOf, instantOf } from '../support/builders.ts';
import { houses, type TestHouse } from '../support/house.ts';
import { askedCrewIn, congregationIn } from '../support/houseCongregation.ts';
import { compose, opened, replyTo } from '../support/houseReply.ts';
import type { DeliveredMail } from '../support/memoryCarrier.ts';

const openHouse = houses();
const askedCrew = async () => askedCrewIn(await openHouse());

async function digestText(house: TestHouse, newest: (name: string) => DeliveredMail): Promise<string> {
  await house.settleAt(instantOf('2026-11-25T09:00:00.000Z'));
  return (await opened(newest('Bo'))).text;
}

describe('the same reply', () => {
  test('counts once, however often and by whatever way it comes', async () => {
    const { house, willow } = await askedCrew();
    const reply = await replyTo(willow.newest('Ana'), { words: 'Quiet mornings.' });
    const anotherWay = { ...reply, bytes: Buffer.concat([Buffer.from('Received: by x\r\n'), reply.bytes]) };
    expect(await house.comesIn(reply)).toBe('counted');
    expect(await house.comesIn(reply)).toBe('duplicate');
    expect(await house.comesIn(anotherWay)).toBe('duplicate');
    expect((await digestText(house, willow.newest)).split('Quiet mornings.')).toHaveLength(2);
  });

  test('is another with the same Message-ID and other words', async () => {
    const { house, willow } = await askedCrew();
    const headers = { 'Message-ID': '<same@client.example>' };
    for (const words of ['Quiet mornings.', 'And soup.']) {
      const reply = await replyTo(willow.newest('Ana'), { words, headers });
      expect(await house.comesIn(reply)).toBe('counted');
    }
    const text = await digestText(house, willow.newest);
    expect([text.includes('Quiet mornings.'), text.includes('And soup.')]).toEqual([true, true]);
  });

  test('without a Message-ID is known by its bytes', async () => {
    const { house, willow } = await askedCrew();
    const headers = { 'Message-ID': undefined };
    const reply = await replyTo(willow.newest('Ana'), { words: 'Quiet mornings.', headers });
    expect(await house.comesIn(reply)).toBe('counted');
    expect(await house.comesIn(reply)).toBe('duplicate');
  });
});

describe('a reply finds its letter', () => {
  test('in an address that a mail system wrote in capitals', async () => {
    const { house, willow } = await askedCrew();
    const prompt = willow.newest('Ana');
    const to = (await opened(prompt)).header('reply-to').replace(/.*<|>/g, '').toUpperCase();
    const headers = { References: undefined, 'In-Reply-To': undefined };
    expect(await house.comesIn(await replyTo(prompt, { words: 'Quiet.', to, headers }))).toBe('counted');
  });

  test.each([
    ['our own', false],
    ['the carrier’s own', true],
  ])('sent to the From address, by References with %s Message-ID', async (_, ownMessageIds) => {
    const { house, willow } = await askedCrewIn(await openHouse({ ownMessageIds }));
    const prompt = willow.newest('Ana');
    const to = (await opened(prompt)).header('from').replace(/.*<|>/g, '');
    expect(prompt.messageId.endsWith('@carrier.example')).toBe(ownMessageIds);
    expect(await house.comesIn(await replyTo(prompt, { words: 'Quiet mornings.', to }))).toBe('counted');
    const headers = { References: undefined, 'In-Reply-To': undefined };
    expect(await house.comesIn(await replyTo(prompt, { words: 'No thread.', to, headers }))).toBe(
      'held: no-letter-named',
    );
    expect(await digestText(house, willow.newest)).toContain('Quiet mornings.');
  });

  test('by the thread alone, also a digest’s, and half a year later with a confirmation', async () => {
    const { house, willow } = await askedCrewIn(await openHouse({ ownMessageIds: true }));
    await house.comesIn(await replyTo(willow.newest('Ana'), { words: 'Quiet mornings.' }));
    await house.settleAt(instantOf('2026-11-25T09:00:00.000Z'));
    const digest = willow.newest('Bo');
    const to = (await opened(digest)).header('from').replace(/.*<|>/g, '');
    expect(await house.comesIn(await replyTo(digest, { words: 'Me too.', to }))).toBe('counted');
    house.clock.goTo(instantOf('2027-06-01T09:00:00.000Z'));
    expect(await house.comesIn(await replyTo(digest, { words: 'stop', to }))).toBe('confirmation-asked');
  });
});

describe('of two congregations', () => {
  test('a reply belongs to the one whose letter it answers, though she is in both', async () => {
    const house = await openHouse();
    const { willow } = await askedCrewIn(house);
    const willows = willow.newest('Ana');
    const { willow: oak } = await askedCrewIn(house, 'Oak circle');
    expect(await house.comesIn(await replyTo(oak.newest('Ana'), { words: 'For the oaks.' }))).toBe('counted');
    expect(await house.comesIn(await replyTo(willows, { words: 'For the willows.' }))).toBe('counted');
    await house.settleAt(instantOf('2026-11-25T09:00:00.000Z'));
    const [first, second] = await Promise.all(house.mailOf(addressOf('Bo')).slice(-2).map(opened));
    const read = [first, second].map((letter) => letter?.text.match(/For the (oaks|willows)\./g));
    expect(read.toSorted()).toEqual([['For the oaks.'], ['For the willows.']]);
  });

  test('a letter’s address in a stranger’s hands counts nothing, in neither', async () => {
    const house = await openHouse();
    const { willow } = await askedCrewIn(house);
    const oak = await congregationIn(house, 'Oak circle');
    await oak.add('Cleo');
    const reply = await replyTo(willow.newest('Ana'), { words: 'Let me in.', from: addressOf('Cleo') });
    expect(await house.comesIn(reply)).toBe('held: unknown-sender');
    for (const { store } of [willow, oak]) {
      expect((await store.list('reply', { limit: 10 })).items).toEqual([]);
    }
    expect((await oak.store.list('held-mail', { limit: 10 })).items).toEqual([]);
  });
});

describe('mail of nobody', () => {
  test('is refused, and nobody hears of it', async () => {
    const { house } = await askedCrew();
    const before = house.carrier.mailboxes.length;
    const toAddress = (to: string) =>
      house.comesIn(compose({ From: 'x@elsewhere.example', To: to, Subject: 'hello' }, 'Buy this.'));
    expect(await toAddress('nobody@crew.example')).toBe('refused: addressed-to-nobody');
    const noCongregation = 'willow-circle-aaaaaaaaaa@crew.example';
    expect(await toAddress(noCongregation)).toBe('refused: addressed-to-nobody');
    const guessed = `reply+${'a'.repeat(48)}@crew.example`;
    expect(await toAddress(guessed)).toBe('refused: forged-token');
    await house.settleAt(instantOf('2026-11-24T09:00:00.000Z'));
    expect(house.carrier.mailboxes.length).toBe(before);
  });

  test('in a thread of ours is held for the hosts, wherever it was sent', async () => {
    const { house, willow } = await askedCrewIn(await openHouse({ ownMessageIds: true }));
    const stranger = { words: 'Hello?', from: 'x@elsewhere.example', to: 'reply@crew.example' };
    expect(await house.comesIn(await replyTo(willow.newest('Ana'), stranger))).toBe('held: unknown-sender');
  });
});

test('mail to a link for leaving is held like any that names no letter', async () => {
  const { house, willow } = await askedCrew();
  const link = (await opened(willow.newest('Ana'))).header('list-unsubscribe');
  const to = `${/leave\/([a-z2-7]{48})/.exec(link)?.[1]}@crew.example`;
  const mail = compose({ From: addressOf('Ana'), To: to, Subject: 'Hello' }, 'Is this right?');
  expect(await house.comesIn(mail)).toBe('held: no-letter-named');
});

describe('automatic mail', () => {
  test('is never answered: notes of absence, lists, bulk', async () => {
    const { house, willow } = await askedCrew();
    const before = house.carrier.mailboxes.length;
    for (const headers of [
      { 'Auto-Submitted': 'auto-replied' },
      { 'X-Autoreply': 'yes' },
      { 'List-Id': '<list.example>' },
      { Precedence: 'bulk' },
    ]) {
      const reply = await replyTo(willow.newest('Ana'), { words: 'stop', headers });
      expect(await house.comesIn(reply)).toBe('refused: automatic');
    }
    expect(house.carrier.mailboxes.length).toBe(before);
  });

  test('of ours that comes back ends there', async () => {
    const { house, willow } = await askedCrew();
    const { bytes, to } = willow.newest('Ana');
    const address = (await opened(willow.newest('Ana'))).header('reply-to').replace(/.*<|>/g, '');
    expect(await house.comesIn({ bytes, envelope: { from: to, to: [address] } })).toBe('refused: automatic');
  });
});

test('mail that nobody can open is held whole, and she is asked to send it anew', async () => {
  const { house, willow } = await askedCrew();
  const deep = Array.from(
    { length: 2000 },
    (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
  );
  const reply = await replyTo(willow.newest('Ana'), { words: 'unreachable' });
  const head = String(Buffer.from(reply.bytes))
    .split('\r\n\r\n')[0]
    ?.replace(/Content-T.*\r\n/g, '');
  const bytes = Buffer.from(`${head}\r\n${deep.join('')}`);
  expect(await house.comesIn({ ...reply, bytes })).toBe('held: unreadable');
  expect((await opened(willow.newest('Ana'))).subject).toMatch(/could not|couldn’t/i);
});

test('words longer than a record stay in the raw mail when others’ has expired', async () => {
  const { house, willow } = await askedCrew();
  const [long, short] = await Promise.all(
    ['so many words '.repeat(8000), 'few words'].map((words) =>
      replyTo(willow.newest('Ana'), { words, style: 'bare' }),
    ),
  );
  if (!long || !short) throw new Error('two replies');
  const ids = [];
  for (const { bytes, envelope } of [long, short]) {
    ids.push(await house.deps.rawMail.put(envelope, bytes, house.clock.now()));
    await house.settle();
  }
  const [reply] = (await willow.store.list('reply', { limit: 10 })).items.filter((each) => each.continued);
  expect(reply?.raw).toBe(ids[0]);
  await house.deps.rawMail.sweep(instantOf('2027-11-23T09:00:00.000Z'));
  const kept = await Promise.all(ids.map((id) => house.deps.rawMail.get(id)));
  expect(kept.map((raw) => raw !== undefined)).toEqual([true, false]);
});
