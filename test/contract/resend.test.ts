import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { congregationId, instant, letterId, type ProviderEvent } from '@crewtide/domain';
import { type Carrier, type OutgoingMessage, ProviderFault } from '@crewtide/flows';
import {
  createResendCarrier,
  createResendInbox,
  createResendWebhook,
  findResendDomain,
} from '@crewtide/mailer';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startDns } from '../support/dns.ts';
import { modes, rateLimit, refusing } from '../support/resend/modes.ts';
import { type ResendStandIn, startResend } from '../support/resend/startResend.ts';

let resend: ResendStandIn;
let carrier: Carrier;
beforeEach(async () => {
  resend = await startResend();
  carrier = carrierWith(resend.apiKey);
});
afterEach(() => resend.close());

const checklist = z.object({
  isComplete: z.boolean(),
  records: z.array(z.object({ purpose: z.string(), found: z.string() })),
});
const log = { warn: () => {} };
const carrierWith = (apiKey: string, milliseconds = 5000): Carrier =>
  createResendCarrier({
    apiKey,
    baseUrl: resend.url,
    log,
    spacingMilliseconds: 0,
    timeouts: { single: milliseconds, batch: milliseconds },
  });

const letter = (changes: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  congregation: congregationId.parse('cccccccccc'),
  letter: letterId.parse('aaaaaaaaaaaaaaaa'),
  subject: 'Before Tuesday: Zoë hosts',
  text: 'Hello Ana.\n',
  html: '<p>Hello Ana.</p>',
  from: { name: 'Tide pool (Willow circle)', address: 'willow-cccccccccc@mail.example' },
  to: { name: 'Ana, of "the" hill', address: 'ana@members.example' },
  replyTo: { name: 'Tide pool (Willow circle)', address: 'reply+token@mail.example' },
  returnPath: 'bounce+token@mail.example',
  messageId: 'ours@mail.example',
  inReplyTo: 'before@mail.example',
  references: ['root@mail.example', 'before@mail.example'],
  date: instant.parse('2026-11-23T09:00:00.000Z'),
  listId: 'willow.cccccccccc.mail.example',
  leaveUrl: 'https://crew.example/leave/token',
  leaveMailto: 'mailto:reply+token@mail.example?subject=stop',
  inline: [],
  invitation: undefined,
  ...changes,
});
const accepted = { outcome: 'accepted', messageId: 'ours@mail.example' };
const deliver = async (message = letter(), by = carrier) =>
  by.deliver(message.letter, await by.freeze(message));
const received = async () => {
  const [mail] = resend.mailboxes;
  if (mail === undefined) throw new Error('nothing arrived');
  return { ...mail, read: await PostalMime.parse(mail.bytes) };
};

