import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Clock } from '@crewtide/flows';
import { SqsError } from './error.ts';
import { readRequest, respond, type SqsRequest } from './http.ts';
import { carrying, type Mischief } from './mischief.ts';
import { createMoveTasks } from './moveTasks.ts';
import { OPERATIONS, type SqsOperation } from './operations.ts';
import { createQueue, type Queue, type QueueSettings } from './queue.ts';
import type { Queues } from './queues.ts';

const ACCOUNT = '000000000000';
export const REGION = 'eu-west-1';

/** An error instead of the operation, a connection that breaks before or after it; or entries of a batch that fail. */
export type SqsFailure =
  | { readonly code: ConstructorParameters<typeof SqsError>[0] }
  | { readonly entriesFail: readonly number[] }
  | 'reset-before'
  | 'reset-after'
  /** Nothing happens to it. */
  | 'pass';

export interface SqsStandIn {
  /** For AWS_ENDPOINT_URL_SQS. */
  readonly url: string;
  readonly calls: ReadonlyMap<SqsOperation, number>;
  urlOf(queue: string): string;
  queue(name: string): Queue;
  /** Every body that was sent, whatever became of it. */
  readonly sent: readonly { readonly queue: string; readonly body: string }[];
  next(operation: SqsOperation, ...failures: readonly SqsFailure[]): void;
  close(): Promise<void>;
}

/** SQS's JSON protocol on a free loopback port, with a clock that the test moves; long polling answers at once. */
export async function startSqs({
  clock,
  queues: settings,
  mischief,
  hear,
}: {
  readonly clock: Clock;
  readonly queues: readonly QueueSettings[];
  readonly mischief?: Mischief;
  readonly hear?: (request: SqsRequest) => void;
}): Promise<SqsStandIn> {
  const carry = carrying(mischief);
  const calls = new Map<SqsOperation, number>();
  const failures = new Map<SqsOperation, SqsFailure[]>();
  const sent: { queue: string; body: string }[] = [];
  const byName = new Map<string, Queue>();
  let named = 0;
  const ids = (): string => {
    named += 1;
    return `00000000-0000-4000-8000-${String(named).padStart(12, '0')}`;
  };
  const queue = (name: string): Queue => {
    const found = byName.get(name);
    if (found === undefined) throw new SqsError('QueueDoesNotExist', 'The specified queue does not exist.');
    return found;
  };
  for (const one of settings) {
    const bury: Parameters<typeof createQueue>[1]['bury'] = (message, to) =>
      queue(to).place(message, one.name);
    const made = createQueue(one, { clock, carry, ids, bury });
    const send = (body: string): string => {
      sent.push({ queue: one.name, body });
      return made.send(body);
    };
    byName.set(one.name, { ...made, send });
  }

  const server = createServer((incoming, outgoing) => {
    void readRequest(incoming)
      .then(answerTo)
      .catch((error) => (error instanceof SqsError ? error : new SqsError('InternalError', String(error))))
      .then((answer) => (answer === 'reset' ? incoming.socket.destroy() : respond(outgoing, answer)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  const url = `http://127.0.0.1:${address.port}`;

  const arnOf = (name: string): string => `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;
  const world: Queues = {
    byName: queue,
    byUrl: (of) => queue(new URL(of).pathname.replace(`/${ACCOUNT}/`, '')),
    byArn: (arn) => [...byName.values()].find((one) => arnOf(one.settings.name) === arn),
    arnOf: (of) => arnOf(of.settings.name),
    urlOf: (of) => `${url}/${ACCOUNT}/${of.settings.name}`,
    moves: createMoveTasks({ clock, queue, all: () => [...byName.values()], ids }),
  };

  function answerTo(request: SqsRequest): Record<string, unknown> | 'reset' {
    const { operation, body } = request;
    hear?.(request);
    calls.set(operation, (calls.get(operation) ?? 0) + 1);
    const failure = failures.get(operation)?.shift();
    if (failure === 'reset-before') return 'reset';
    if (typeof failure === 'object' && 'code' in failure) throw new SqsError(failure.code);
    if (typeof failure === 'object') return partly(body, failure.entriesFail);
    const answer = OPERATIONS[operation](world, body);
    return failure === 'reset-after' ? 'reset' : answer;
  }

  function partly(body: unknown, entriesFail: readonly number[]): Record<string, unknown> {
    const { Entries, ...rest } = batch(body);
    const Failed = entriesFail
      .flatMap((at) => Entries[at] ?? [])
      .map(({ Id }) => ({
        Id,
        SenderFault: false,
        Code: 'InternalError',
      }));
    const others = Entries.filter((_, at) => !entriesFail.includes(at));
    const done = others.length > 0 ? OPERATIONS.SendMessageBatch(world, { ...rest, Entries: others }) : {};
    return { Successful: [], ...done, Failed };
  }

  return {
    url,
    calls,
    sent,
    queue,
    urlOf: (name) => world.urlOf(queue(name)),
    next: (operation, ...more) => void failures.set(operation, [...(failures.get(operation) ?? []), ...more]),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Batch {
  readonly Entries: readonly { readonly Id: string }[];
}

function batch(body: unknown): Batch {
  if (typeof body !== 'object' || body === null || !('Entries' in body) || !Array.isArray(body.Entries))
    throw new SqsError('EmptyBatchRequest');
  return { ...body, Entries: body.Entries };
}
