import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { buildHandler, wanted } from './buildHandler.ts';
import type { Build } from './report.ts';

const call = z.object({ method: z.string(), params: z.array(z.unknown()) });

/** What SST's program has in the account before anything is deployed. */
const BOOTSTRAP = {
  version: 1,
  asset: 'sst-asset',
  state: 'sst-state',
  assetEcrRegistryId: '123456789012',
  assetEcrUrl: 'ecr.example',
  appsyncHttp: 'appsync.example',
  appsyncRealtime: 'appsync.example',
};

/** SST's program answers its components over HTTP; this answers in its place, as far as ours call. */
export async function startRpc(root: string): Promise<{ readonly builds: readonly Build[]; close(): void }> {
  const builds: Build[] = [];

  async function answer(method: string, input: unknown): Promise<unknown> {
    if (method === 'Provider.Aws.Bootstrap') return BOOTSTRAP;
    if (method !== 'Runtime.Build') throw new Error(`SST asks for ${method}, which nothing answers here`);
    const made = await buildHandler(root, wanted.parse(input));
    builds.push(made);
    return { handler: `bundle.${made.export}`, out: made.folder, errors: [], sourcemaps: [] };
  }

  const server = createServer(async (request, response) => {
    const { method, params } = call.parse(JSON.parse(await text(request)));
    const result = await answer(method, params[0]).then(
      (result) => ({ result, error: null }),
      (error: Error) => ({ result: null, error: error.message }),
    );
    response.end(JSON.stringify(result));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  process.env.SST_SERVER = `http://127.0.0.1:${port}`;
  return { builds, close: () => void server.close() };
}
