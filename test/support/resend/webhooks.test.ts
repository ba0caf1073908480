import { createServer, type Server } from 'node:http';
import { Resend } from 'resend';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { caller, keyed, letter } from './calling.ts';
import { type MovableClock, movableClock } from './clock.ts';
import type { Fate } from './fate.ts';
import { modes } from './modes.ts';
import type { ResendStandIn } from './standIn.ts';
import { startResend } from './startResend.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

interface Post {
  readonly id: string;
  readonly timestamp: string;
  readonly signature: string;
  readonly payload: string;
}

let clock: MovableClock;
let resend: ResendStandIn;
let api: ReturnType<typeof caller>;
let listener: Server;
let posts: Post[];
/** What the listener answers next; 200 when there is nothing. */
let answers: number[];

beforeEach(async () => {
  posts = [];
  answers = [];
  listener = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const header = (name: string) => String(request.headers[name]);
    posts.push({
      id: header('svix-id'),
      timestamp: header('svix-timestamp'),
      signature: header('svix-signature'),
      payload: Buffer.concat(chunks).toString(),
    });
    response.writeHead(answers.shift() ?? 200).end();
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  clock = movableClock();
  resend = await startResend({ clock });
  api = caller(resend);
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  resend.webhookTo(`http://127.0.0.1:${address.port}/webhooks/resend`, SECRET);
});
afterEach(async () => {
  await resend.close();
  await new Promise((resolve) => listener.close(resolve));
  vi.useRealTimers();
});

const told = z.object({ type: z.string(), data: z.looseObject({ email_id: z.string() }) });
const events = () => posts.map(({ payload }) => told.parse(JSON.parse(payload)));
const types = () => events().map(({ type }) => type);

async function sendTo(address: string, key = `to ${address}`): Promise<void> {
  await api.post('/emails', { ...letter, to: address }, keyed(key));
  await resend.webhooksSettled();
}

test('an accepted email is told of under a signature that Resend’s own SDK verifies', async () => {
  await sendTo('ada@home.example');
  expect(types()).toEqual(['email.sent', 'email.delivered']);
  const [mail] = resend.mailboxes;
  expect(events()[1]?.data).toMatchObject({
    email_id: mail?.email,
    message_id: `<${mail?.messageId}>`,
    to: ['ada@home.example'],
    tags: { letter: 'letter1' },
  });
  vi.useFakeTimers({ now: Date.parse(clock.now()), toFake: ['Date'] });
  const { webhooks } = new Resend('re_test');
  for (const { payload, ...headers } of posts) {
    expect(webhooks.verify({ payload, headers, webhookSecret: SECRET })).toEqual(JSON.parse(payload));
    expect(() => webhooks.verify({ payload: `${payload} `, headers, webhookSecret: SECRET })).toThrow();
  }
});

test.each<[Fate, readonly string[], number]>([
  ['delivered', ['sent', 'delivered'], 1],
  ['delayed', ['sent', 'delivery_delayed', 'delivered'], 1],
  ['opened', ['sent', 'delivered', 'opened'], 1],
  ['complained', ['sent', 'delivered', 'complained'], 1],
  ['bounced', ['sent', 'bounced'], 0],
  ['bounced-transient', ['sent', 'delivery_delayed', 'bounced'], 0],
  ['suppressed', ['suppressed'], 0],
  ['failed', ['failed'], 0],
])('mail that is %s tells so', async (fate, story, reached) => {
  resend.fate('Ada@Home.example', fate);
  await sendTo('ada@home.example');
  expect(types()).toEqual(story.map((event) => `email.${event}`));
  expect(resend.mailboxes).toHaveLength(reached);
});

test('a hard bounce and a complaint put the address on the suppression list', async () => {
  resend.fate('ada@home.example', 'bounced');
  await sendTo('ada@home.example', 'key1');
  expect(events()[1]?.data).toMatchObject({
    bounce: { type: 'Permanent', diagnosticCode: ['smtp; 550 5.1.1 user unknown'] },
  });
  await sendTo('bo@home.example', 'key2');
  resend.tell('email.complained', resend.mailboxes[0]?.email ?? '');
  await sendTo('ada@home.example', 'key3');
  await sendTo('bo@home.example', 'key4');
  expect(types().slice(-3)).toEqual(['email.complained', 'email.suppressed', 'email.suppressed']);
});

test('what is not answered with 2xx is told again, by the schedule, under the same id', async () => {
  answers = [500, 302, 404, 200];
  resend.tellAny('email.clicked', { email_id: 'x' });
  await resend.webhooksSettled();
  for (const seconds of [5, 300, 1_800]) {
    clock.forward(seconds * 1000 - 1);
    await resend.webhooksSettled();
    const before = posts.length;
    clock.forward(1);
    await resend.webhooksSettled();
    expect(posts.length).toBe(before + 1);
  }
  clock.forward(1e9);
  await resend.webhooksSettled();
  expect(resend.webhookTries.map(({ status }) => status)).toEqual([500, 302, 404, 200]);
  expect(new Set(posts.map(({ id }) => id)).size).toBe(1);
  expect(new Set(posts.map(({ payload }) => payload)).size).toBe(1);
  expect(new Set(posts.map(({ signature }) => signature)).size).toBe(4);
});

test('after eight tries it gives up', async () => {
  answers = Array(20).fill(503);
  resend.tellAny('email.clicked', { email_id: 'x' });
  for (let round = 0; round < 20; round += 1) {
    await resend.webhooksSettled();
    clock.forward(10 * 3_600_000);
  }
  expect(posts).toHaveLength(8);
});

test('events can be dropped, doubled, or come late', async () => {
  resend.nextWebhooks('drop', 'double', 'late');
  for (const type of ['a', 'b', 'c', 'd']) resend.tellAny(type, { email_id: 'x' });
  await resend.webhooksSettled();
  clock.forward(1000);
  await resend.webhooksSettled();
  expect(types()).toEqual(['b', 'b', 'd', 'c']);
  expect(posts[0]?.id).toBe(posts[1]?.id);
});

test('the webhook can hear of an email before its sender does', async () => {
  resend.next(modes.toldFirst);
  await api.post('/emails', letter, keyed('key1'));
  expect(types()).toEqual(['email.sent', 'email.delivered']);
});

test('mail that arrives is told with who it came for, and without a word of it', async () => {
  const raw = Buffer.from(
    'From: Ada <ada@home.example>\r\nTo: Crew <crew@mail.example>\r\nSubject: Re: x\r\nMessage-ID: <1@home.example>\r\n\r\nYes.\r\n',
  );
  const id = await resend.receive(raw, { from: 'ada@home.example', to: ['reply+abc@mail.example'] });
  expect(events()).toEqual([
    {
      type: 'email.received',
      data: {
        email_id: id,
        created_at: '2026-11-23T09:00:00.000Z',
        from: 'Ada <ada@home.example>',
        to: ['crew@mail.example'],
        cc: [],
        bcc: [],
        received_for: ['reply+abc@mail.example'],
        message_id: '<1@home.example>',
        subject: 'Re: x',
        attachments: [],
      },
    },
  ]);
});
