import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createClient, ensureTable } from '@crewtide/store';
import { z } from 'zod';

/** A table's definition, in the words that both ways of making it share. */
export interface LocalTable {
  readonly keys: readonly string[];
  /** Type by name. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Partition key, sort key and projection by name. */
  readonly indexes: Readonly<Record<string, readonly string[]>>;
  readonly billing: string;
  readonly ttl: string | undefined;
  readonly stream: boolean;
}

const keySchema = z.array(z.object({ AttributeName: z.string() }));

const asked = z.object({
  KeySchema: keySchema,
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.string() })),
  GlobalSecondaryIndexes: z
    .array(
      z.object({
        IndexName: z.string(),
        KeySchema: keySchema,
        Projection: z.object({ ProjectionType: z.string() }),
      }),
    )
    .default([]),
  BillingMode: z.string(),
  StreamSpecification: z.object({ StreamEnabled: z.boolean() }).optional(),
});

const asksForTtl = z.object({ TimeToLiveSpecification: z.object({ AttributeName: z.string() }) });

/** Lets the store make its table at a server that only listens, and tells what it asked for. */
export async function readLocalTable(): Promise<LocalTable> {
  const heard = new Map<string, unknown>();
  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const body: unknown = JSON.parse(await text(request));
    if (operation !== 'DescribeTable') heard.set(operation, body);
    const [status, answer] = answerTo(operation, heard.get('CreateTable'));
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const client = createClient({ endpoint: `http://127.0.0.1:${port}`, region: 'local' });
    await ensureTable(client, 'crewtide');
    client.destroy();
  } finally {
    server.close();
    server.closeAllConnections();
  }
  return describe(asked.parse(heard.get('CreateTable')), asksForTtl.parse(heard.get('UpdateTimeToLive')));
}

function answerTo(operation: string, created: unknown): readonly [number, object] {
  if (operation === 'DescribeTimeToLive')
    return [200, { TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } }];
  if (operation !== 'DescribeTable') return [200, {}];
  if (created === undefined) return [400, { __type: 'com.amazonaws#ResourceNotFoundException' }];
  const GlobalSecondaryIndexes = asked
    .parse(created)
    .GlobalSecondaryIndexes.map(({ IndexName }) => ({ IndexName, IndexStatus: 'ACTIVE' }));
  return [200, { Table: { TableStatus: 'ACTIVE', GlobalSecondaryIndexes } }];
}

const describe = (
  table: z.infer<typeof asked>,
  { TimeToLiveSpecification }: z.infer<typeof asksForTtl>,
): LocalTable => ({
  keys: namesIn(table.KeySchema),
  attributes: Object.fromEntries(
    table.AttributeDefinitions.map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]),
  ),
  indexes: Object.fromEntries(
    table.GlobalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) => [
      IndexName,
      [...namesIn(KeySchema), Projection.ProjectionType],
    ]),
  ),
  billing: table.BillingMode,
  ttl: TimeToLiveSpecification.AttributeName,
  stream: table.StreamSpecification?.StreamEnabled === true,
});

const namesIn = (schema: z.infer<typeof keySchema>): readonly string[] =>
  schema.map(({ AttributeName }) => AttributeName);
