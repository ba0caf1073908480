import { afterEach, beforeEach, expect, test } from 'vitest';
import { caller, keyed, letter } from './calling.ts';
import { answering, type Mode, modes, rateLimit, refusing } from './modes.ts';
import { problem } from './problem.ts';
import type { ResendStandIn } from './standIn.ts';
import { startResend } from './startResend.ts';

let resend: ResendStandIn;
let api: ReturnType<typeof caller>;
let now = 0;
beforeEach(async () => {
  now = 0;
  resend = await startResend({ perSecond: 5, ticks: () => now });
  api = caller(resend);
});
afterEach(() => resend.close());

test.each<[string, Mode, number, string]>([
  ['an error', modes.error, 500, 'application_error'],
  ['unavailable', modes.unavailable, 503, 'service_unavailable'],
  ['over the day’s quota', modes.dailyQuota, 429, 'daily_quota_exceeded'],
  ['over the month’s quota', modes.monthlyQuota, 429, 'monthly_quota_exceeded'],
  ['still in progress', modes.stillInProgress, 409, 'concurrent_idempotent_requests'],
  ['another payload', modes.otherPayload, 409, 'invalid_idempotent_request'],
  ['a wrong key', modes.invalidKey, 403, 'invalid_api_key'],
  ['anything', answering(problem(401, 'validation_error', 'API key is invalid')), 401, 'validation_error'],
])('it answers as told, once, and accepts nothing: %s', async (_case, mode, status, name) => {
  resend.next(mode);
  expect(await api.post('/emails', letter, keyed('key1'))).toMatchObject({ status, body: { name } });
  expect(resend.mailboxes).toEqual([]);
  expect(await api.post('/emails', letter, keyed('key1'))).toMatchObject({ status: 200 });
});

test('a gateway answers with a page', async () => {
  resend.next(modes.gateway);
  const said = await api.post('/emails', letter, keyed('key1'));
  expect([said.status, said.body]).toEqual([502, expect.stringContaining('Bad Gateway')]);
});

test('a connection that is cut before it leaves nothing behind', async () => {
  resend.next(modes.cutBefore);
  await expect(api.post('/emails', letter, keyed('key1'))).rejects.toThrow('fetch failed');
  expect([resend.mailboxes, resend.calls]).toEqual([[], [expect.objectContaining({ status: undefined })]]);
});

test.each([
  ['and has taken nothing', modes.silentBefore, 0],
  ['and has taken the letter', modes.silentAfter, 1],
])('it says nothing at all, %s', async (_case, mode, taken) => {
  resend.next(mode);
  const leaving = new AbortController();
  const asked = fetch(`${resend.url}/emails`, {
    method: 'POST',
    headers: { authorization: 'Bearer re_test', ...keyed('key1') },
    body: JSON.stringify(letter),
    signal: leaving.signal,
  });
  await expect.poll(() => resend.calls.length).toBe(1);
  leaving.abort();
  await expect(asked).rejects.toThrow();
  expect(resend.mailboxes).toHaveLength(taken);
  await expect.poll(async () => (await api.post('/emails', letter, keyed('key1'))).status).toBe(200);
  expect(resend.mailboxes).toHaveLength(1);
});

test('a host that is down refuses connections, and comes back where it was', async () => {
  await resend.down();
  await expect(api.post('/emails', letter, keyed('key1'))).rejects.toMatchObject({
    cause: { code: 'ECONNREFUSED' },
  });
  await resend.up();
  expect(await api.post('/emails', letter, keyed('key1'))).toMatchObject({ status: 200 });
});

test('letters of a permissive batch are refused by their place', async () => {
  resend.next(refusing(1));
  const said = await api.post('/emails/batch', [letter, letter], {
    ...keyed('page1'),
    'x-batch-validation': 'permissive',
  });
  expect(said.body).toMatchObject({ data: [{ id: expect.any(String) }], errors: [{ index: 1 }] });
  expect(resend.violations).toEqual([]);
});

test('the sixth request of a second is one too many, and says how long to wait', async () => {
  for (let sent = 0; sent < 5; sent += 1) {
    const said = await api.post('/emails', letter, keyed(`key${sent}`));
    expect([said.status, said.headers.get('ratelimit-remaining')]).toEqual([200, String(4 - sent)]);
  }
  const said = await api.post('/emails', letter, keyed('key6'));
  expect(said).toMatchObject({ status: 429, body: { name: 'rate_limit_exceeded' } });
  expect([said.headers.get('retry-after'), said.headers.get('ratelimit-limit')]).toEqual(['1', '5']);
  expect(resend.violations).toEqual([{ rule: 'rate', detail: '6 requests within a second' }]);
  now += 1000;
  expect(await api.post('/emails', letter, keyed('key6'))).toMatchObject({ status: 200 });
});

test('a limit can be told with any wait', async () => {
  resend.next(rateLimit(42));
  const said = await api.post('/emails', letter, keyed('key1'));
  expect([said.status, said.headers.get('retry-after')]).toEqual([429, '42']);
});

test('who asks without a key, with a wrong one or beyond its scope is refused', async () => {
  const asked = async (authorization: string | undefined, path: string) => {
    const said = await api.get(path, authorization === undefined ? {} : { authorization });
    return [said.status, said.body];
  };
  const refused = (name: string) => expect.objectContaining({ name });
  expect(await asked(undefined, '/domains')).toEqual([401, refused('missing_api_key')]);
  expect(await asked('Bearer re_other', '/domains')).toEqual([403, refused('invalid_api_key')]);
  expect(await asked('Bearer re_sending', '/domains')).toEqual([401, refused('restricted_api_key')]);
  expect(await asked('Bearer re_test', '/nothing')).toEqual([404, refused('not_found')]);
  now += 1000;
  expect(await asked('Bearer re_test', '/emails/batch')).toEqual([405, refused('method_not_allowed')]);
  expect(resend.violations.map(({ rule }) => rule)).toEqual(Array(5).fill('refused'));
});