describe('letters through Resend', () => {
  test('arrive as they were written, and break no rule of Resend or of good senders', async () => {
    expect(await deliver()).toEqual(accepted);
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
    await deliver(letter({ html: '<img src="cid:pppp">', inline, page }));
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
    expect((await deliver()).outcome).toBe('unknown');
    expect(await deliver()).toEqual(accepted);
    expect(resend.mailboxes).toHaveLength(1);
    expect(resend.violations).toEqual([]);
  });

  test('are unknown when a slow host took them', async () => {
    resend.next(modes.silentAfter);
    expect((await deliver(letter(), carrierWith(resend.apiKey, 200))).outcome).toBe('unknown');
    expect(await deliver()).toEqual(accepted);
    expect(resend.mailboxes).toHaveLength(1);
  });

  test('are put off when the host is dead, too fast, or out of quota', async () => {
    await resend.down();
    expect(await deliver()).toEqual({ outcome: 'later', status: 'no connection' });
    await resend.up();
    resend.next(rateLimit(4), modes.dailyQuota, modes.monthlyQuota);
    expect(await deliver()).toMatchObject({ outcome: 'later', retryAfterSeconds: 4 });
    expect(await deliver()).toMatchObject({ outcome: 'later', retryAfterSeconds: 3600 });
    expect(await deliver()).toMatchObject({ outcome: 'later', retryAfterSeconds: 21_600 });
    expect(resend.mailboxes).toEqual([]);
  });

  test.each([
    ['its key is wrong', () => deliver(letter(), carrierWith('re_other'))],
    [
      'its domain is not the team’s',
      () => deliver(letter({ from: { name: '', address: 'a@other.example' } })),
    ],
  ])('are put off, not refused, when the house is at fault: %s', async (_case, call) => {
    expect(await call()).toMatchObject({ outcome: 'later', retryAfterSeconds: 900 });
  });

  test('are refused for an address that none can be', async () => {
    const to = { name: 'Ana', address: 'ana@members' };
    expect(await deliver(letter({ to }))).toEqual({ outcome: 'refused', status: '5.1.3' });
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

describe('what Resend tells', () => {
  const secret = `whsec_${Buffer.from('a secret of thirty-two bytes, no?').toString('base64')}`;

  async function listening() {
    const events: ProviderEvent[] = [];
    const read = createResendWebhook({ secret });
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      const headers = new Headers(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      const found = read(Buffer.concat(chunks).toString('utf8'), headers, resend.clock.now());
      if (found.found === 'event') events.push(found.event);
      response.writeHead(found.found === 'event' ? 200 : 401).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    resend.webhookTo(`http://127.0.0.1:${address.port}`, secret);
    return { events, stop: () => new Promise((resolve) => server.close(resolve)) };
  }

  test.each([
    ['delivered', ['sent', 'delivered']],
    ['bounced', ['sent', 'bounced']],
    ['bounced-transient', ['sent', 'other', 'bounced']],
    ['complained', ['sent', 'delivered', 'complained']],
    ['opened', ['sent', 'delivered', 'other']],
    ['delayed', ['sent', 'other', 'delivered']],
  ] as const)('of a letter that is %s is understood', async (fate, names) => {
    const { events, stop } = await listening();
    resend.fate('ana@members.example', fate);
    await deliver();
    await resend.webhooksSettled();
    expect(events.map(({ happening }) => happening.name)).toEqual(names);
    expect(events[0]?.happening).toEqual({
      name: 'sent',
      congregation: 'cccccccccc',
      letter: 'aaaaaaaaaaaaaaaa',
      messageId: resend.mailboxes[0]?.messageId ?? expect.stringMatching(/@eu-west-1\.amazonses\.com$/),
    });
    const bounce = events.find(({ happening }) => happening.name === 'bounced')?.happening;
    if (fate === 'bounced') expect(bounce).toMatchObject({ permanent: true, status: '5.1.1' });
    if (fate === 'bounced-transient') expect(bounce).toMatchObject({ permanent: false });
    await stop();
  });

  test.each(['suppressed', 'failed'] as const)('of a letter that is %s names the letter', async (fate) => {
    const { events, stop } = await listening();
    resend.fate('ana@members.example', fate);
    await deliver();
    await resend.webhooksSettled();
    expect(events.at(-1)?.happening).toEqual({
      name: fate,
      congregation: 'cccccccccc',
      letter: 'aaaaaaaaaaaaaaaa',
    });
    await stop();
  });

  test('of mail that came leads to its bytes, as the list does', async () => {
    const { events, stop } = await listening();
    const inbox = createResendInbox({ apiKey: resend.apiKey, baseUrl: resend.url, log });
    const raw = Buffer.from('From: Ana <ana@members.example>\r\nSubject: yes\r\n\r\nvegetarian\r\n');
    const envelope = { from: 'ana@home.example', to: ['reply+token@mail.example'] };
    const mail = await resend.receive(raw, envelope);
    await resend.webhooksSettled();
    expect(events).toMatchObject([{ id: `received#${mail}`, happening: { name: 'received', mail } }]);
    const fetched = await inbox.fetch(mail);
    expect(fetched?.envelope).toEqual(envelope);
    expect(Buffer.from(fetched?.bytes ?? []).subarray(-raw.length)).toEqual(raw);
    expect(fetched?.receivedAt).toBe(resend.clock.now());
    expect(await inbox.list()).toEqual({
      items: [{ mail, receivedAt: resend.clock.now() }],
      next: undefined,
    });
    resend.forget(mail);
    expect(await inbox.fetch(mail)).toBeUndefined();
    expect(resend.violations).toEqual([]);
    await stop();
  });
});

describe('Resend’s inbox', () => {
  test('is listed newest first, over pages', async () => {
    const inbox = createResendInbox({ apiKey: resend.apiKey, baseUrl: resend.url, log });
    const sent: string[] = [];
    for (let count = 0; count < 101; count++) {
      const raw = Buffer.from(`Subject: ${count}\r\n\r\n`);
      sent.unshift(await resend.receive(raw, { from: '', to: ['reply+token@mail.example'] }));
    }
    const first = await inbox.list();
    const second = await inbox.list(first.next);
    expect([...first.items, ...second.items].map(({ mail }) => mail)).toEqual(sent);
    expect(second.next).toBeUndefined();
  });

  test('says when it can’t be asked', async () => {
    const inbox = createResendInbox({ apiKey: resend.sendingKey, baseUrl: resend.url, log });
    await expect(inbox.list()).rejects.toThrow(ProviderFault);
    resend.nextReads(rateLimit(2));
    const full = createResendInbox({ apiKey: resend.apiKey, baseUrl: resend.url, log });
    await expect(full.list()).rejects.toMatchObject({ retryAfterSeconds: 2 });
  });

  test('tells the records of the domain that it receives for', async () => {
    const settings = { apiKey: resend.apiKey, baseUrl: resend.url };
    const domain = await findResendDomain(settings, 'mail.example');
    expect(domain).toMatchObject({ name: 'mail.example', status: 'verified', tracks: false });
    expect(domain?.records.map(({ record }) => record)).toEqual(['SPF', 'SPF', 'DKIM', 'Receiving']);
    expect(await findResendDomain(settings, 'other.example')).toBeUndefined();
    const restricted = findResendDomain({ ...settings, apiKey: resend.sendingKey }, 'mail.example');
    await expect(restricted).rejects.toThrow('restricted_api_key');
  });
});

describe('npm run dns', () => {
  const run = (environment: Readonly<Record<string, string>>, ...options: string[]) =>
    new Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>((resolve) => {
      const child = execFile(
        process.execPath,
        ['--import', 'tsx', 'functions/commands/dns.ts', ...options],
        { env: { PATH: process.env.PATH ?? '', RESEND_BASE_URL: resend.url, ...environment } },
        (_error, out, err) => resolve({ code: child.exitCode, out, err }),
      );
    });
  const linked = {
    SST_RESOURCE_ResendApiKey: JSON.stringify({ value: 're_test' }),
    SST_RESOURCE_Mail: JSON.stringify({ domain: 'mail.example', publicUrl: 'https://crew.example' }),
  };

  test('tells what the DNS has and what it lacks', async () => {
    const dns = await startDns();
    dns.publish('send.mail.example', 'v=spf1 include:amazonses.com ~all');
    dns.publish('_dmarc.mail.example', 'v=DMARC1; p=reject');
    const { code, out, err } = await run({ ...linked, DNS_SERVER: dns.server }, '--json');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    const { records, isComplete } = checklist.parse(JSON.parse(out));
    expect(isComplete).toBe(false);
    expect(records).toEqual([
      { purpose: 'return path', found: 'missing' },
      { purpose: 'SPF', found: 'there' },
      { purpose: 'DKIM', found: 'missing' },
      { purpose: 'receiving', found: 'missing' },
      { purpose: 'DMARC', found: 'there' },
    ]);
    await dns.close();
  });

  test('says what it needs, which domain Resend doesn’t know, and never a key', async () => {
    const [without, unknown, secret] = await Promise.all([
      run({}),
      run({ RESEND_API_KEY: 're_test', MAIL_DOMAIN: 'other.example' }),
      run({ ...linked, SST_RESOURCE_ResendApiKey: 're_private' }),
    ]);
    expect([without.code, unknown.code, secret.code]).toEqual([2, 2, 2]);
    expect(without.err).toContain('RESEND_API_KEY');
    expect(unknown.err).toContain('other.example: add it at resend.com/domains');
    expect(secret.err).not.toContain('re_private');
  });
});
