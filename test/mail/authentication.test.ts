import { type AuthenticatorOptions, createAuthenticator, createDnsLookup } from '@crewtide/mailer';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { signingProvider } from '../support/dkim.ts';
import { type DnsStandIn, startDns } from '../support/dns.ts';
import type { IncomingMail } from '../support/house.ts';
import { opened, replyTo } from '../support/houseReply.ts';
import type { DeliveredMail } from '../support/memoryCarrier.ts';
import { askedCircle, type Circle, circleOf } from './circle.ts';
import { readdressed, recordedReplies } from './readdress.ts';
import { oneApp } from './runningApp.ts';

const POLICY = 'v=DMARC1; p=none';
const provider = signingProvider();
let dns: DnsStandIn;
beforeAll(async () => {
  dns = await startDns();
});
afterAll(() => dns.close());
afterEach(() => dns.answer('what-is-published'));

const lookup: AuthenticatorOptions['lookup'] = (...question) =>
  createDnsLookup({ server: dns.server })(...question);
const running = oneApp((clock, log) => createAuthenticator({ lookup, clock, log }));

const domainOf = (circle: Circle): string => circle.addressOf('Ana').replace(/^.*@/, '');

/** Ana and Bo were asked; their mail provider signs what they send and says so. */
async function vouchedCircle(policy: string | undefined = POLICY) {
  const circle = await askedCircle(running(), 'Ana', 'Bo');
  const domain = domainOf(circle);
  provider.publish(dns, domain, policy);
  return {
    circle,
    domain,
    prompt: circle.newest('Ana'),
    sign: (mail: IncomingMail) => provider.sign(mail, domain),
  };
}

/** As a client sends it that knows nothing but the thread: the carrier gave the letter a Message-ID of its own. */
async function byThread(letter: DeliveredMail, words: string): Promise<IncomingMail> {
  const { header } = await opened(letter);
  const root = /<[^>]+>/.exec(header('references'))?.[0];
  return replyTo(letter, {
    words,
    to: header('from').replace(/.*<|>/g, ''),
    headers: { 'In-Reply-To': root, References: root },
  });
}

describe('a reply from a domain that says how to tell its mail', () => {
  test('counts when it is signed', async () => {
    const { circle, prompt, sign } = await vouchedCircle();
    const came = await running().comesIn(await sign(await replyTo(prompt, { words: 'A walk.' })));
    expect(came).toEqual({ code: 250, became: ['counted'], letters: [] });
    expect(await circle.replies()).toMatchObject([{ words: 'A walk.', member: circle.memberOf('Ana') }]);
  });

  test('counts by the address that handed it over alone', async () => {
    const { domain, prompt } = await vouchedCircle();
    dns.publish(domain, 'v=spf1 ip4:127.0.0.1 -all');
    expect((await running().comesIn(await replyTo(prompt, { words: 'A walk.' }))).became).toEqual([
      'counted',
    ]);
  });

  test('that is forged with her letter’s stolen address is held, and her own unsigned “yes” releases it', async () => {
    const { circle, prompt } = await vouchedCircle();
    const forged = await replyTo(prompt, { words: 'Words of somebody.' });
    const came = await running().comesIn(forged);
    expect(came.became).toEqual(['held: unproven-sender']);
    expect(came.letters.map(({ to }) => to)).toEqual([circle.addressOf('Ana')]);
    expect(await circle.list('held-mail')).toMatchObject([
      { reason: 'unproven-sender', sender: circle.addressOf('Ana'), member: circle.memberOf('Ana') },
    ]);
    expect(await circle.replies()).toEqual([]);
    const question = circle.newest('Ana');
    expect((await opened(question)).text).toContain('nothing showed that it really came from there');
    expect((await running().comesIn(await replyTo(question, { words: 'Yes.' }))).became).toEqual([
      'settled-held-mail',
    ]);
    expect(await circle.replies()).toEqual(
      expect.arrayContaining([expect.objectContaining({ words: 'Words of somebody.', letter: prompt.key })]),
    );
  });

  test('asks for nothing when it is forged: “stop” to the question about it is held as well', async () => {
    const { circle, prompt } = await vouchedCircle();
    expect((await running().comesIn(await replyTo(prompt, { words: 'stop' }))).became).toEqual([
      'held: unproven-sender',
    ]);
    const again = await running().comesIn(await replyTo(circle.newest('Ana'), { words: 'stop' }));
    expect(again).toMatchObject({ became: ['held: unproven-sender'], letters: [] });
    expect(await circle.show(`members/${circle.memberOf('Ana')}`)).toMatchObject({
      standing: { name: 'active' },
    });
  });

  test('is counted once, though its domain would not vouch for it any more', async () => {
    const { circle, domain, prompt, sign } = await vouchedCircle();
    const reply = await sign(await replyTo(prompt, { words: 'A walk.' }));
    await running().comesIn(reply);
    dns.publish(`now._domainkey.${domain}`, 'v=DKIM1; p=');
    const another = { ...reply, bytes: Buffer.concat([Buffer.from('Received: by x\r\n'), reply.bytes]) };
    expect(await running().comesIn(another)).toMatchObject({ became: ['duplicate'], letters: [] });
    expect(await circle.list('held-mail')).toEqual([]);
  });
});

