import { generateKeyPairSync } from 'node:crypto';
import { dkimVerify } from 'mailauth';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { caller, keyed, letter } from './calling.ts';
import { startResend } from './startResend.ts';

const page = z.object({ data: z.array(z.object({ id: z.string(), name: z.string(), status: z.string() })) });
const domain = z.object({
  records: z.array(
    z.object({
      record: z.string(),
      type: z.string(),
      name: z.string(),
      value: z.string(),
      status: z.string(),
    }),
  ),
});

test('what leaves is signed with the key whose other half the domain’s records show', async () => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const dkim = { domain: 'mail.example', selector: 'resend', privateKey };
  await using resend = await started({ dkim, unverifiedDomains: ['new.mail.example'] });
  const api = caller(resend);
  await api.post('/emails', letter, keyed('key1'));

  const { data } = page.parse((await api.get('/domains')).body);
  expect(data.map(({ name, status }) => [name, status])).toEqual([
    ['mail.example', 'verified'],
    ['new.mail.example', 'not_started'],
  ]);
  const { records } = domain.parse((await api.get(`/domains/${data[0]?.id}`)).body);
  expect(records.map(({ record, type, name }) => [record, type, name])).toEqual([
    ['SPF', 'MX', 'send'],
    ['SPF', 'TXT', 'send'],
    ['DKIM', 'TXT', 'resend._domainkey'],
    ['Receiving', 'MX', '@'],
  ]);
  const key = records.find(({ record }) => record === 'DKIM')?.value ?? '';
  const asked: string[] = [];
  const { results } = await dkimVerify(Buffer.from(resend.mailboxes[0]?.bytes ?? ''), {
    resolver: async (name: string) => {
      asked.push(name);
      return [[key]];
    },
  });
  expect(results.map(({ status, signingDomain }) => [status.result, signingDomain])).toEqual([
    ['pass', 'mail.example'],
  ]);
  expect(asked).toEqual(['resend._domainkey.mail.example']);
});

test('names of records are relative to the registered domain', async () => {
  await using resend = await started({ domains: ['reply.mail.example'] });
  const api = caller(resend);
  const { data } = page.parse((await api.get('/domains')).body);
  const { records } = domain.parse((await api.get(`/domains/${data[0]?.id}`)).body);
  expect(records.map(({ name }) => name)).toEqual([
    'send.reply',
    'send.reply',
    'resend._domainkey.reply',
    'reply',
  ]);
});

test.each([
  ['header that Resend writes itself', { ...letter, headers: { 'Message-ID': '<mine@mail.example>' } }],
  ['header that nobody needs', { ...letter, headers: { 'X-Member': 'ada' } }],
  ['reference without angle brackets', { ...letter, headers: { References: 'a@b.example' } }],
  [
    'one-click without its link',
    { ...letter, headers: { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } },
  ],
  ['several recipients', { ...letter, bcc: 'bo@home.example' }],
  ['text or html missing', { ...letter, text: undefined }],
  ['unknown field', { ...letter, replyTo: 'x@mail.example' }],
])('what is taken and unwise is noted: %s', async (rule, payload) => {
  await using resend = await started({});
  const said = await caller(resend).post('/emails', payload, keyed('key1'));
  expect([said.status, resend.violations.map((violation) => violation.rule)]).toEqual([200, [rule]]);
});

async function started(options: Parameters<typeof startResend>[0]) {
  const resend = await startResend(options);
  return { ...resend, [Symbol.asyncDispose]: resend.close };
}
