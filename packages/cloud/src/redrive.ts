import {
  ListMessageMoveTasksCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
  UnsupportedOperation,
} from '@aws-sdk/client-sqs';
import type { DeadLetterQueue } from './deadLetters.ts';

export interface Redriven {
  /** How it ended; `RUNNING` only on the way. */
  readonly status: 'RUNNING' | 'COMPLETED' | 'CANCELLED' | 'FAILED';
  readonly moved: number;
  /** As counted when it began. */
  readonly toMove: number | undefined;
}

/**
 * Sends all dead letters back to the queue that they came from, and looks after each `pause` how far it is. One that is under way
 * already is watched instead: there is one at a time.
 */
export async function redrive(
  client: SQSClient,
  { arn }: DeadLetterQueue,
  { pause, onProgress }: { readonly pause: () => Promise<void>; readonly onProgress: (so: Redriven) => void },
): Promise<Redriven> {
  try {
    await client.send(new StartMessageMoveTaskCommand({ SourceArn: arn }));
  } catch (error) {
    const running = error instanceof UnsupportedOperation && (await look(client, arn))?.status === 'RUNNING';
    if (!running) throw error;
  }
  for (;;) {
    const so = (await look(client, arn)) ?? { status: 'RUNNING', moved: 0, toMove: undefined };
    if (so.status !== 'RUNNING') return so;
    onProgress(so);
    await pause();
  }
}

async function look(client: SQSClient, arn: string): Promise<Redriven | undefined> {
  const { Results = [] } = await client.send(
    new ListMessageMoveTasksCommand({ SourceArn: arn, MaxResults: 1 }),
  );
  const [task] = Results;
  return (
    task && {
      status: statusOf(task.Status),
      moved: task.ApproximateNumberOfMessagesMoved ?? 0,
      toMove: task.ApproximateNumberOfMessagesToMove,
    }
  );
}

const statusOf = (status: string | undefined): Redriven['status'] =>
  status === 'COMPLETED' || status === 'CANCELLED' || status === 'FAILED' ? status : 'RUNNING';
