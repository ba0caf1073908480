import type { Request } from '@crewtide/domain';
import { leaveByToken, strike } from '@crewtide/flows';
import { describe, expect, test } from 'vitest';
import { addressOf, instantOf } from '../support/builders.ts';
import { houses, type TestHouse } from '../support/house.ts';
import { askedCrewIn, type TestCongregation } from '../support/houseCongregation.ts';
import { opened, replyTo } from '../support/houseReply.ts';

const openHouse = houses();

const askedCrew = async () => askedCrewIn(await openHouse());

const standingOf = async (willow: TestCongregation, name: string) =>
  (await willow.store.get('member', await willow.idOf(name)))?.standing;

const subjectsOf = (house: TestHouse, name: string) =>
  Promise.all(house.mailOf(addressOf(name)).map(async (mail) => (await opened(mail)).subject));

const tokenIn = async (house: TestHouse, name: string) => {
  const mail = house.mailOf(addressOf(name)).at(-1);
  const link = mail && (await opened(mail)).header('list-unsubscribe');
  return /leave\/([a-z2-7]{48})/.exec(link ?? '')?.[1] ?? '';
};

describe('by replying', () => {
  test.each<[string, Request, string]>([
    ['Stop.', 'stop', 'left'],
    ['pause please', 'pause', 'paused'],
    ['This was not me!', 'not-me', 'left'],
  ])('“%s” is done and gets one receipt, in her thread', async (words, request, standing) => {
    const { house, willow } = await askedCrew();
    const reply = await replyTo(willow.newest('Ana'), { words });
    expect(await house.comesIn(reply)).toBe('done');
    expect(await house.comesIn(reply)).toBe('duplicate');
    expect(await standingOf(willow, 'Ana')).toMatchObject({ name: standing });
    expect(house.mailOf(addressOf('Ana'))).toHaveLength(3);
    const receipt = await opened(willow.newest('Ana'));
    const answered = String(Buffer.from(reply.bytes)).match(/Message-ID: (<.*>)/)?.[1];
    expect(receipt.header('in-reply-to')).toBe(answered);

    // Nothing else goes to her, but what she asks still gets an answer.
    await house.settleAt(instantOf('2026-11-25T09:00:00.000Z'));
    expect(house.mailOf(addressOf('Ana'))).toHaveLength(3);
    expect(await house.comesIn(await replyTo(willow.newest('Ana'), { words: 'resume' }))).toBe('done');
    expect(await standingOf(willow, 'Ana')).toEqual({ name: 'active' });
    expect(house.mailOf(addressOf('Ana'))).toHaveLength(4);
    expect(request === 'pause' ? receipt.text : 'December').toContain('December');
  });

  test('“no thanks” answers the welcome; in a crew’s thread they are words like others', async () => {
    const { house, willow } = await askedCrew();
    const [welcome, prompt] = house.mailOf(addressOf('Bo'));
    if (!welcome || !prompt) throw new Error('a welcome and a prompt');
    expect(await house.comesIn(await replyTo(prompt, { words: 'No thanks' }))).toBe('counted');
    expect(await standingOf(willow, 'Bo')).toEqual({ name: 'active' });
    expect(await house.comesIn(await replyTo(welcome, { words: 'No, thanks.' }))).toBe('done');
    expect(await standingOf(willow, 'Bo')).toMatchObject({ name: 'left', by: 'no-thanks' });
  });

  test('an empty reply gets one kind letter a day', async () => {
    const { house, willow } = await askedCrew();
    const prompt = willow.newest('Ana');
    expect(await house.comesIn(await replyTo(prompt, { words: '' }))).toBe('no-words');
    expect(await house.comesIn(await replyTo(prompt, { words: '' }))).toBe('no-words');
    expect(house.mailOf(addressOf('Ana'))).toHaveLength(3);
    house.clock.pass({ days: 1 });
    expect(await house.comesIn(await replyTo(prompt, { words: '' }))).toBe('no-words');
    expect(house.mailOf(addressOf('Ana'))).toHaveLength(4);
  });

  test('what only the crew’s thread names is done after a yes: every letter of the crew names it', async () => {
    const { house, willow } = await askedCrew();
    const bos = willow.newest('Bo');
    const root = (await opened(bos)).header('references').split(/\s+/)[0];
    const headers = { 'In-Reply-To': undefined, References: root };
    const to = (await opened(bos)).header('from').replace(/.*<|>/g, '');
    const inAnasName = await replyTo(bos, { words: 'stop', from: addressOf('Ana'), to, headers });
    expect(await house.comesIn(inAnasName)).toBe('confirmation-asked');
    expect(await standingOf(willow, 'Ana')).toEqual({ name: 'active' });
    expect(await house.comesIn(await replyTo(willow.newest('Ana'), { words: 'yes' }))).toBe('done');
  });

  test('half a year later words still count; a request is done after a yes', async () => {
    const { house, willow, crew } = await askedCrew();
    const prompt = willow.newest('Ana');
    await house.settleAt(instantOf('2027-06-01T09:00:00.000Z'));
    expect(await house.comesIn(await replyTo(prompt, { words: 'I found the mail again.' }))).toBe('counted');
    expect(await house.comesIn(await replyTo(prompt, { words: 'stop' }))).toBe('confirmation-asked');
    expect(await standingOf(willow, 'Ana')).toEqual({ name: 'active' });
    const confirm = willow.newest('Ana');
    expect(await house.comesIn(await replyTo(confirm, { words: 'yes' }))).toBe('done');
    expect(await standingOf(willow, 'Ana')).toMatchObject({ name: 'left', by: 'stop' });

    await willow.prompt(crew, { digestAt: '2027-06-02T09:00' });
    await house.settle();
    await house.comesIn(await replyTo(willow.newest('Bo'), { words: 'Still here.' }));
    await house.settleAt(instantOf('2027-06-02T08:00:00.000Z'));
    expect((await opened(willow.newest('Bo'))).text).toContain('I found the mail again.');
  });
});

