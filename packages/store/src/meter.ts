import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';

/** What a client has used since it is measured. */
export interface Meter {
  /** Attempts, so retries count too. */
  requests: number;
  /** Capacity units as DynamoDB bills them. */
  readUnits: number;
  writeUnits: number;
}

const READS = new Set(['GetItemCommand', 'BatchGetItemCommand', 'QueryCommand', 'ScanCommand']);
const WRITES = new Set(['PutItemCommand', 'DeleteItemCommand', 'TransactWriteItemsCommand']);

const capacity = z.object({ CapacityUnits: z.number().optional() });
const consumed = z.object({ ConsumedCapacity: z.union([capacity, z.array(capacity)]).optional() });

/** Counts from now on what `client` asks; the result is alive. */
export function measured(client: DynamoDBClient): Meter {
  const meter: Meter = { requests: 0, readUnits: 0, writeUnits: 0 };
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const reads = READS.has(commandName);
        if (!reads && !WRITES.has(commandName)) return next(args);
        Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
        const answer = await next(args);
        meter[reads ? 'readUnits' : 'writeUnits'] += unitsOf(answer.output);
        return answer;
      },
    { step: 'initialize', name: 'meterCapacity' },
  );
  client.middlewareStack.add(
    (next) => (args) => {
      meter.requests += 1;
      return next(args);
    },
    { step: 'deserialize', name: 'meterRequests' },
  );
  return meter;
}

const unitsOf = (output: object): number =>
  [consumed.parse(output).ConsumedCapacity ?? []]
    .flat()
    .reduce((total, { CapacityUnits = 0 }) => total + CapacityUnits, 0);
