import { letterId } from '@crewtide/domain';
import type { Carrier } from '@crewtide/flows';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { modes, rateLimit, refusing } from '../support/resend/modes.ts';
import { type ResendStandIn, startResend } from '../support/resend/startResend.ts';
import { carrierTo, deliver, letter } from './resendFixture.ts';

let resend: ResendStandIn;
let carrier: Carrier;
beforeEach(async () => {
  resend = await startResend();
  carrier = carrierTo(resend);
});
afterEach(() => resend.close());

const accepted = { outcome: 'accepted', messageId: 'ours@mail.example' };
const received = async () => {
  const [mail] = resend.mailboxes;
  if (mail === undefined) throw new Error('nothing arrived');
  return { ...mail, read: await PostalMime.parse(mail.bytes) };
};

describe('letters through Resend', () => {
  test('arrive as they were written, and break no rule of Resend or of good senders', async () => {
    expect(await deliver(carrier)).toEqual(accepted);
    const { to, letterId: named, read } = await received();
    expect({ to, named }).toEqual({ to: 'ana@members.example', named: 'aaaaaaaaaaaaaaaa' });
    expect(read).toMatchObject({
      subject: 'Before Tuesday: Zoë hosts',
      from: { name: 'Tide pool (Willow circle)', address: 'willow-cccccccccc@mail.example' },
      to: [{ name: 'Ana, of the hill', address: 'ana@members.example' }],
      replyTo: [{ address: 'reply+token@mail.example' }],
      inReplyTo: '<before@mail.example>',
      references: '<root@mail.example> <before@mail.example>',
    });
    expect(read.text?.trim()).toBe('Hello Ana.');
    expect(resend.violations).toEqual([]);
  });

  test('bring their pictures and their page', async () => {
    const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xd9]);
    const page = { name: 'Season one', html: '<h1>Season one</h1>' };
    const inline = [{ id: 'pppp', jpeg, description: 'The beach' }];
    await deliver(carrier, letter({ html: '<img src="cid:pppp">', inline, page }));
    const { read } = await received();
    expect(
      read.attachments.map(({ filename, mimeType, contentId }) => [filename, mimeType, contentId]),
    ).toEqual([
      ['The beach.jpg', 'image/jpeg', '<pppp@mail.example>'],
      ['Season one.html', 'text/html', undefined],
    ]);
    expect(resend.violations).toEqual([]);
  });

  test.each([
    ['the connection breaks before', modes.cutBefore],
    ['the answer is lost', modes.cutAfter],
    ['the answer breaks off', modes.brokenAnswer],
    ['it answers 500 and took the letter', modes.errorAfter],
    ['a gateway answers', modes.gateway],
    ['a request of that key is in progress', modes.stillInProgress],
  ])('are unknown when %s, and the same request makes it good once', async (_case, mode) => {
    resend.next(mode);
    expect((await deliver(carrier)).outcome).toBe('unknown');
    expect(await deliver(carrier)).toEqual(accepted);
    expect(resend.mailboxes).toHaveLength(1);
    expect(resend.violations).toEqual([]);
  });

  test('are unknown when a slow host took them', async () => {
    resend.next(modes.silentAfter);
    expect((await deliver(carrierTo(resend, 200))).outcome).toBe('unknown');
    expect(await deliver(carrier)).toEqual(accepted);
    expect(resend.mailboxes).toHaveLength(1);
  });

  test('are put off when the host is dead, too fast, or out of quota', async () => {
    await resend.down();
    expect(await deliver(carrier)).toEqual({ outcome: 'later', status: 'no connection' });
    await resend.up();
    resend.next(rateLimit(4), modes.dailyQuota, modes.monthlyQuota);
    expect(await deliver(carrier)).toMatchObject({ outcome: 'later', retryAfterSeconds: 4 });
    expect(await deliver(carrier)).toMatchObject({ outcome: 'later', retryAfterSeconds: 3600 });
    expect(await deliver(carrier)).toMatchObject({ outcome: 'later', retryAfterSeconds: 21_600 });
    expect(resend.mailboxes).toEqual([]);
  });

  test.each([
    ['its key is wrong', () => deliver(carrierTo({ url: resend.url, apiKey: 're_other' }))],
    [
      'its domain is not the team’s',
      () => deliver(carrier, letter({ from: { name: '', address: 'a@other.example' } })),
    ],
  ])('are put off, not refused, when the house is at fault: %s', async (_case, call) => {
    expect(await call()).toMatchObject({ outcome: 'later', retryAfterSeconds: 900 });
  });

  test('are refused for an address that none can be', async () => {
    const to = { name: 'Ana', address: 'ana@members' };
    expect(await deliver(carrier, letter({ to }))).toEqual({ outcome: 'refused', status: '5.1.3' });
  });

  test('leave together, and each is answered for', async () => {
    resend.next(refusing(1));
    const messages = ['a', 'b', 'c'].map((name) =>
      letter({ letter: letterId.parse(name.repeat(16)), messageId: `${name}@mail.example` }),
    );
    const frozen = await Promise.all(messages.map((message) => carrier.freeze(message)));
    const deliveries = await carrier.batches?.deliver('batch', frozen);
    expect(deliveries?.map(({ outcome }) => outcome)).toEqual(['accepted', 'refused', 'accepted']);
    expect(resend.mailboxes.map((mail) => mail.letterId)).toEqual(['a'.repeat(16), 'c'.repeat(16)]);
    expect(await carrier.batches?.deliver('batch', frozen)).toEqual(deliveries);
    expect(resend.mailboxes).toHaveLength(2);
  });
});