describe('by one click', () => {
  test('she leaves, once; the link of a letter works for 400 days', async () => {
    const { house, willow } = await askedCrew();
    const [anas, bos] = [await tokenIn(house, 'Ana'), await tokenIn(house, 'Bo')];
    expect(await leaveByToken(house.deps, anas)).toBe('left');
    expect(await leaveByToken(house.deps, anas)).toBe('already-left');
    expect(await standingOf(willow, 'Ana')).toMatchObject({ by: 'one-click' });
    house.clock.goTo(instantOf('2027-12-27T09:00:00.000Z'));
    expect(await leaveByToken(house.deps, bos)).toBe('left');
    house.clock.pass({ days: 1 });
    expect(await leaveByToken(house.deps, bos)).toBe('expired');
  });

  test('nothing but a token to leave with makes her leave', async () => {
    const { house, willow } = await askedCrew();
    const { header } = await opened(willow.newest('Ana'));
    const subject = 'a'.repeat(16);
    const nobodys = { scope: 'leave', congregation: willow.id, subject, expires: '2027-01-01' } as const;
    for (const text of ['', header('reply-to'), header('message-id'), house.deps.tokens.sign(nobodys)]) {
      expect(await leaveByToken(house.deps, text)).toBe('not-a-token');
    }
    expect(await standingOf(willow, 'Ana')).toEqual({ name: 'active' });
  });
});

describe('whether a letter may leave is asked when it leaves', () => {
  test('who leaves between planning and sending gets nothing', async () => {
    const { house, willow, crew } = await askedCrew();
    const token = await tokenIn(house, 'Ana');
    const id = await willow.prompt(crew, { question: 'And now?' });
    house.clock.pass({ milliseconds: 1 });
    await strike(house.deps, willow.id, `ask#${id}`);
    await leaveByToken(house.deps, token);
    await house.settle();
    expect(house.mailOf(addressOf('Ana'))).toHaveLength(2);
    expect(house.mailOf(addressOf('Bo'))).toHaveLength(3);
  });

  test('so does who leaves while a carrier that took nothing is waited for', async () => {
    const { house, willow, crew } = await askedCrew();
    const token = await tokenIn(house, 'Ana');
    await willow.prompt(crew, { question: 'And now?' });
    house.carrier.next('later', 'later');
    await house.settle();
    await leaveByToken(house.deps, token);
    house.clock.pass({ minutes: 2 });
    await house.settle();
    expect(house.mailOf(addressOf('Ana'))).toHaveLength(2);
    expect(house.mailOf(addressOf('Bo'))).toHaveLength(3);
  });

  test('a prompt waits for the welcome, and leaves after it', async () => {
    const { house, willow } = await askedCrew();
    house.carrier.next('later');
    await willow.add('Cleo');
    await willow.prompt(await willow.crew('Ana', 'Cleo'), { question: 'And you?' });
    await house.settle();
    expect(house.mailOf(addressOf('Cleo'))).toEqual([]);
    expect(house.mailOf(addressOf('Ana'))).toHaveLength(3);
    for (let minute = 0; minute < 3; minute += 1) {
      house.clock.pass({ minutes: 1 });
      await house.settle();
    }
    expect(await subjectsOf(house, 'Cleo')).toEqual([
      'Hanna added you to Willow circle',
      expect.stringContaining('And you?'),
    ]);
  });

  test('a welcome that was never sent holds nobody back for ever', async () => {
    const { house, willow } = await askedCrew();
    house.carrier.next('unknown-lost');
    await willow.add('Cleo');
    house.clock.pass({ hours: 24 });
    await house.settle();
    expect(house.mailOf(addressOf('Cleo'))).toEqual([]);
    await willow.prompt(await willow.crew('Ana', 'Cleo'), { question: 'And you?' });
    await house.settle();
    expect(await subjectsOf(house, 'Cleo')).toEqual([expect.stringContaining('And you?')]);
  });
});
