import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { describeFault, type Log } from '@crewtide/flows';
import { encodeHint, type Hint, QUEUES, type QueueName, queueOf } from './hint.ts';

/** What SendMessageBatch takes at once. */
const BATCH = 10;

export interface Hints {
  /** Kept until the flush; the same hint twice is one. */
  add(hints: readonly Hint[]): void;
  /** Sends all that was added since the last flush. What can't be sent is logged and lost: the agenda finds the work. */
  flush(): Promise<void>;
}

/** `queues` are URLs; a function that hints to one queue needs no other, and what goes to a missing one is lost. */
export function createHints({
  client,
  queues,
  log,
}: {
  readonly client: SQSClient;
  readonly queues: { readonly [Name in QueueName]?: string | undefined };
  readonly log: Log;
}): Hints {
  const waiting: Readonly<Record<QueueName, Set<string>>> = {
    work: new Set(),
    send: new Set(),
    received: new Set(),
  };

  async function send(queue: QueueName, bodies: readonly string[]): Promise<void> {
    const url = queues[queue];
    if (url === undefined) return log.warn('hints lost', { queue, hints: bodies.length, fault: 'no queue' });
    const Entries = bodies.map((MessageBody, at) => ({ Id: String(at), MessageBody }));
    try {
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
      if (Failed.length > 0) log.warn('hints lost', { queue, hints: Failed.length, fault: codesOf(Failed) });
    } catch (fault) {
      log.warn('hints lost', { queue, hints: bodies.length, ...describeFault(fault) });
    }
  }

  return {
    add(hints) {
      for (const hint of hints) waiting[queueOf(hint)].add(encodeHint(hint));
    },

    async flush() {
      const batches = QUEUES.flatMap((queue) => {
        const bodies = [...waiting[queue]];
        waiting[queue].clear();
        return inBatches(bodies).map((batch) => ({ queue, batch }));
      });
      await Promise.all(batches.map(({ queue, batch }) => send(queue, batch)));
    },
  };
}

const inBatches = (bodies: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(bodies.length / BATCH) }, (_, at) =>
    bodies.slice(at * BATCH, (at + 1) * BATCH),
  );

const codesOf = (failed: readonly { readonly Code?: string | undefined }[]): string =>
  [...new Set(failed.map(({ Code }) => Code ?? 'unnamed'))].join(', ');
