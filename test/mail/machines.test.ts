import { describe, expect, test } from 'vitest';
import type { IncomingMail } from '../support/house.ts';
import { compose, opened, replyTo } from '../support/houseReply.ts';
import type { DeliveredMail } from '../support/memoryCarrier.ts';
import { askedCircle, type Circle } from './circle.ts';
import { oneApp } from './runningApp.ts';
import { sendMail } from './wire.ts';

const running = oneApp();
const asked = () => askedCircle(running(), 'Ana', 'Bo');

/** Nothing of it is in what hosts see, nor among what was said. */
async function expectNothingOf(circle: Circle): Promise<void> {
  expect(await circle.list('held-mail')).toEqual([]);
  expect(await circle.replies()).toEqual([]);
}

describe('what machines send', () => {
  test.each<[string, Readonly<Record<string, string>>, (from: string) => string]>([
    ['as RFC 3834 has it', { 'Auto-Submitted': 'auto-replied' }, () => ''],
    ['with the person’s own envelope', { 'Auto-Submitted': 'auto-replied (vacation)' }, (from) => from],
    ['that only notifies', { 'Auto-Submitted': 'auto-notified' }, (from) => from],
    ['of Exchange', { 'X-Auto-Response-Suppress': 'All', 'X-Autoreply': 'yes' }, (from) => from],
    ['that only its subject betrays', { Subject: 'Automatic reply: Tide pool' }, (from) => from],
  ])('an out-of-office %s is answered by nothing, however often', async (_, headers, envelopeFrom) => {
    const circle = await asked();
    const { bytes, envelope } = await replyTo(circle.newest('Ana'), {
      words: 'I am away until Monday. stop',
      style: 'bare',
      headers,
    });
    const mail = { bytes, envelope: { from: envelopeFrom(envelope.from), to: envelope.to } };
    for (const time of [1, 2]) {
      const came = await running().comesIn(mail);
      expect(came, `time ${time}`).toMatchObject({ code: 250, letters: [] });
    }
    await expectNothingOf(circle);
    expect(await circle.show(`members/${circle.memberOf('Ana')}`)).toMatchObject({
      standing: { name: 'active' },
    });
  });

  test.each<[string, (mail: DeliveredMail) => { bytes: Uint8Array; from: string }]>([
    ['with our envelope', ({ bytes, returnPath }) => ({ bytes, from: returnPath })],
    ['by a forwarder', ({ bytes }) => ({ bytes, from: 'forwarder@elsewhere.example' })],
    [
      'without the headers of automatic mail',
      ({ bytes, to }) => ({ bytes: without(bytes, ['Auto-Submitted', 'List-Id', 'Precedence']), from: to }),
    ],
  ])('our own letter that comes back %s ends there', async (_, sentBack) => {
    const circle = await asked();
    const mail = circle.newest('Ana');
    const { header } = await opened(mail);
    const to = [/<([^>]+)>/.exec(header('reply-to'))?.[1] ?? '', circle.address, mail.returnPath];
    const { bytes, from } = sentBack(mail);
    const came = await running().comesIn({ bytes, envelope: { from, to } });
    expect(came).toEqual({ code: 250, became: ['refused: automatic'], letters: [] });
    await expectNothingOf(circle);
    expect(await circle.letterOf(mail)).toMatchObject({ state: { name: 'sent' } });
  });
});

describe('a bounce', () => {
  test('marks its letter and rests the address until somebody writes from there', async () => {
    const circle = await asked();
    const mail = circle.newest('Ana');
    const ana = () => circle.show(`members/${circle.memberOf('Ana')}`);
    const came = await running().comesIn(bounceOf(mail, '5.1.1'));
    expect(came).toEqual({ code: 250, became: ['bounced'], letters: [] });
    expect(await circle.letterOf(mail)).toMatchObject({ state: { name: 'bounced', status: '5.1.1' } });
    expect(await circle.list('letters')).toContainEqual(
      expect.objectContaining({ id: mail.key, state: expect.objectContaining({ name: 'bounced' }) }),
    );
    expect(await ana()).toMatchObject({ addresses: [{ undeliverableSince: expect.any(String) }] });
    expect(await running().comesIn(bounceOf(mail, '5.1.1'))).toMatchObject({ code: 250, letters: [] });

    await running().pass({ days: 1 });
    const { text } = await opened(circle.newest('Hanna'));
    expect(text).toContain('Ana');
    const before = circle.inbox('Ana').length;
    const crew = await circle.crew('Ana', 'Bo');
    await circle.ask(crew, 'And now?');
    expect(circle.inbox('Ana')).toHaveLength(before);
    expect(await circle.list('letters')).toContainEqual(
      expect.objectContaining({
        to: circle.memberOf('Ana'),
        state: expect.objectContaining({ name: 'cancelled', reason: 'undeliverable' }),
      }),
    );

    await running().comesIn(await replyTo(mail, { words: 'I am back.' }));
    expect(await ana()).toMatchObject({ addresses: [{ email: circle.addressOf('Ana') }] });
    expect(JSON.stringify(await ana())).not.toContain('undeliverable');
    await circle.ask(crew, 'Once more?');
    expect(circle.inbox('Ana')).toHaveLength(before + 1);
  });

  test('that went to where the letter came from still finds its letter', async () => {
    const circle = await asked();
    const mail = circle.newest('Bo');
    const { bytes } = bounceOf({ ...mail, returnPath: circle.address }, '5.7.1');
    const came = await running().comesIn({ bytes, envelope: { from: '', to: [circle.address] } });
    expect(came).toEqual({ code: 250, became: ['bounced'], letters: [] });
    expect(await circle.letterOf(mail)).toMatchObject({ state: { name: 'bounced', status: '5.7.1' } });
  });

  test('that only says "later" changes nothing', async () => {
    const circle = await asked();
    const mail = circle.newest('Ana');
    const came = await running().comesIn(bounceOf(mail, '4.4.1'));
    expect(came).toMatchObject({ code: 250, letters: [] });
    expect(await circle.letterOf(mail)).toMatchObject({ state: { name: 'sent' } });
    expect(JSON.stringify(await circle.list('members'))).not.toContain('undeliverable');
  });
});

