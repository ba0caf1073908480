import { SQSClient } from '@aws-sdk/client-sqs';
import { congregationId, type Instant, instant, later } from '@crewtide/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REGION, type SqsStandIn, startSqs } from '../../../test/support/sqs/sqs.ts';
import { type DeadLetterQueue, deadLetterQueueOf, listDeadLetters } from './deadLetters.ts';
import { encodeHint } from './hint.ts';
import { type Redriven, redrive } from './redrive.ts';

const noon = instant.parse('2026-11-23T12:00:00.000Z');
const congregation = congregationId.parse('a'.repeat(10));
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const page = (id: string) => ({ kind: 'letter-page' as const, congregation, id });

describe('dead letters', () => {
  let clock: { at: Instant; now(): Instant };
  let sqs: SqsStandIn;
  let client: SQSClient;
  let queue: DeadLetterQueue;

  const die = (...bodies: readonly string[]): void => {
    for (const body of bodies) sqs.queue('send').send(body);
    sqs.queue('send').receive(1000, 0);
    sqs.queue('send').receive(1000, 0);
  };
  const following = () => {
    const progress: Redriven[] = [];
    const onProgress = (so: Redriven): void => void progress.push(so);
    return { progress, options: { pause: async () => undefined, onProgress } };
  };

  beforeEach(async () => {
    clock = { at: noon, now: () => clock.at };
    sqs = await startSqs({
      clock,
      queues: [
        { name: 'send', deadLetters: { queue: 'send-dead', maxReceiveCount: 1 } },
        { name: 'send-dead', retentionSeconds: 14 * 86_400 },
      ],
    });
    client = new SQSClient({ endpoint: sqs.url, region: REGION, credentials, maxAttempts: 1 });
    queue = await deadLetterQueueOf(client, sqs.urlOf('send'));
  });
  afterEach(() => sqs.close());

  it('are found by the redrive policy of the queue that they come from', async () => {
    expect(queue).toEqual({
      url: sqs.urlOf('send-dead'),
      arn: `arn:aws:sqs:${REGION}:000000000000:send-dead`,
    });
    await expect(deadLetterQueueOf(client, sqs.urlOf('send-dead'))).rejects.toThrow('no dead-letter queue');
  });

  it('are listed by what they hint at, and stay where they are', async () => {
    die(encodeHint(page('one')));
    clock.at = later(noon, { minutes: 1 });
    die('not ours');
    const listed = await listDeadLetters(client, queue, 100);
    expect(listed).toEqual({
      count: 2,
      keptDays: 14,
      letters: [
        { hint: page('one'), sentAt: noon },
        { hint: undefined, sentAt: clock.at },
      ],
    });
    expect(await listDeadLetters(client, queue, 100)).toEqual(listed);
  });

  it('are counted where they are too many to list', async () => {
    die(...Array.from({ length: 25 }, (_, at) => encodeHint(page(String(at)))));
    const { count, letters } = await listDeadLetters(client, queue, 12);
    expect([count, letters.length]).toEqual([25, 12]);
    expect(sqs.queue('send-dead').counts()).toEqual({ visible: 25, inFlight: 0 });
  });

  it('are put back when looking at them fails on the way', async () => {
    die(...Array.from({ length: 25 }, (_, at) => encodeHint(page(String(at)))));
    sqs.next('ReceiveMessage', 'pass', { code: 'InternalError' });
    await expect(listDeadLetters(client, queue, 100)).rejects.toThrow();
    expect(sqs.queue('send-dead').counts()).toEqual({ visible: 25, inFlight: 0 });
  });

  it('go back to the queue that they came from, and it is told how far they are', async () => {
    const bodies = Array.from({ length: 25 }, (_, at) => encodeHint(page(String(at))));
    die(...bodies);
    const { progress, options } = following();
    expect(await redrive(client, queue, options)).toEqual({ status: 'COMPLETED', moved: 25, toMove: 25 });
    expect(progress.map(({ moved }) => moved)).toEqual([10, 20]);
    expect(
      sqs
        .queue('send')
        .receive(100)
        .map(({ body }) => body),
    ).toEqual(bodies);
    expect(sqs.queue('send-dead').messages()).toEqual([]);
  });

  it('are nothing to send back where there are none', async () => {
    const { options } = following();
    expect(await redrive(client, queue, options)).toEqual({ status: 'COMPLETED', moved: 0, toMove: 0 });
  });

  it('are watched when somebody else is sending them back already', async () => {
    die(...Array.from({ length: 25 }, (_, at) => encodeHint(page(String(at)))));
    const { options } = following();
    const both = await Promise.all([redrive(client, queue, options), redrive(client, queue, options)]);
    expect(both).toEqual([
      { status: 'COMPLETED', moved: 25, toMove: 25 },
      { status: 'COMPLETED', moved: 25, toMove: 25 },
    ]);
    expect(sqs.queue('send').receive(100)).toHaveLength(25);
  });

  it('are not sent back where SQS refuses', async () => {
    sqs.next('StartMessageMoveTask', { code: 'UnsupportedOperation' });
    const { options } = following();
    await expect(redrive(client, queue, options)).rejects.toMatchObject({ name: 'UnsupportedOperation' });
  });
});
