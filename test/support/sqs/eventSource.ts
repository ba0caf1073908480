import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { z } from 'zod';
import { type Message, md5Of } from './queue.ts';
import { attributesOf } from './queues.ts';
import { REGION, type SqsStandIn } from './sqs.ts';

const answered = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish() });

/**
 * What Lambda's event source mapping does, once: receives a batch, invokes the function, and deletes what it did not report as
 * failed (ReportBatchItemFailures). An empty answer is success; an error, or a failure that names no message of the batch, fails
 * the whole batch. Returns how many messages were handed over.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export async function invokeWithBatch(
  sqs: SqsStandIn,
  name: string,
  invoke: (event: SQSEvent) => Promise<unknown>,
  batchSize = 10,
): Promise<number> {
  const queue = sqs.queue(name);
  const batch = queue.receive(batchSize);
  if (batch.length === 0) return 0;
  const failed = await failuresOf(batch, () => invoke({ Records: batch.map((one) => recordOf(one, name)) }));
  for (const { id, receipt } of batch) {
    if (receipt !== undefined && !failed.has(id)) queue.delete(receipt);
  }
  return batch.length;
}

async function failuresOf(
  batch: readonly Message[],
  invoke: () => Promise<unknown>,
): Promise<ReadonlySet<string>> {
  const all = new Set(batch.map(({ id }) => id));
  try {
    const failed = answered.nullish().parse(await invoke())?.batchItemFailures ?? [];
    const ids = failed.map(({ itemIdentifier }) => itemIdentifier);
    return ids.every((id) => all.has(id)) ? new Set(ids) : all;
  } catch {
    return all;
  }
}

const recordOf = (message: Message, queue: string): SQSRecord => ({
  messageId: message.id,
  receiptHandle: message.receipt ?? '',
  body: message.body,
  attributes: attributesOf(message),
  messageAttributes: {},
  md5OfBody: md5Of(message.body),
  eventSource: 'aws:sqs',
  eventSourceARN: `arn:aws:sqs:${REGION}:000000000000:${queue}`,
  awsRegion: REGION,
});
