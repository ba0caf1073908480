import { describe, expect, test } from 'vitest';
import { readAnswer } from './answer.ts';
import { deliveriesOf } from './batchDelivery.ts';
import { deliveryOf } from './delivery.ts';

const error = (statusCode: number, name: string, message = '', headers: Record<string, string> = {}) =>
  readAnswer({ data: null, error: { statusCode, name, message }, headers }, true);
const data = (value: unknown) => readAnswer({ data: value, error: null, headers: {} }, true);
const noAnswer = (connected: boolean) =>
  readAnswer(
    { data: null, error: { name: 'application_error', statusCode: null, message: '' }, headers: null },
    connected,
  );

describe('what an answer means for a letter', () => {
  test.each([
    ['taken', data({ id: 'e1' }), { outcome: 'accepted', messageId: 'm@x' }],
    ['taken by something that is not Resend', data({ hello: 1 }), { outcome: 'unknown' }],
    ['a body that is no answer', data('<html>'), { outcome: 'unknown' }],

    ['a wrong address', error(422, 'validation_error', 'Invalid `to` field. The email …'), refused('5.1.3')],
    [
      'a wrong address, the older status',
      error(400, 'validation_error', 'Invalid `to` field.'),
      refused('5.1.3'),
    ],
    ['a wrong file', error(422, 'invalid_attachment', 'Attachment must have'), refused('5.6.0')],
    ['no subject', error(422, 'missing_required_field', 'Missing `subject` field.'), refused('5.6.0')],
    ['too many bytes', error(413, 'application_error'), refused('5.3.4')],

    [
      'a wrong sender',
      error(422, 'validation_error', 'Invalid `from` field.'),
      later('validation_error', 900),
    ],
    [
      'wrong tags',
      error(422, 'validation_error', 'Tags should only contain ASCII'),
      later('validation_error', 900),
    ],
    [
      'an unverified domain',
      error(403, 'validation_error', 'The x domain is not verified'),
      later('validation_error', 900),
    ],
    ['a missing key', error(401, 'missing_api_key'), later('missing_api_key', 900)],
    ['a restricted key', error(401, 'restricted_api_key'), later('restricted_api_key', 900)],
    ['a wrong key', error(403, 'invalid_api_key'), later('invalid_api_key', 900)],
    ['a key that is too long', error(400, 'invalid_idempotency_key'), later('invalid_idempotency_key', 900)],
    ['another address of the API', error(404, 'not_found'), later('not_found', 900)],
    ['a suspicion', error(451, 'security_error'), later('security_error', 900)],

    [
      'too fast',
      error(429, 'rate_limit_exceeded', '', { 'retry-after': '3' }),
      later('rate_limit_exceeded', 3),
    ],
    ['too fast, and no word how long', error(429, 'rate_limit_exceeded'), later('rate_limit_exceeded', 1)],
    [
      'too fast, and nonsense',
      error(429, 'rate_limit_exceeded', '', { 'retry-after': '-5' }),
      later('rate_limit_exceeded', 1),
    ],
    [
      'too much for a day',
      error(429, 'daily_quota_exceeded', '', { 'retry-after': '1' }),
      later('daily_quota_exceeded', 3600),
    ],
    ['too much for a month', error(429, 'monthly_quota_exceeded'), later('monthly_quota_exceeded', 21_600)],
    [
      'an absurd wait',
      error(429, 'rate_limit_exceeded', '', { 'retry-after': '999999999' }),
      later('rate_limit_exceeded', 86_400),
    ],

    ['the same key on its way', error(409, 'concurrent_idempotent_requests'), { outcome: 'unknown' }],
    ['the same key for other bytes', error(409, 'invalid_idempotent_request'), { outcome: 'unknown' }],
    ['a fault of theirs', error(500, 'application_error'), { outcome: 'unknown' }],
    ['a gateway', error(502, 'application_error'), { outcome: 'unknown' }],
    ['a redirect', error(302, 'application_error'), { outcome: 'unknown' }],
    ['no answer', noAnswer(true), { outcome: 'unknown' }],
    ['no connection', noAnswer(false), { outcome: 'later', status: 'no connection' }],
    [
      'an error without a status',
      readAnswer({ data: null, error: { oops: 1 }, headers: {} }, true),
      { outcome: 'unknown' },
    ],
    ['nothing at all', readAnswer({ data: null, error: null, headers: null }, true), { outcome: 'unknown' }],
  ])('%s', (_case, answer, expected) => {
    const delivery = deliveryOf(answer, 'm@x');
    expect(delivery).toMatchObject(expected);
    if (expected.outcome === 'later') expect(delivery).toEqual(expected);
  });

  test('no word of the answer gets further: it may quote an address', () => {
    const quoting = error(500, 'ana@members.example is unhappy', 'ana@members.example');
    expect(JSON.stringify(deliveryOf(quoting, 'm@x'))).not.toContain('ana');
  });
});

