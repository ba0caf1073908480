import { createServer } from 'node:http';
import type { ProviderEvent } from '@crewtide/domain';
import { ProviderFault } from '@crewtide/flows';
import { createResendInbox, createResendWebhook, findResendDomain } from '@crewtide/mailer';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rateLimit } from '../support/resend/modes.ts';
import { type ResendStandIn, startResend } from '../support/resend/startResend.ts';
import { carrierTo, deliver, silent } from './resendFixture.ts';

let resend: ResendStandIn;
beforeEach(async () => {
  resend = await startResend();
});
afterEach(() => resend.close());

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
    await deliver(carrierTo(resend));
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
    await deliver(carrierTo(resend));
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
    const inbox = createResendInbox({ apiKey: resend.apiKey, baseUrl: resend.url, log: silent });
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
    const inbox = createResendInbox({ apiKey: resend.apiKey, baseUrl: resend.url, log: silent });
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
    const inbox = createResendInbox({ apiKey: resend.sendingKey, baseUrl: resend.url, log: silent });
    await expect(inbox.list()).rejects.toThrow(ProviderFault);
    resend.nextReads(rateLimit(2));
    const full = createResendInbox({ apiKey: resend.apiKey, baseUrl: resend.url, log: silent });
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
