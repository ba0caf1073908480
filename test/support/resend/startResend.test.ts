import PostalMime from 'postal-mime';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { type ResendStandIn, startResend } from './startResend.ts';

let resend: ResendStandIn;
beforeEach(async () => {
  resend = await startResend();
});
afterEach(() => resend.close());

const letter = {
  from: 'Crew <crew@mail.example>',
  to: ['ada@home.example'],
  subject: 'What we did',
  text: 'Hello Ada.',
  html: '<p>Hello Ada.</p>',
  reply_to: 'reply+abc@mail.example',
  headers: { 'In-Reply-To': '<root@mail.example>', 'X-Crewtide-Letter': 'letter1' },
  tags: [{ name: 'letter', value: 'letter1' }],
};

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${resend.url}${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer re_test', 'idempotency-key': 'key1', ...headers },
    body: JSON.stringify(body),
  });

test('a sent email stands in its mailbox as a message with a Message-ID of the server', async () => {
  const response = await post('/emails', letter);
  expect([response.status, await response.json()]).toEqual([200, { id: expect.any(String) }]);
  const [mail] = resend.mailboxes;
  const read = await PostalMime.parse(mail?.bytes ?? '');
  expect(read).toMatchObject({
    subject: 'What we did',
    messageId: `<${mail?.messageId}>`,
    inReplyTo: '<root@mail.example>',
    replyTo: [{ address: 'reply+abc@mail.example' }],
  });
  expect(read.text?.trim()).toBe('Hello Ada.');
  expect(mail).toMatchObject({ to: 'ada@home.example', key: 'key1', letterId: 'letter1' });
  expect(mail?.messageId).toMatch(/@eu-west-1\.amazonses\.com$/);
  expect(resend.violations).toEqual([]);
});

test('what arrives is listed, shown, and can be downloaded as it came behind the headers of the receiving server', async () => {
  const raw = Buffer.from(
    'From: Ada <ada@home.example>\r\nTo: reply+abc@mail.example\r\nSubject: Re: x\r\n\r\nYes.\r\n',
  );
  const id = await resend.receive(raw, { from: 'ada@home.example', to: ['reply+abc@mail.example'] });
  const get = async (path: string) =>
    (await fetch(`${resend.url}${path}`, { headers: { authorization: 'Bearer re_test' } })).json();
  expect(await get('/emails/receiving')).toMatchObject({
    data: [{ id, received_for: ['reply+abc@mail.example'] }],
  });
  const shown = z
    .object({ raw: z.object({ download_url: z.url() }) })
    .parse(await get(`/emails/receiving/${id}`));
  const bytes = Buffer.from(await (await fetch(shown.raw.download_url)).arrayBuffer());
  expect(bytes.toString()).toMatch(/^Return-Path: <ada@home\.example>\r\nReceived: from /);
  expect(bytes.subarray(-raw.length).equals(raw)).toBe(true);
});
