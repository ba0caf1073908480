import type { MoveTasks } from './moveTasks.ts';
import type { Message, Queue } from './queue.ts';

/** What the operations work on. */
export interface Queues {
  byUrl(url: string): Queue;
  byName(name: string): Queue;
  byArn(arn: string): Queue | undefined;
  arnOf(queue: Queue): string;
  urlOf(queue: Queue): string;
  readonly moves: MoveTasks;
}

export const attributesOf = (message: Message) => ({
  SenderId: 'STANDIN',
  SentTimestamp: String(message.sentAt),
  ApproximateReceiveCount: String(message.receives),
  ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? message.sentAt),
});

export function queueAttributes(queues: Queues, queue: Queue): Readonly<Record<string, string>> {
  const { visible, inFlight } = queue.counts();
  const { visibilitySeconds, retentionSeconds, deadLetters } = queue.settings;
  return {
    QueueArn: queues.arnOf(queue),
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: '0',
    VisibilityTimeout: String(visibilitySeconds),
    MessageRetentionPeriod: String(retentionSeconds),
    ...(deadLetters && {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: queues.arnOf(queues.byName(deadLetters.queue)),
        maxReceiveCount: deadLetters.maxReceiveCount,
      }),
    }),
  };
}

export const picked = (attributes: Readonly<Record<string, string>>, names: readonly string[]) =>
  Object.fromEntries(
    Object.entries(attributes).filter(([name]) => names.includes('All') || names.includes(name)),
  );
