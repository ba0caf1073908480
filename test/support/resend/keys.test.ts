import { afterEach, beforeEach, expect, test } from 'vitest';
import { caller, keyed, letter } from './calling.ts';
import { type MovableClock, movableClock } from './clock.ts';
import { inProgressUntil, modes } from './modes.ts';
import type { ResendStandIn } from './standIn.ts';
import { startResend } from './startResend.ts';

const HOUR = 3_600_000;

let clock: MovableClock;
let resend: ResendStandIn;
let api: ReturnType<typeof caller>;
beforeEach(async () => {
  clock = movableClock();
  resend = await startResend({ clock });
  api = caller(resend);
});
afterEach(() => resend.close());

test('the same request under its key is answered alike and sent once, for 24 hours', async () => {
  const first = await api.post('/emails', letter, keyed('key1'));
  clock.forward(24 * HOUR - 1);
  expect((await api.post('/emails', letter, keyed('key1'))).body).toEqual(first.body);
  expect([resend.mailboxes.length, resend.violations]).toEqual([1, []]);

  clock.forward(1);
  expect((await api.post('/emails', letter, keyed('key1'))).body).not.toEqual(first.body);
  expect(resend.mailboxes).toHaveLength(2);
  expect(resend.violations).toEqual([{ rule: 'key came again after 24 hours', detail: 'key1' }]);
});

test('another payload under a key is refused, and so are the same letters in another order', async () => {
  const other = { ...letter, to: 'bo@home.example' };
  await api.post('/emails/batch', [letter, other], keyed('page1'));
  const said = await api.post('/emails/batch', [other, letter], keyed('page1'));
  expect(said).toMatchObject({ status: 409, body: { name: 'invalid_idempotent_request' } });
  expect(resend.mailboxes).toHaveLength(2);
  expect(resend.violations).toEqual([{ rule: 'another payload under one key', detail: 'page1' }]);
});

test('a refused request leaves its key free', async () => {
  await api.post('/emails', { ...letter, to: 'nobody' }, keyed('key1'));
  expect(await api.post('/emails', letter, keyed('key1'))).toMatchObject({ status: 200 });
});

test('a key in use is refused until its request is done', async () => {
  const { promise, resolve } = Promise.withResolvers();
  resend.next(inProgressUntil(promise));
  const both = [api.post('/emails', letter, keyed('key1')), api.post('/emails', letter, keyed('key1'))];
  expect(await Promise.race(both)).toMatchObject({
    status: 409,
    body: { name: 'concurrent_idempotent_requests' },
  });
  resolve(undefined);
  expect((await Promise.all(both)).map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(await api.post('/emails', letter, keyed('key1'))).toMatchObject({
    body: { id: resend.mailboxes[0]?.email },
  });
  expect(resend.mailboxes).toHaveLength(1);
});

test('a lost answer comes with the repetition', async () => {
  resend.next(modes.cutAfter, modes.brokenAnswer, modes.errorAfter);
  await expect(api.post('/emails', letter, keyed('key1'))).rejects.toThrow();
  await expect(api.post('/emails', letter, keyed('key1'))).rejects.toThrow();
  expect(await api.post('/emails', letter, keyed('key1'))).toMatchObject({ status: 500 });
  const said = await api.post('/emails', letter, keyed('key1'));
  expect(said).toMatchObject({ status: 200, body: { id: resend.mailboxes[0]?.email } });
  expect(resend.mailboxes).toHaveLength(1);
});

test.each(['', 'k'.repeat(257)])('a key of the wrong length is refused', async (key) => {
  expect(await api.post('/emails', letter, keyed(key))).toMatchObject({
    status: 400,
    body: { name: 'invalid_idempotency_key' },
  });
});

test('a key of 256 characters is taken; without one an email is sent, and noted', async () => {
  expect(await api.post('/emails', letter, keyed('k'.repeat(256)))).toMatchObject({ status: 200 });
  expect(await api.post('/emails', letter)).toMatchObject({ status: 200 });
  expect(resend.violations).toEqual([{ rule: 'key missing', detail: '/emails' }]);
});
