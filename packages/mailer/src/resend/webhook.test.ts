import { createHmac } from 'node:crypto';
import { instant, later } from '@crewtide/domain';
import { Resend } from 'resend';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createResendWebhook } from './webhook.ts';

const secret = `whsec_${Buffer.from('a secret of thirty-two bytes, no?').toString('base64')}`;
const now = instant.parse('2026-11-23T09:00:00.000Z');
const read = createResendWebhook({ secret });
const letter = { congregation: 'cccccccccc', letter: 'aaaaaaaaaaaaaaaa' };
const tags = letter;
afterEach(() => {
  vi.useRealTimers();
});

function headersFor(body: string, { at = now, id = 'msg_2abc', key = secret } = {}): Headers {
  const timestamp = String(Math.floor(Date.parse(at) / 1000));
  const hmac = createHmac('sha256', Buffer.from(key.slice('whsec_'.length), 'base64'));
  const signature = `v1,${hmac.update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  return new Headers({ 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': signature });
}

function told(type: string, data: unknown) {
  const body = JSON.stringify({ type, created_at: '2026-11-23T08:59:59.000Z', data });
  const found = read(body, headersFor(body), now);
  if (found.found !== 'event') throw new Error(found.found);
  return found.event;
}

describe('a webhook of Resend', () => {
  test('becomes an event by the name that it was given, due at once', () => {
    expect(
      told('email.delivered', { email_id: 'e1', tags, message_id: '<x@eu-west-1.amazonses.com>' }),
    ).toEqual({
      id: 'msg_2abc',
      happening: { name: 'delivered', ...letter, messageId: 'x@eu-west-1.amazonses.com' },
      toldAt: now,
      due: now,
      tries: 0,
      expiresAt: later(now, { days: 60 }),
    });
  });

  test('that brings mail is named by the mail, so that the look through the list finds the same event', () => {
    const mail = '56761188-7520-42d8-8898-ff6fc54ce618';
    expect(told('email.received', { email_id: mail, from: 'ana@members.example' })).toMatchObject({
      id: `received#${mail}`,
      happening: { name: 'received', mail },
    });
  });

  test.each([
    ['email.sent', { tags }, { name: 'sent', ...letter }],
    ['email.sent', { tags, message_id: 'not\r\nan id' }, { name: 'sent', ...letter }],
    ['email.complained', { tags }, { name: 'complained', ...letter }],
    [
      'email.suppressed',
      { tags, suppressed: { type: 'OnAccountSuppressionList' } },
      { name: 'suppressed', ...letter },
    ],
    ['email.failed', { tags, failed: { reason: 'reached_daily_quota' } }, { name: 'failed', ...letter }],
    [
      'email.bounced',
      {
        tags: Object.entries(letter).map(([name, value]) => ({ name, value })),
        bounce: { type: 'Permanent', subType: 'NoEmail' },
      },
      { name: 'bounced', ...letter, status: '5.1.1', permanent: true },
    ],
  ])('%s is understood', (type, data, happening) => {
    expect(told(type, data).happening).toEqual(happening);
  });

  test.each([
    ['of a type that nothing follows from', 'email.opened', { tags }],
    ['of a type of tomorrow', 'email.sung', { tags }],
    ['about mail that is not ours', 'email.delivered', { tags: { campaign: 'x' } }],
    ['without tags', 'email.bounced', { bounce: { type: 'Permanent' } }],
    [
      'that brings mail by no name that could stand in a path',
      'email.received',
      { email_id: '../../domains' },
    ],
    ['without data', 'email.sent', undefined],
  ])('%s is kept as it came', (_case, type, data) => {
    const { id, happening } = told(type, data);
    expect(id).toBe('msg_2abc');
    expect(happening).toMatchObject({ name: 'other', type });
  });

  test('is cut where it is too long to be kept', () => {
    const { happening } = told('domain.updated', { records: 'x'.repeat(200_000) });
    expect(happening.name === 'other' && happening.payload.length).toBe(100_000);
  });

  test.each([
    ['another body', '{"type":"email.sent"}', headersFor('{"type":"email.sent" }')],
    ['another key', '{}', headersFor('{}', { key: `whsec_${'A'.repeat(44)}` })],
    ['a time too long ago', '{}', headersFor('{}', { at: later(now, { minutes: -6 }) })],
    ['a time too far ahead', '{}', headersFor('{}', { at: later(now, { minutes: 6 }) })],
    ['no headers', '{}', new Headers()],
    [
      'an empty signature',
      '{}',
      new Headers({ 'svix-id': 'a', 'svix-timestamp': '1795424400', 'svix-signature': 'v1,' }),
    ],
  ])('signed for %s is forged', (_case, body, headers) => {
    expect(read(body, headers, now)).toEqual({ found: 'forged' });
  });

  test('signed with the old and the new secret is good while one is replaced', () => {
    const body = JSON.stringify({ type: 'email.sent', data: { tags } });
    const headers = headersFor(body);
    headers.set(
      'svix-signature',
      `v1,${Buffer.alloc(32).toString('base64')} ${headers.get('svix-signature')}`,
    );
    expect(read(body, headers, now).found).toBe('event');
  });

  test.each(['', 'no json', '[]', '{}', '{"type":7}'])('signed, and yet %j, is malformed', (body) => {
    expect(read(body, headersFor(body), now)).toEqual({ found: 'malformed' });
  });

  test('is signed as the SDK reads it', () => {
    const body = JSON.stringify({ type: 'email.sent', data: {} });
    vi.useFakeTimers({ now: Date.parse(now), toFake: ['Date'] });
    const headers = headersFor(body);
    const of = (name: string) => headers.get(name) ?? '';
    const verified = new Resend('re_test').webhooks.verify({
      payload: body,
      headers: { id: of('svix-id'), timestamp: of('svix-timestamp'), signature: of('svix-signature') },
      webhookSecret: secret,
    });
    expect(verified).toEqual(JSON.parse(body));
    expect(read(body, headers, now).found).toBe('event');
  });

  test.each(['', 'secret', 'whsec_', 'whsec_not base64!'])(
    'wants a secret as Resend gives it, not %j',
    (wrong) => {
      expect(() => createResendWebhook({ secret: wrong })).toThrow('whsec_<base64>');
    },
  );
});
