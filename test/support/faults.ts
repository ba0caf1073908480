import {
  type DynamoDBClient,
  DynamoDBServiceException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';

/** What can happen to one attempt of a request. None of it can be had from the engines that run here. */
export type Fault =
  | Failure
  /** A batch comes back with every key unprocessed. */
  | { readonly fault: 'unprocessed' };

type Failure =
  /** DynamoDB says no without having done anything. */
  | { readonly fault: 'refused'; readonly name: string; readonly status: number }
  | { readonly fault: 'cancelled'; readonly reasons: readonly string[] }
  /** The connection breaks before the request is carried out, or after. */
  | { readonly fault: 'reset-before' }
  | { readonly fault: 'reset-after' };

export interface Faults {
  /** Each of the client's next attempts meets one of these. */
  next(...faults: readonly Fault[]): void;
  /** From now on the index answers what it last answered to the same question. */
  freezeIndex(): void;
  thawIndex(): void;
  /** From now on no query answers more than this many at once, as if they were large. */
  shortPages(items: number): void;
}

/** Stands in every message of an injected fault: it must never come out of the store. */
export const PRIVATE = 'words that only the crew may read';

/** Puts a layer that can go wrong around the network, below the SDK's own retries. */
export function injectFaults(client: DynamoDBClient): Faults {
  const queue: Fault[] = [];
  const answers = new Map<string, object>();
  let frozen = false;
  let most = Number.POSITIVE_INFINITY;

  client.middlewareStack.add(
    (next) => async (args) => {
      const fault = queue.shift();
      if (fault === undefined) return next(args);
      if (fault.fault === 'reset-after') await next(args);
      if (fault.fault !== 'unprocessed') throw errorOf(fault);
      const answer = await next(args);
      const unprocessed = 'RequestItems' in args.input ? args.input.RequestItems : undefined;
      if (answer.output) Object.assign(answer.output, { Responses: {}, UnprocessedKeys: unprocessed });
      return answer;
    },
    { step: 'deserialize', priority: 'high', name: 'faults' },
  );
  client.middlewareStack.add(
    (next) => async (args) => {
      if ('Limit' in args.input && args.input.Limit !== undefined)
        args.input.Limit = Math.min(args.input.Limit, most);
      if (!('IndexName' in args.input)) return next(args);
      const question = JSON.stringify(args.input);
      const before = frozen ? answers.get(question) : undefined;
      const answer = await next(args);
      if (before === undefined) answers.set(question, { ...answer.output });
      else Object.assign(answer.output, before);
      return answer;
    },
    { step: 'initialize', name: 'faultyQueries' },
  );

  return {
    next: (...faults) => void queue.push(...faults),
    freezeIndex: () => {
      frozen = true;
    },
    thawIndex: () => {
      frozen = false;
    },
    shortPages: (items) => {
      most = items;
    },
  };
}

function errorOf(fault: Failure): Error {
  switch (fault.fault) {
    case 'refused':
      return new DynamoDBServiceException({
        name: fault.name,
        message: PRIVATE,
        $fault: fault.status < 500 ? 'client' : 'server',
        $metadata: { httpStatusCode: fault.status },
      });
    case 'cancelled':
      return new TransactionCanceledException({
        message: PRIVATE,
        $metadata: { httpStatusCode: 400 },
        CancellationReasons: fault.reasons.map((Code) => ({ Code, Message: PRIVATE })),
      });
    case 'reset-before':
    case 'reset-after':
      return Object.assign(new Error(PRIVATE), { code: 'ECONNRESET' });
  }
}
