import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
  type SQSClientConfig,
} from '@aws-sdk/client-sqs';
import { type Instant, instant, later } from '@crewtide/domain';
import { afterEach, describe, expect, it } from 'vitest';
import { invokeWithBatch } from './eventSource.ts';
import type { Mischief } from './mischief.ts';
import { REGION, type SqsStandIn, startSqs } from './sqs.ts';

const noon = instant.parse('2026-11-23T12:00:00.000Z');
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const open: SqsStandIn[] = [];
afterEach(() => Promise.all(open.splice(0).map((sqs) => sqs.close())));

async function start(mischief?: Mischief) {
  const clock = { at: noon, now: (): Instant => clock.at };
  const sqs = await startSqs({
    clock,
    queues: [
      { name: 'work', visibilitySeconds: 360, deadLetters: { queue: 'dead', maxReceiveCount: 2 } },
      { name: 'dead', retentionSeconds: 14 * 86_400 },
    ],
    ...(mischief && { mischief }),
  });
  open.push(sqs);
  const config: SQSClientConfig = { endpoint: sqs.url, region: REGION, credentials, maxAttempts: 1 };
  const client = new SQSClient(config);
  const QueueUrl = sqs.urlOf('work');
  const send = (...bodies: string[]) =>
    client.send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: bodies.map((MessageBody, at) => ({ Id: String(at), MessageBody })),
      }),
    );
  const receive = async () =>
    (await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }))).Messages ?? [];
  return { clock, sqs, client, QueueUrl, send, receive };
}

describe('the stand-in for SQS', () => {
  it('hides what was received until its visibility ends, and forgets what was deleted by its last receipt', async () => {
    const { clock, client, QueueUrl, send, receive } = await start();
    await send('one');
    const [first] = await receive();
    expect(first?.Body).toBe('one');
    expect(await receive()).toEqual([]);
    clock.at = later(noon, { seconds: 360 });
    const [again] = await receive();
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: first?.ReceiptHandle }));
    clock.at = later(noon, { seconds: 719 });
    expect(again?.MessageId).toBe(first?.MessageId);
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: again?.ReceiptHandle }));
    clock.at = later(noon, { days: 1 });
    expect(await receive()).toEqual([]);
  });

  it('lays what was received too often into the dead-letter queue, and keeps it for its retention', async () => {
    const { clock, sqs, send, receive } = await start();
    await send('poison');
    for (const minutes of [0, 6, 12]) {
      clock.at = later(noon, { minutes });
      await receive();
    }
    expect(sqs.queue('dead').messages()).toMatchObject([{ body: 'poison', sentAt: Date.parse(noon) }]);
    clock.at = later(noon, { days: 14 });
    expect(sqs.queue('dead').messages()).toEqual([]);
  });

  it.each([
    [[], 'EmptyBatchRequest'],
    [
      Array.from({ length: 11 }, (_, at) => ({ Id: String(at), MessageBody: 'x' })),
      'TooManyEntriesInBatchRequest',
    ],
    [
      [
        { Id: 'a', MessageBody: 'x' },
        { Id: 'a', MessageBody: 'y' },
      ],
      'BatchEntryIdsNotDistinct',
    ],
    [[{ Id: 'a#b', MessageBody: 'x' }], 'InvalidBatchEntryId'],
    [[{ Id: 'a', MessageBody: 'x'.repeat(262_145) }], 'BatchRequestTooLong'],
  ])('refuses the batch %#', async (Entries, name) => {
    const { client, QueueUrl } = await start();
    await expect(client.send(new SendMessageBatchCommand({ QueueUrl, Entries }))).rejects.toMatchObject({
      name,
    });
  });

  it('refuses a queue that is not there, as SQS names it', async () => {
    const { client, QueueUrl } = await start();
    const asked = client.send(new ReceiveMessageCommand({ QueueUrl: `${QueueUrl}s` }));
    await expect(asked).rejects.toMatchObject({ name: 'QueueDoesNotExist', $fault: 'client' });
  });

  it('drops, doubles, delays and reorders as its seed says', async () => {
    const mischief = { seed: 7, drop: 0.2, double: 0.3, delay: 0.5, delaySeconds: 600, reorder: true };
    const bodies = Array.from({ length: 50 }, (_, at) => `message ${at}`);
    const runs: (readonly string[])[] = [];
    for (const _ of [1, 2]) {
      const { clock, sqs, send } = await start(mischief);
      for (let at = 0; at < 50; at += 10) await send(...bodies.slice(at, at + 10));
      const now = sqs.queue('work').receive(100);
      clock.at = later(noon, { seconds: 300 });
      const soon = sqs.queue('work').receive(100);
      expect(soon.length).toBeGreaterThan(0);
      clock.at = later(noon, { seconds: 359 });
      runs.push([...now, ...soon].map(({ body }) => body));
    }
    const [run = [], other] = runs;
    expect(run).toEqual(other);
    expect(run).not.toEqual(run.toSorted((a, b) => bodies.indexOf(a) - bodies.indexOf(b)));
    expect(new Set(run).size).toBeLessThan(50);
    expect(run.length).toBeGreaterThan(new Set(run).size);
  });
});

describe('the event source', () => {
  const left = (sqs: SqsStandIn) =>
    sqs
      .queue('work')
      .messages()
      .map(({ body }) => body);

  it('deletes what was not reported as failed', async () => {
    const { sqs, send } = await start();
    await send('one', 'two', 'three');
    const invoked = await invokeWithBatch(sqs, 'work', async ({ Records }) => ({
      batchItemFailures: Records.filter(({ body }) => body === 'two').map(({ messageId }) => ({
        itemIdentifier: messageId,
      })),
    }));
    expect(invoked).toBe(3);
    expect(left(sqs)).toEqual(['two']);
  });

  it.each([
    ['an error', () => Promise.reject(new Error('broken'))],
    ['a failure that names no message', async () => ({ batchItemFailures: [{ itemIdentifier: '' }] })],
    ['a failure without a name', async () => ({ batchItemFailures: [{}] })],
  ])('counts the whole batch as failed after %s', async (_, invoke) => {
    const { sqs, send } = await start();
    await send('one', 'two');
    await invokeWithBatch(sqs, 'work', invoke);
    expect(left(sqs)).toEqual(['one', 'two']);
  });

  it.each([undefined, null, {}, { batchItemFailures: null }, { batchItemFailures: [] }])(
    'counts %o as success',
    async (answer) => {
      const { sqs, send } = await start();
      await send('one', 'two');
      await invokeWithBatch(sqs, 'work', async () => answer);
      expect(left(sqs)).toEqual([]);
    },
  );
});
