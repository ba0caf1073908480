import { ProviderFault } from '@crewtide/flows';
import { afterEach, describe, expect, test } from 'vitest';
import { createResendInbox } from './inbox.ts';
import { deadUrl, type Saying, type ScriptedResend, startScriptedResend } from './scriptedResend.ts';

let server: ScriptedResend | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const log = { warn: () => {} };
const inboxAt = (baseUrl: string, milliseconds = 5000) =>
  createResendInbox({
    apiKey: 're_test',
    baseUrl,
    log,
    timeouts: { call: milliseconds, download: milliseconds },
  });

async function asking(say: (url: string) => Saying, milliseconds?: number) {
  server = await startScriptedResend(({ url }) => say(url));
  return { inbox: inboxAt(server.url, milliseconds), asked: server.asked, url: server.url };
}

const raw =
  'Return-Path: <ana@members.example>\r\nReceived: from mx\r\nSubject: yes\r\n\r\nvegetarian \xe9\r\n';
const bytes = Buffer.from(raw, 'latin1');
const mail = (changes: Record<string, unknown> = {}) => ({
  object: 'email',
  id: 'm1',
  from: 'Ana <ana@home.example>',
  to: ['Willow <reply+aaaa@crew.example>'],
  received_for: ['reply+aaaa@crew.example'],
  created_at: '2026-11-23 09:00:00.123456+00',
  raw: { download_url: `${server?.url}/raw?signature=s`, expires_at: '2026-11-23T10:00:00.000Z' },
  ...changes,
});
const ok = (body: unknown): Saying => ({ status: 200, body });
const fault = async (call: Promise<unknown>): Promise<ProviderFault> => {
  const error = await call.catch((caught: unknown) => caught);
  if (error instanceof ProviderFault) return error;
  throw new Error('no fault');
};

describe('mail that Resend received', () => {
  test('is fetched as it came, with its envelope', async () => {
    const { inbox, asked } = await asking((url) => ok(url.startsWith('/raw') ? bytes : mail()));
    expect(await inbox.fetch('m1')).toEqual({
      bytes,
      envelope: { from: 'ana@members.example', to: ['reply+aaaa@crew.example'] },
      receivedAt: '2026-11-23T09:00:00.123Z',
    });
    expect(asked.map(({ url }) => url)).toEqual(['/emails/receiving/m1?html_format=cid', '/raw?signature=s']);
    expect(asked[1]?.headers.authorization).toBeUndefined();
  });

  test.each([
    ['the null reverse-path of automatic mail', 'Return-Path: <>\r\n\r\n', {}, ''],
    [
      'its own From where no server wrote one',
      'Subject: x\r\nReturn-Path: <a@b.example>\r\n\r\n',
      {},
      'ana@home.example',
    ],
    ['nothing where it has no From either', 'Subject: x\r\n\r\n', { from: 'nobody' }, ''],
  ])('has %s as its sender', async (_case, text, changes, sender) => {
    const { inbox } = await asking((url) => ok(url.startsWith('/raw') ? text : mail(changes)));
    expect((await inbox.fetch('m1'))?.envelope.from).toBe(sender);
  });

  test('is for whom its header names where nothing else is told', async () => {
    const { inbox } = await asking((url) => ok(url.startsWith('/raw') ? bytes : mail({ received_for: [] })));
    expect((await inbox.fetch('m1'))?.envelope.to).toEqual(['reply+aaaa@crew.example']);
  });

  test('is gone when Resend has it no more, and when its name is none', async () => {
    const body = { statusCode: 404, name: 'not_found', message: 'Email not found' };
    const { inbox, asked } = await asking(() => ({ status: 404, body }));
    expect(await inbox.fetch('m1')).toBeUndefined();
    expect(await inbox.fetch('../domains')).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  test.each([
    ['a 404 of somebody else', () => ({ status: 404, body: '<html>' }), 'Resend answered 404'],
    ['a fault of theirs', () => ({ status: 500, body: 'oops' }), 'Resend answered 500'],
    [
      'a quota',
      () => ({ status: 403, body: { statusCode: 403, name: 'email_above_quota', message: '' } }),
      '403 email_above_quota',
    ],
    ['silence', () => 'silence', 'no answer'],
    ['another shape', () => ok({ id: 'm1' }), "can't be understood"],
    ['no raw message', () => ok(mail({ raw: null })), 'no raw message yet'],
    [
      'a link to a file',
      () => ok(mail({ raw: { download_url: 'file:///etc/passwd' } })),
      "can't be understood",
    ],
    [
      'a link that has expired',
      (url: string) => (url.startsWith('/raw') ? { status: 403, body: 'x' } : ok(mail())),
      '403',
    ],
    [
      'a download that breaks',
      (url: string) => (url.startsWith('/raw') ? 'cut' : ok(mail())),
      'could not be downloaded',
    ],
    [
      'a download that never ends',
      (url: string) => (url.startsWith('/raw') ? 'silence' : ok(mail())),
      'could not be downloaded',
    ],
  ] satisfies [string, (url: string) => Saying, string][])('%s may pass', async (_case, say, message) => {
    const isSilent = [say(''), say('/raw')].includes('silence');
    const { inbox } = await asking(say, isSilent ? 200 : undefined);
    const { message: said } = await fault(inbox.fetch('m1'));
    expect(said).toContain(message);
    expect(said).not.toContain('signature');
  });

  test('a dead host may live again', async () => {
    expect((await fault(inboxAt(await deadUrl()).fetch('m1'))).message).toBe('Resend gave no answer');
  });

  test('too many questions say when to ask again', async () => {
    const body = { statusCode: 429, name: 'rate_limit_exceeded', message: '' };
    const { inbox } = await asking(() => ({ status: 429, body, headers: { 'retry-after': '7' } }));
    expect((await fault(inbox.fetch('m1'))).retryAfterSeconds).toBe(7);
    expect((await fault(inbox.list())).retryAfterSeconds).toBe(7);
  });

  test('is listed page by page', async () => {
    const { inbox, asked } = await asking((url) =>
      ok({
        object: 'list',
        has_more: !url.includes('after='),
        data: [{ id: 'm1', created_at: '2026-11-23T09:00:00.000Z' }],
      }),
    );
    const items = [{ mail: 'm1', receivedAt: '2026-11-23T09:00:00.000Z' }];
    expect(await inbox.list()).toEqual({ items, next: 'm1' });
    expect(await inbox.list('m1')).toEqual({ items, next: undefined });
    expect(asked.map(({ url }) => url)).toEqual([
      '/emails/receiving?limit=100',
      '/emails/receiving?limit=100&after=m1',
    ]);
  });
});