describe('the same again', () => {
  test('a message that comes three times is one reply', async () => {
    const circle = await asked();
    const mail = await replyTo(circle.newest('Ana'), { words: 'Once is enough.' });
    for (const time of [1, 2, 3])
      expect(await running().comesIn(mail), `time ${time}`).toMatchObject({ code: 250, letters: [] });
    expect((await circle.replies()).map(({ words }) => words)).toEqual(['Once is enough.']);
  });

  test('a message that comes three times at once, over three hops, is one reply', async () => {
    const circle = await asked();
    const { bytes, envelope } = await replyTo(circle.newest('Ana'), { words: 'Once, thrice.' });
    const sent = await Promise.all(
      [1, 2, 3].map((hop) =>
        sendMail(running().app.smtpPort, {
          bytes: Buffer.concat([Buffer.from(`Received: from hop${hop}.example\r\n`), bytes]),
          envelope,
        }),
      ),
    );
    expect(sent).toEqual([{ code: 250 }, { code: 250 }, { code: 250 }]);
    await running().settle();
    expect((await circle.replies()).map(({ words }) => words)).toEqual(['Once, thrice.']);
  });

  test('a request that comes three times gets one receipt', async () => {
    const circle = await asked();
    const mail = await replyTo(circle.newest('Ana'), { words: 'pause' });
    const letters = [];
    for (let time = 0; time < 3; time += 1) letters.push(...(await running().comesIn(mail)).letters);
    expect(letters.map(({ to }) => to)).toEqual([circle.addressOf('Ana')]);
  });

  test('two messages with one Message-ID are two replies', async () => {
    const circle = await asked();
    const headers = { 'Message-ID': '<always-the-same@client.example>' };
    for (const words of ['First thought.', 'Second thought.']) {
      const mail = await replyTo(circle.newest('Ana'), { words, headers });
      expect(await running().comesIn(mail)).toEqual({ code: 250, became: ['counted'], letters: [] });
    }
    expect((await circle.replies()).map(({ words }) => words).sort()).toEqual([
      'First thought.',
      'Second thought.',
    ]);
  });
});

const without = (bytes: Uint8Array, headers: readonly string[]): Uint8Array =>
  Buffer.from(
    Buffer.from(bytes)
      .toString('latin1')
      .replace(new RegExp(`^(${headers.join('|')}):.*\\r\\n([ \\t].*\\r\\n)*`, 'gim'), ''),
    'latin1',
  );

/** As Postfix reports it (RFC 3464), with the head of the letter. */
function bounceOf(mail: DeliveredMail, status: string): IncomingMail {
  const head = Buffer.from(mail.bytes).toString('latin1').split('\r\n\r\n')[0] ?? '';
  const lines = [
    'This is a MIME-encapsulated message.',
    '',
    '--b',
    'Content-Description: Notification',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'This is the mail system at host mx.elsewhere.example.',
    '',
    `<${mail.to}>: host home.example said: 550 ${status} no such user here`,
    '',
    '--b',
    'Content-Description: Delivery report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.elsewhere.example',
    '',
    `Final-Recipient: rfc822; ${mail.to}`,
    `Action: ${status.startsWith('5') ? 'failed' : 'delayed'}`,
    `Status: ${status}`,
    '',
    '--b',
    'Content-Description: Undelivered Message Headers',
    'Content-Type: text/rfc822-headers',
    '',
    head,
    '',
    '--b--',
  ];
  return compose(
    {
      From: 'MAILER-DAEMON@mx.elsewhere.example (Mail Delivery System)',
      To: mail.returnPath,
      Subject: 'Undelivered Mail Returned to Sender',
      'Auto-Submitted': 'auto-replied',
      'Message-ID': `<${status}.${mail.key}@mx.elsewhere.example>`,
      'Content-Type': 'multipart/report; report-type=delivery-status; boundary="b"',
    },
    lines.join('\n').replaceAll('\r', ''),
    '',
  );
}
