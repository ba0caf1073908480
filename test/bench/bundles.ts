import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildOptions } from '@crewtide/infra/bundling';
import plugins from '@crewtide/infra/esbuildPlugins';
import { build, type Metafile } from 'esbuild';
import { bundles, FUNCTIONS } from '../lambda/bundles.ts';
import { MAIL, SECRETS } from '../lambda/cloud.ts';
import { environmentOf } from '../lambda/environment.ts';
import { startLambda } from '../lambda/lambdaHost.ts';
import { NOW } from '../support/builders.ts';
import { type Line, median, rounded } from './measure.ts';

const RUNS = 7;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The least that a function of its kind can be: an API with nothing to say, a client with nothing to ask. */
const HONO = `
  import { Hono } from 'hono';
  import { handle } from 'hono/aws-lambda';
  export const handler = handle(new Hono().get('/', (c) => c.json({})));`;
const CLIENT = `
  import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
  const client = new DynamoDBClient({});
  export const handler = (event) => client.send(new GetItemCommand(event));`;

interface Built {
  readonly name: string;
  readonly file: string;
  readonly metafile: Metafile;
}

/** Minified size and import time of each function in fresh processes of Lambda's Node, beside bare handlers bundled likewise. */
export async function benchBundles(): Promise<readonly Line[]> {
  const folder = await mkdtemp(join(tmpdir(), 'crewtide-bare-'));
  const built = await bundles();
  try {
    const ours: Built[] = FUNCTIONS.map((name) => ({ name, ...built.of(name) }));
    const bare = await Promise.all([bundleBare('hono', HONO, folder), bundleBare('client', CLIENT, folder)]);
    const times = await importTimes([...ours, ...bare]);
    return ours.flatMap((each) => linesOf(each, bare, times));
  } finally {
    await Promise.all([built.remove(), rm(folder, { recursive: true, force: true })]);
  }
}

async function bundleBare(name: string, code: string, folder: string): Promise<Built> {
  const source = join(folder, `${name}.js`);
  await writeFile(source, code);
  const { metafile } = await build({
    ...buildOptions(source, join(folder, name)),
    metafile: true,
    plugins,
    absWorkingDir: ROOT,
    nodePaths: [join(ROOT, 'node_modules')],
    logLevel: 'silent',
  });
  return { name, file: join(folder, name, 'bundle.mjs'), metafile };
}

/** What is loaded at the start; what a function loads later counts apart. */
function bytesOf({ outputs }: Metafile): { readonly atStart: number; readonly all: number } {
  const entry = Object.keys(outputs).find((path) => path.endsWith('bundle.mjs'));
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const { path: next, kind } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement' && next in outputs) visit(next);
    }
  };
  if (entry !== undefined) visit(entry);
  const total = (paths: Iterable<string>) =>
    [...paths].reduce((sum, path) => sum + (path.endsWith('.map') ? 0 : (outputs[path]?.bytes ?? 0)), 0);
  return { atStart: total(seen), all: total(Object.keys(outputs)) };
}

type Times = ReadonlyMap<string, readonly number[]>;

/** In turns, so that a busy moment of the machine meets them all. */
async function importTimes(all: readonly Built[]): Promise<Times> {
  const times = new Map<string, number[]>(all.map(({ name }) => [name, []]));
  for (let run = 0; run < RUNS; run += 1) {
    for (const { name, file } of all) times.get(name)?.push(await importTime(name, file));
  }
  return times;
}

async function importTime(name: string, file: string): Promise<number> {
  const known = FUNCTIONS.find((each) => each === name) ?? 'api';
  const host = await startLambda(file, NOW, environmentOf(known, NOWHERE));
  await host.stop();
  return host.importing;
}

/** Importing reaches for nothing. */
const NOWHERE = {
  dynamodb: 'http://127.0.0.1:9',
  s3: 'http://127.0.0.1:9',
  sqs: 'http://127.0.0.1:9',
  resend: 'http://127.0.0.1:9',
  dns: '127.0.0.1:9',
  table: 'crewtide',
  bucket: 'raw-mail',
  queueUrl: (name: string) => `http://127.0.0.1:9/${name}`,
  mail: MAIL,
  secrets: SECRETS,
};

function linesOf({ name, metafile }: Built, [hono, client]: readonly [Built, Built], times: Times): Line[] {
  const { atStart, all } = bytesOf(metafile);
  const [besideHono, beside] = [bytesOf(hono.metafile).atStart, bytesOf(client.metafile).atStart];
  const [took, tookHono, tookClient] = [name, hono.name, client.name].map((of) => timesOf(times, of));
  if (took === undefined || tookHono === undefined || tookClient === undefined) return [];
  return [
    {
      bench: `bundle of ${name}: KB, minified`,
      ours: rounded(atStart / 1000),
      limit: rounded(beside / 1000),
      ratio: rounded(atStart / beside),
      aim: 'small',
      note: `limit: a bare DynamoDB client; ${rounded(atStart / besideHono)} times a bare Hono handler of ${rounded(besideHono / 1000)} KB; ${rounded((all - atStart) / 1000)} KB more when asked for`,
    },
    {
      bench: `bundle of ${name}: milliseconds to import`,
      ours: rounded(took.middle),
      limit: rounded(tookClient.middle),
      ratio: rounded(took.middle / tookClient.middle),
      aim: 'small',
      note: `medians of ${RUNS} fresh processes, at least ${rounded(took.least)} and ${rounded(tookClient.least)}; limit: a bare DynamoDB client; ${rounded(took.middle / tookHono.middle)} times a bare Hono handler`,
    },
  ];
}

const timesOf = (times: Times, name: string) => {
  const all = times.get(name) ?? [];
  return { middle: median(all), least: Math.min(...all) };
};
