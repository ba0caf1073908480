import { z } from 'zod';
import { SqsError } from './error.ts';
import { md5Of } from './queue.ts';
import { attributesOf, picked, type Queues, queueAttributes } from './queues.ts';

const MOST_BYTES = 262_144;
const entryId = z.object({ Id: z.string() });

/** The operations that we use, each with what its request may hold; an unknown member is refused. */
export const OPERATIONS = {
  SendMessageBatch: operation(
    z.strictObject({
      QueueUrl: z.string(),
      Entries: z.array(z.strictObject({ ...entryId.shape, MessageBody: z.string().min(1) })),
    }),
    (queues, { QueueUrl, Entries }) => {
      const queue = queues.byUrl(QueueUrl);
      checkEntries(Entries);
      const bytes = Entries.reduce((total, { MessageBody }) => total + Buffer.byteLength(MessageBody), 0);
      if (bytes > MOST_BYTES) throw new SqsError('BatchRequestTooLong');
      const Successful = Entries.map(({ Id, MessageBody }) => ({
        Id,
        MessageId: queue.send(MessageBody),
        MD5OfMessageBody: md5Of(MessageBody),
      }));
      return { Successful };
    },
  ),

  ReceiveMessage: operation(
    z.strictObject({
      QueueUrl: z.string(),
      MaxNumberOfMessages: z.int().min(1).max(10).default(1),
      VisibilityTimeout: z.int().min(0).max(43_200).optional(),
      WaitTimeSeconds: z.int().min(0).max(20).optional(),
      MessageSystemAttributeNames: z.array(z.string()).default([]),
    }),
    (queues, { QueueUrl, MaxNumberOfMessages, VisibilityTimeout, MessageSystemAttributeNames }) => {
      const received = queues.byUrl(QueueUrl).receive(MaxNumberOfMessages, VisibilityTimeout);
      const Messages = received.map((message) => ({
        MessageId: message.id,
        ReceiptHandle: message.receipt,
        Body: message.body,
        MD5OfBody: md5Of(message.body),
        Attributes: picked(attributesOf(message), MessageSystemAttributeNames),
      }));
      return received.length === 0 ? {} : { Messages };
    },
  ),

  DeleteMessage: operation(
    z.strictObject({ QueueUrl: z.string(), ReceiptHandle: z.string() }),
    (queues, { QueueUrl, ReceiptHandle }) => {
      queues.byUrl(QueueUrl).delete(ReceiptHandle);
      return {};
    },
  ),

  ChangeMessageVisibilityBatch: operation(
    z.strictObject({
      QueueUrl: z.string(),
      Entries: z.array(
        z.strictObject({
          ...entryId.shape,
          ReceiptHandle: z.string(),
          VisibilityTimeout: z.int().min(0).max(43_200),
        }),
      ),
    }),
    (queues, { QueueUrl, Entries }) => {
      const queue = queues.byUrl(QueueUrl);
      checkEntries(Entries);
      for (const { ReceiptHandle, VisibilityTimeout } of Entries)
        queue.changeVisibility(ReceiptHandle, VisibilityTimeout);
      return { Successful: Entries.map(({ Id }) => ({ Id })) };
    },
  ),

  GetQueueUrl: operation(
    z.strictObject({ QueueName: z.string(), QueueOwnerAWSAccountId: z.string().optional() }),
    (queues, { QueueName }) => ({ QueueUrl: queues.urlOf(queues.byName(QueueName)) }),
  ),

  GetQueueAttributes: operation(
    z.strictObject({ QueueUrl: z.string(), AttributeNames: z.array(z.string()) }),
    (queues, { QueueUrl, AttributeNames }) => ({
      Attributes: picked(queueAttributes(queues, queues.byUrl(QueueUrl)), AttributeNames),
    }),
  ),

  StartMessageMoveTask: operation(z.strictObject({ SourceArn: z.string() }), (queues, { SourceArn }) => {
    const from = queues.byArn(SourceArn);
    if (from === undefined) throw new SqsError('ResourceNotFoundException');
    return { TaskHandle: queues.moves.start(from) };
  }),

  ListMessageMoveTasks: operation(
    z.strictObject({ SourceArn: z.string(), MaxResults: z.int().min(1).max(10).default(1) }),
    (queues, { SourceArn, MaxResults }) => {
      const from = queues.byArn(SourceArn);
      if (from === undefined) throw new SqsError('ResourceNotFoundException');
      const Results = queues.moves.look(from, MaxResults).map((task) => ({
        ...(task.running && { TaskHandle: task.handle }),
        Status: task.running ? 'RUNNING' : 'COMPLETED',
        SourceArn,
        ApproximateNumberOfMessagesMoved: task.moved,
        ApproximateNumberOfMessagesToMove: task.toMove,
        StartedTimestamp: task.startedAt,
      }));
      return { Results };
    },
  ),
};

export type SqsOperation = keyof typeof OPERATIONS;
export const isOperation = (name: string): name is SqsOperation => Object.hasOwn(OPERATIONS, name);

function operation<T extends z.ZodType>(
  shape: T,
  carryOut: (queues: Queues, input: z.infer<T>) => Record<string, unknown>,
) {
  return (queues: Queues, body: unknown): Record<string, unknown> => {
    const input = shape.safeParse(body);
    if (!input.success) throw new SqsError('InvalidParameterValue', input.error.message);
    return carryOut(queues, input.data);
  };
}

function checkEntries(entries: readonly { readonly Id: string }[]): void {
  if (entries.length === 0) throw new SqsError('EmptyBatchRequest');
  if (entries.length > 10) throw new SqsError('TooManyEntriesInBatchRequest');
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length)
    throw new SqsError('BatchEntryIdsNotDistinct');
  if (!entries.every(({ Id }) => /^[\w-]{1,80}$/.test(Id))) throw new SqsError('InvalidBatchEntryId');
}