describe('words that only their thread and their sender place', () => {
  test('count when her domain vouches for them', async () => {
    const { circle, prompt, sign } = await vouchedCircle();
    const came = await running().comesIn(await sign(await byThread(prompt, 'A walk.')));
    expect(came.became).toEqual(['counted']);
    expect(await circle.replies()).toMatchObject([{ words: 'A walk.', member: circle.memberOf('Ana') }]);
  });

  test.each([
    ['says that it does', POLICY],
    ['says nothing', undefined],
  ])('are held when it does not and %s: everybody in her crew knows the thread', async (_, policy) => {
    const circle = await askedCircle(running(), 'Ana', 'Bo');
    if (policy !== undefined) provider.publish(dns, domainOf(circle), policy);
    const forged = await byThread(circle.newest('Bo'), 'Ana hates this crew.');
    const asAna = Buffer.from(
      forged.bytes.toString().replace(`From: ${circle.addressOf('Bo')}`, `From: ${circle.addressOf('Ana')}`),
    );
    const came = await running().comesIn({ bytes: asAna, envelope: forged.envelope });
    expect(came.became).toEqual(['held: unproven-sender']);
    expect(came.letters.map(({ to }) => to)).toEqual([circle.addressOf('Ana')]);
    expect(await circle.replies()).toEqual([]);
  });
});

test('a reply from a domain that says nothing counts by its letter’s own address', async () => {
  const circle = await askedCircle(running(), 'Ana', 'Bo');
  const came = await running().comesIn(await replyTo(circle.newest('Ana'), { words: 'A walk.' }));
  expect(came.became).toEqual(['counted']);
});

describe('while the DNS gives no answer', () => {
  test('a reply waits, and counts once it does', async () => {
    const { prompt, sign } = await vouchedCircle();
    dns.answer('nothing');
    const came = await running().comesIn(await sign(await replyTo(prompt, { words: 'A walk.' })));
    expect(came).toEqual({ code: 250, became: [], letters: [] });
    dns.answer('what-is-published');
    expect((await running().pass({ minutes: 2 })).became).toEqual(['counted']);
  });

  test('for an hour, it is held and she is asked', async () => {
    const { circle, prompt, sign } = await vouchedCircle();
    dns.answer('nothing');
    await running().comesIn(await sign(await replyTo(prompt, { words: 'A walk.' })));
    expect((await running().pass({ minutes: 59 })).became).toEqual([]);
    const { became, letters } = await running().pass({ minutes: 1 });
    expect(became).toEqual(['held: unproven-sender']);
    expect(letters.map(({ to }) => to)).toEqual([circle.addressOf('Ana')]);
  });
});

test('signed replies of all 27 recorded clients count', async () => {
  const recorded = recordedReplies();
  const names = recorded.map(({ client }) => `With ${client}`);
  const circle = await circleOf(running(), ...names);
  provider.publish(dns, domainOf(circle), 'v=DMARC1; p=reject');
  for (let first = 0; first < names.length; first += 7)
    await circle.ask(await circle.crew(...names.slice(first, first + 7)));
  const became: string[] = [];
  for (const each of recorded) {
    const reply = await readdressed(each, circle.newest(`With ${each.client}`));
    became.push(...(await running().comesIn(await provider.sign(reply, domainOf(circle)))).became);
  }
  expect(became).toEqual(recorded.map(() => 'counted'));
});
