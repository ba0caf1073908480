import type { Clock } from '@crewtide/flows';
import { SqsError } from './error.ts';
import type { Queue } from './queue.ts';

interface MoveTask {
  readonly handle: string;
  readonly from: Queue;
  readonly toMove: number;
  readonly startedAt: number;
  moved: number;
  running: boolean;
}

export interface MoveTasks {
  start(from: Queue): string;
  /** The newest first; each look lets a running task move on a little. */
  look(from: Queue, most: number): readonly MoveTask[];
}

/** Dead letters go back to where they came from, `step` at a look: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html */
export function createMoveTasks({
  clock,
  queue,
  all,
  ids,
  step = 10,
}: {
  readonly clock: Clock;
  readonly queue: (name: string) => Queue;
  readonly all: () => readonly Queue[];
  readonly ids: () => string;
  readonly step?: number;
}): MoveTasks {
  const tasks: MoveTask[] = [];
  const moveOn = (task: MoveTask): void => {
    const taken = task.from.take(Math.min(step, task.toMove - task.moved));
    for (const message of taken) {
      if (message.source === undefined) continue;
      queue(message.source).place(message, undefined);
      task.moved += 1;
    }
    task.running = taken.length > 0 && task.moved < task.toMove;
  };

  return {
    start(from) {
      const { name } = from.settings;
      if (!all().some(({ settings }) => settings.deadLetters?.queue === name))
        throw new SqsError('UnsupportedOperation', 'the source queue is no dead-letter queue');
      if (tasks.some((task) => task.running && task.from === from))
        throw new SqsError('UnsupportedOperation', 'a task is running already');
      const toMove = from.counts().visible;
      const task = {
        handle: ids(),
        from,
        toMove,
        startedAt: Date.parse(clock.now()),
        moved: 0,
        running: true,
      };
      tasks.unshift(task);
      return task.handle;
    },

    look(from, most) {
      const found = tasks.filter((task) => task.from === from).slice(0, most);
      for (const task of found) if (task.running) moveOn(task);
      return found;
    },
  };
}
