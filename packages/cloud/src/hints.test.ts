import { SQSClient } from '@aws-sdk/client-sqs';
import { congregationId, instant } from '@crewtide/domain';
import type { Log, LogFields } from '@crewtide/flows';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REGION, type SqsStandIn, startSqs } from '../../../test/support/sqs/sqs.ts';
import { createHints, type Hints } from './hints.ts';

const congregation = congregationId.parse('a'.repeat(10));
const clock = { now: () => instant.parse('2026-11-23T12:00:00.000Z') };
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const page = (id: string) => ({ kind: 'letter-page' as const, congregation, id });

describe('hints', () => {
  let sqs: SqsStandIn;
  let hints: Hints;
  const lost: LogFields[] = [];
  const log: Log = { info: () => {}, error: () => {}, warn: (_, fields) => lost.push(fields ?? {}) };
  const inQueue = (name: string): readonly unknown[] =>
    sqs.sent.filter(({ queue }) => queue === name).map(({ body }) => JSON.parse(body));

  beforeEach(async () => {
    lost.length = 0;
    sqs = await startSqs({ clock, queues: [{ name: 'work' }, { name: 'send' }, { name: 'received' }] });
    const client = new SQSClient({ endpoint: sqs.url, region: REGION, credentials, maxAttempts: 1 });
    const queues = { work: sqs.urlOf('work'), send: sqs.urlOf('send'), received: sqs.urlOf('received') };
    hints = createHints({ client, queues, log });
  });
  afterEach(() => sqs.close());

  it('go to the queue of their kind, once each, at the flush and not before', async () => {
    hints.add([page('one'), { kind: 'appointment', congregation, id: 'x' }, page('one')]);
    hints.add([{ kind: 'provider-event', id: 'received#m' }, page('one')]);
    expect(sqs.sent).toEqual([]);
    await hints.flush();
    expect(inQueue('send')).toEqual([page('one')]);
    expect(inQueue('work')).toEqual([{ kind: 'appointment', congregation, id: 'x' }]);
    expect(inQueue('received')).toEqual([{ kind: 'provider-event', id: 'received#m' }]);
    await hints.flush();
    expect(sqs.sent).toHaveLength(3);
  });

  it('leave ten at a time', async () => {
    hints.add(Array.from({ length: 25 }, (_, at) => page(String(at))));
    await hints.flush();
    expect(inQueue('send')).toHaveLength(25);
    expect(sqs.calls.get('SendMessageBatch')).toBe(3);
  });

  it('are lost, logged and no error when the queue can’t take them', async () => {
    sqs.next('SendMessageBatch', 'reset-before', { entriesFail: [1, 2] });
    hints.add([page('one')]);
    await hints.flush();
    hints.add([page('one'), page('two'), page('three')]);
    await hints.flush();
    expect(inQueue('send')).toEqual([page('one')]);
    expect(lost).toMatchObject([
      { queue: 'send', hints: 1 },
      { queue: 'send', hints: 2, fault: 'InternalError' },
    ]);
    expect(JSON.stringify(lost)).not.toContain('one');
  });

  it('are lost where a function knows no such queue', async () => {
    const some = createHints({ client: new SQSClient({ region: REGION }), queues: {}, log });
    some.add([page('one')]);
    await some.flush();
    expect(lost).toEqual([{ queue: 'send', hints: 1, fault: 'no queue' }]);
  });
});
