import { createServer, type IncomingMessage, type Server } from 'node:http';
import { z } from 'zod';
import type { TestEngine } from '../support/engine.ts';

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
  const server = createServer(async (incoming, outgoing) => {
    const { status, headers, body } = await forward(engine.endpoint, incoming, use);
    outgoing.writeHead(status, headers);
    outgoing.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${portOf(server)}`,
    use,
    async stop() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await engine.stop();
    },
  };
}

/** Every call asks for the capacity that it takes; the engine checks no signature that this would break. */
async function forward(endpoint: string, incoming: IncomingMessage, use: TableUse) {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const operation = String(incoming.headers['x-amz-target']).replace(/^.*\./, '');
  const reads = READS.has(operation);
  const counts = reads || WRITES.has(operation);
  const asked: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: headersOf(incoming),
    body: JSON.stringify(counts ? { ...Object(asked), ReturnConsumedCapacity: 'INDEXES' } : asked),
  });
  const body = Buffer.from(await answer.arrayBuffer());
  if (counts) {
    use.requests += 1;
    const { all, ofIndexes } = unitsIn(body);
    use[reads ? 'readUnits' : 'writeUnits'] += all;
    if (!reads) use.indexWriteUnits += ofIndexes;
  }
  const { 'content-length': _, ...headers } = Object.fromEntries(answer.headers);
  return { status: answer.status, headers, body };
}

function headersOf(incoming: IncomingMessage): Headers {
  const headers = new Headers();
  for (const name of ['authorization', 'content-type', 'x-amz-date', 'x-amz-target']) {
    const value = incoming.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  return headers;
}

function unitsIn(body: Buffer) {
  const taken = [consumed.parse(JSON.parse(body.toString('utf8'))).ConsumedCapacity ?? []].flat();
  const total = (parts: readonly { readonly CapacityUnits: number }[]) =>
    parts.reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
  return {
    all: total(taken),
    ofIndexes: total(taken.flatMap(({ GlobalSecondaryIndexes }) => Object.values(GlobalSecondaryIndexes))),
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return address.port;
}
