import {
  ChangeMessageVisibilityBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  type MessageSystemAttributeName,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { type Instant, instantFromMilliseconds } from '@crewtide/domain';
import { z } from 'zod';
import { type Hint, parseHint } from './hint.ts';

/** A queue that takes what another could not work off. */
export interface DeadLetterQueue {
  readonly url: string;
  readonly arn: string;
}

export interface DeadLetter {
  /** Undefined when it is no hint of ours. */
  readonly hint: Hint | undefined;
  readonly sentAt: Instant;
}

export interface DeadLetters {
  /** How many there are, about; `letters` may be fewer. */
  readonly count: number;
  /** So long after it was sent, a dead letter is deleted. */
  readonly keptDays: number;
  readonly letters: readonly DeadLetter[];
}

const MOST_AT_ONCE = 10;
/** While they are looked at, nobody else gets them. */
const LOOKED_AT_SECONDS = 30;
const SENT_AT: MessageSystemAttributeName = 'SentTimestamp';
const SECONDS_A_DAY = 86_400;

const policy = z.object({ deadLetterTargetArn: z.string() });
const arnParts = z.tuple([
  z.literal('arn'),
  z.string(),
  z.literal('sqs'),
  z.string(),
  z.string(),
  z.string(),
]);
const digits = z.string().regex(/^\d+$/).transform(Number);
const counts = z.object({
  ApproximateNumberOfMessages: digits,
  ApproximateNumberOfMessagesNotVisible: digits,
  MessageRetentionPeriod: digits,
});
const sentAt = z.object({ SentTimestamp: digits });

/**
 * The dead-letter queue of the queue at `url`, by its redrive policy.
 * @throws Error when it has none; else what SQS answers
 */
export async function deadLetterQueueOf(client: SQSClient, url: string): Promise<DeadLetterQueue> {
  const { Attributes: { RedrivePolicy } = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['RedrivePolicy'] }),
  );
  if (RedrivePolicy === undefined) throw new Error('the queue has no dead-letter queue');
  const { deadLetterTargetArn: arn } = policy.parse(JSON.parse(RedrivePolicy));
  const [, , , , account, name] = arnParts.parse(arn.split(':'));
  const { QueueUrl } = await client.send(
    new GetQueueUrlCommand({ QueueName: name, QueueOwnerAWSAccountId: account }),
  );
  if (QueueUrl === undefined) throw new Error('SQS gave the dead-letter queue no URL');
  return { url: QueueUrl, arn };
}

/** Looks at up to `most` dead letters and leaves them where they are. */
export async function listDeadLetters(
  client: SQSClient,
  { url }: DeadLetterQueue,
  most: number,
): Promise<DeadLetters> {
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'MessageRetentionPeriod',
      ],
    }),
  );
  const found = counts.parse(Attributes);
  const messages = await lookAt(client, url, most);
  return {
    count: found.ApproximateNumberOfMessages + found.ApproximateNumberOfMessagesNotVisible,
    keptDays: found.MessageRetentionPeriod / SECONDS_A_DAY,
    letters: messages.map(({ Body = '', Attributes: attributes }) => ({
      hint: parseHint(Body),
      sentAt: instantFromMilliseconds(sentAt.parse(attributes).SentTimestamp),
    })),
  };
}

async function lookAt(client: SQSClient, url: string, most: number): Promise<readonly Message[]> {
  const seen: Message[] = [];
  try {
    while (seen.length < most) {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl: url,
          MaxNumberOfMessages: Math.min(most - seen.length, MOST_AT_ONCE),
          VisibilityTimeout: LOOKED_AT_SECONDS,
          MessageSystemAttributeNames: [SENT_AT],
        }),
      );
      if (Messages.length === 0) break;
      seen.push(...Messages);
    }
  } finally {
    await putBack(client, url, seen);
  }
  return seen;
}

/** Visible again at once; whatever this misses is, when its time has passed. */
async function putBack(client: SQSClient, url: string, seen: readonly Message[]): Promise<void> {
  for (let from = 0; from < seen.length; from += MOST_AT_ONCE) {
    const Entries = seen.slice(from, from + MOST_AT_ONCE).map(({ ReceiptHandle }, at) => ({
      Id: String(at),
      ReceiptHandle,
      VisibilityTimeout: 0,
    }));
    await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: url, Entries }));
  }
}
