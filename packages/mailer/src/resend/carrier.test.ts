import type { Carrier } from '@crewtide/flows';
import { afterEach, describe, expect, test } from 'vitest';
import { freezeMail } from '../frozenMail.ts';
import { sampleMessage } from '../sampleMessage.ts';
import { createResendCarrier } from './carrier.ts';
import { deadUrl, type Saying, type ScriptedResend, startScriptedResend } from './scriptedResend.ts';

let server: ScriptedResend | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const warnings: unknown[] = [];
const log = { warn: (event: string, fields?: unknown) => warnings.push([event, fields]) };
const carrierTo = (baseUrl: string, milliseconds = 5000): Carrier =>
  createResendCarrier({
    apiKey: 're_test',
    baseUrl,
    log,
    spacingMilliseconds: 0,
    timeouts: { single: milliseconds, batch: milliseconds },
  });

async function asking(...sayings: readonly Saying[]) {
  server = await startScriptedResend(
    (_asked, number) => sayings[Math.min(number, sayings.length - 1)] ?? 'cut',
  );
  return { carrier: carrierTo(server.url, sayings.includes('silence') ? 200 : 5000), asked: server.asked };
}

const ok: Saying = { status: 200, body: { id: '49a3999c-0ce1-4ea6-ab68-afcd6dc2e794' } };
const page = {
  name: 'Tide pool',
  html: '<p>a page to keep</p>',
};

describe('a carrier to Resend', () => {
  test('posts the letter under its key and is known by our Message-ID until a webhook tells another', async () => {
    const { carrier, asked } = await asking(ok);
    const frozen = await carrier.freeze(sampleMessage);
    expect(await carrier.deliver('aaaaaaaaaaaaaaaa', frozen)).toEqual({
      outcome: 'accepted',
      messageId: 'mmmm@crew.example',
    });
    expect(asked).toHaveLength(1);
    const [call] = asked;
    expect(call).toMatchObject({ method: 'POST', url: '/emails' });
    expect(call?.headers).toMatchObject({
      authorization: 'Bearer re_test',
      'idempotency-key': 'aaaaaaaaaaaaaaaa',
      'content-type': 'application/json',
    });
    expect(JSON.parse(call?.body ?? '')).toMatchObject({ to: ['Ana <ana@members.example>'] });
  });

  test('freezes the same message to the same bytes, and repeats the same request', async () => {
    const { carrier, asked } = await asking('cut', { status: 500, body: 'oops' }, ok);
    const frozen = await carrier.freeze(sampleMessage);
    expect(await carrier.freeze({ ...sampleMessage })).toEqual(frozen);
    const outcomes = [];
    for (let tries = 0; tries < 3; tries++) outcomes.push((await carrier.deliver('k', frozen)).outcome);
    expect(outcomes).toEqual(['unknown', 'unknown', 'accepted']);
    expect(new Set(asked.map(({ body }) => body)).size).toBe(1);
    expect(new Set(asked.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  });

  test('where nobody listens the letter has certainly not left', async () => {
    const carrier = carrierTo(await deadUrl());
    const delivery = await carrier.deliver('k', await carrier.freeze(sampleMessage));
    expect(delivery).toEqual({ outcome: 'later', status: 'no connection' });
  });

  test('a name that does not resolve has certainly taken nothing', async () => {
    const carrier = carrierTo('http://api.resend.invalid');
    const delivery = await carrier.deliver('k', await carrier.freeze(sampleMessage));
    expect(delivery).toEqual({ outcome: 'later', status: 'no connection' });
  });

  test.each([
    ['hangs up', 'cut'],
    ['says nothing in time', 'silence'],
    ['answers 200 with something else', { status: 200, body: '<html>' }],
    ['answers 503 with a page', { status: 503, body: '<html>' }],
  ] satisfies [string, Saying][])('a server that %s may have taken the letter', async (_case, saying) => {
    const { carrier } = await asking(saying);
    const delivery = await carrier.deliver('k', await carrier.freeze(sampleMessage));
    expect(delivery.outcome).toBe('unknown');
  });

  test('a try that was given up says nothing of the next one under the same key', async () => {
    const { carrier } = await asking('silence');
    const frozen = await carrier.freeze(sampleMessage);
    expect((await carrier.deliver('k', frozen)).outcome).toBe('unknown');
    // Its connection closes, and it fails once more, while the next one waits.
    const [closed, delivery] = await Promise.all([
      server?.close(),
      asking('silence').then((next) => next.carrier.deliver('k', frozen)),
    ]);
    expect(closed).toBeUndefined();
    expect(delivery.outcome).toBe('unknown');
  });

  test('says nothing of an answer but its status and name', async () => {
    warnings.length = 0;
    const body = {
      statusCode: 422,
      name: 'validation_error',
      message: 'Invalid `to` field: ana@members.example',
    };
    const { carrier } = await asking({ status: 422, body });
    await carrier.deliver('k', await carrier.freeze(sampleMessage));
    expect(warnings).toEqual([['resend refused', { key: 'k', status: 422, error: 'validation_error' }]]);
  });

  test('sends letters together in one request, and each is answered for', async () => {
    const { carrier, asked } = await asking({
      status: 200,
      body: { data: [{ id: '1' }], errors: [{ index: 0, message: 'Invalid `to` field.' }] },
    });
    const first = await carrier.freeze(sampleMessage);
    const second = await carrier.freeze({ ...sampleMessage, messageId: 'other@crew.example' });
    expect(await carrier.batches?.deliver('batch-key', [first, second])).toEqual([
      { outcome: 'refused', status: '5.1.3' },
      { outcome: 'accepted', messageId: 'other@crew.example' },
    ]);
    expect(asked[0]).toMatchObject({
      url: '/emails/batch',
      headers: { 'idempotency-key': 'batch-key', 'x-batch-validation': 'permissive' },
    });
    expect(JSON.parse(asked[0]?.body ?? '')).toHaveLength(2);
  });

  test('a letter with a file leaves alone, another carrier’s bytes not at all', async () => {
    const carrier = carrierTo('http://127.0.0.1:9');
    const { batches } = carrier;
    expect(batches?.most).toBe(100);
    expect(batches?.mayJoin(await carrier.freeze(sampleMessage))).toBe(true);
    expect(batches?.mayJoin(await carrier.freeze({ ...sampleMessage, page }))).toBe(false);
    const foreign = freezeMail(sampleMessage, Buffer.from('Subject: x\r\n\r\n'));
    expect(batches?.mayJoin(foreign)).toBe(false);
    await expect(carrier.deliver('k', foreign)).rejects.toThrow('not those of this carrier');
  });

  test('calls begin one after another, in their order', async () => {
    const { carrier, asked } = await asking(ok);
    const spaced = createResendCarrier({
      apiKey: 're_test',
      baseUrl: server?.url ?? '',
      log,
      spacingMilliseconds: 20,
    });
    const frozen = await carrier.freeze(sampleMessage);
    await Promise.all(['a', 'b', 'c'].map((key) => spaced.deliver(key, frozen)));
    expect(asked.map(({ headers }) => headers['idempotency-key'])).toEqual(['a', 'b', 'c']);
  });
});