describe('what an answer means for the letters of a batch', () => {
  const ids = ['m0@x', 'm1@x', 'm2@x'];

  test('all are taken', () => {
    const answer = data({ data: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] });
    expect(deliveriesOf(answer, ids)).toEqual(ids.map((messageId) => ({ outcome: 'accepted', messageId })));
  });

  test('one is refused and the others are taken', () => {
    const answer = data({
      data: [{ id: 'a' }, { id: 'c' }],
      errors: [{ index: 1, message: 'Invalid `to` field.' }],
    });
    expect(deliveriesOf(answer, ids)).toEqual([
      { outcome: 'accepted', messageId: 'm0@x' },
      { outcome: 'refused', status: '5.1.3' },
      { outcome: 'accepted', messageId: 'm2@x' },
    ]);
  });

  test.each([
    ['names fewer than were sent', { data: [{ id: 'a' }] }],
    ['names a place twice', { data: [{ id: 'a' }], errors: [1, 1].map((index) => ({ index, message: '' })) }],
    ['has another shape', [{ id: 'a' }, { id: 'b' }, { id: 'c' }]],
    ['names a place that is none', { data: [{ id: 'a' }, { id: 'b' }], errors: [{ index: 7, message: '' }] }],
  ])('an answer that %s leaves all unknown', (_case, value) => {
    expect(deliveriesOf(data(value), ids).map(({ outcome }) => outcome)).toEqual(Array(3).fill('unknown'));
  });

  test('what refuses the whole request refuses no letter', () => {
    const answer = error(422, 'validation_error', 'Invalid `to` field.');
    expect(deliveriesOf(answer, ids)).toEqual(ids.map(() => ({ outcome: 'later', status: 'batch refused' })));
  });

  test.each([
    ['the rate', error(429, 'rate_limit_exceeded', '', { 'retry-after': '2' }), 2],
    ['a wrong key', error(403, 'invalid_api_key'), 900],
    ['an unverified domain', error(403, 'validation_error', 'The x domain is not verified'), 900],
  ])('what puts off any request, such as %s, puts off each, for as long', (_case, answer, seconds) => {
    expect(deliveriesOf(answer, ids)).toEqual(
      ids.map(() => ({ outcome: 'later', status: expect.any(String), retryAfterSeconds: seconds })),
    );
  });

  test.each([
    ['a suspicion', error(451, 'security_error')],
    ['wrong headers', error(422, 'validation_error', 'Invalid `headers` field.')],
    ['a firewall that answers in HTML', error(403, 'application_error')],
  ])('%s may be about one letter: no time to wait, so that smaller batches find out', (_case, answer) => {
    expect(deliveriesOf(answer, ids)).toEqual(ids.map(() => ({ outcome: 'later', status: 'batch refused' })));
  });

  test('no answer leaves each unknown', () => {
    expect(deliveriesOf(noAnswer(true), ids).map(({ outcome }) => outcome)).toEqual(Array(3).fill('unknown'));
  });
});

function refused(status: string) {
  return { outcome: 'refused' as const, status };
}

function later(status: string, retryAfterSeconds: number) {
  return { outcome: 'later' as const, status, retryAfterSeconds };
}
