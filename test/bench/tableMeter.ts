import { z } from 'zod';
import type { TestEngine } from '../support/engine.ts';
import { openEngineDoor } from '../support/engineDoor.ts';

/** Of a table: attempts, and capacity units as DynamoDB bills them. */
export interface TableUse {
  requests: number;
  readUnits: number;
  writeUnits: number;
  /** Of these, what the agenda's index took. */
  indexWriteUnits: number;
}

/** An engine behind a door that counts, so that what runs in other processes is counted as it comes over the wire. */
export interface MeteredEngine extends TestEngine {
  /** Alive. */
  readonly use: Readonly<TableUse>;
}

const READS = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan']);
const WRITES = new Set(['PutItem', 'DeleteItem', 'TransactWriteItems']);

const units = z.object({ CapacityUnits: z.number().default(0) });
const capacity = z.object({
  CapacityUnits: z.number().default(0),
  GlobalSecondaryIndexes: z.record(z.string(), units).default({}),
});
const consumed = z.object({ ConsumedCapacity: z.union([capacity, z.array(capacity)]).optional() });

/** Stopping it stops the engine. */
export async function metered(engine: TestEngine): Promise<MeteredEngine> {
  const use: TableUse = { requests: 0, readUnits: 0, writeUnits: 0, indexWriteUnits: 0 };
  const door = await openEngineDoor(engine, {
    asks: ({ operation, body }) =>
      counts(operation) ? { ...body, ReturnConsumedCapacity: 'INDEXES' } : body,
    answered({ operation }, answer) {
      if (!counts(operation)) return;
      use.requests += 1;
      const { all, ofIndexes } = unitsIn(answer);
      use[READS.has(operation) ? 'readUnits' : 'writeUnits'] += all;
      if (WRITES.has(operation)) use.indexWriteUnits += ofIndexes;
    },
  });
  return {
    endpoint: door.endpoint,
    use,
    async stop() {
      await door.close();
      await engine.stop();
    },
  };
}

const counts = (operation: string): boolean => READS.has(operation) || WRITES.has(operation);

function unitsIn(body: Buffer) {
  const taken = [consumed.parse(JSON.parse(body.toString('utf8'))).ConsumedCapacity ?? []].flat();
  const total = (parts: readonly { readonly CapacityUnits: number }[]) =>
    parts.reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
  return {
    all: total(taken),
    ofIndexes: total(taken.flatMap(({ GlobalSecondaryIndexes }) => Object.values(GlobalSecondaryIndexes))),
  };
}
