import { join } from 'node:path';
import { z } from 'zod';
import { evaluate } from './bundle.ts';
import { createMocks } from './mocks.ts';
import { loadPlatform, type Platform, type Registered } from './platform.ts';
import type { Report } from './report.ts';
import { startRpc } from './rpc.ts';

/** After a fault, Pulumi may wait for ever for what will not come. */
const AFTER_A_FAULT = 1_500;
/** With this key, Pulumi marks what is a secret. */
const MARK = '4dabf18193072939515e22adb298388d';

const app = z.object({
  name: z.string(),
  home: z.string(),
  removal: z.string().optional(),
  protect: z.boolean().optional(),
});
type App = z.infer<typeof app>;

interface Run {
  readonly root: string;
  readonly stage: string;
  readonly platform: Platform;
  readonly registered: Registered[];
  /** By type and name. */
  readonly kept: Set<string>;
}

/** One stage's resources. Takes over the process: its faults, its folder and its variables. */
export async function makeGraph(root: string, stage: string): Promise<Report> {
  const rpc = await startRpc(root);
  const run: Run = { root, stage, platform: loadPlatform(root), registered: [], kept: new Set() };
  const { errors, result } = await withFaults(() => runAll(run));
  rpc.close();
  return {
    app: { ...result?.app, stage },
    outputs: result?.outputs ?? {},
    errors,
    builds: [...rpc.builds],
    resources: run.registered.map(({ type, name, inputs }) => ({
      type,
      name,
      kept: run.kept.has(`${type} ${name}`),
      inputs: Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, plain(value)])),
    })),
  };
}

/** Faults of a program that makes promises by the hundred come from anywhere. */
async function withFaults<T>(
  program: () => Promise<T>,
): Promise<{ readonly errors: string[]; readonly result: T | undefined }> {
  const errors = new Set<string>();
  const failed = Promise.withResolvers<undefined>();
  const fail = (fault: unknown): Promise<undefined> => {
    const message = fault instanceof Error ? fault.message : String(fault);
    errors.add(message.split('\n').slice(0, 4).join('\n'));
    setTimeout(failed.resolve, AFTER_A_FAULT, undefined);
    return failed.promise;
  };
  process.on('unhandledRejection', fail);
  process.on('uncaughtException', fail);
  const result = await Promise.race([program().catch(fail), failed.promise]);
  return { errors: [...errors], result };
}

async function runAll(run: Run) {
  const { pulumi } = run.platform;
  const found = await readApp(run);
  await pulumi.runtime.setMocks(
    createMocks((of) => run.registered.push(of)),
    found.name,
    run.stage,
    false,
  );
  const outputs = await pulumi.runtime.runInPulumiStack(() => {
    noteWhatIsKept(run);
    return runProgram(run, found);
  });
  await pulumi.runtime.disconnect();
  const settled = Promise.withResolvers<unknown>();
  pulumi.output(outputs).apply(settled.resolve);
  return { app: found, outputs: z.record(z.string(), z.unknown()).parse(await settled.promise) };
}

const configOf = (root: string): string => JSON.stringify(join(root, 'sst.config.ts'));

/** The first half of a configuration: SST's program runs it alone, before anything else is there. */
async function readApp({ root, stage, platform }: Run): Promise<App> {
  const config = z.object({ default: z.object({ app: z.custom<(input: object) => unknown>() }) });
  const evaluated = await evaluate(root, platform, {
    code: `export { default } from ${configOf(root)};`,
    banner: 'function $config(config) { return config; }',
  });
  return app.parse(await config.parse(evaluated).default.app({ stage }));
}

async function runProgram({ root, stage, platform }: Run, of: App): Promise<unknown> {
  const sst = (path: string) => JSON.stringify(join(platform.folder, 'src', path));
  const work = join(root, '.sst');
  const evaluated = await evaluate(root, platform, {
    code: `import { run } from ${sst('auto/run.ts')};
      import config from ${configOf(root)};
      export const outputs = await run(config.run);`,
    globals: [
      ...platform.providers.map(({ alias, package: name }) => `import * as ${alias} from '${name}';`),
      `import * as sst from ${sst('components')};`,
    ].join('\n'),
    inject: [join(platform.folder, 'src/shim/run.js')],
    define: {
      $app: JSON.stringify({ ...of, stage, providers: { aws: {} } }),
      $dev: 'false',
      $cli: JSON.stringify({
        command: 'diff',
        dev: false,
        home: work,
        paths: { home: work, root, work, platform: platform.folder },
        state: { version: {} },
      }),
    },
  });
  return z.object({ outputs: z.unknown() }).parse(evaluated).outputs;
}

/** SST decides it after us, on the same options. */
function noteWhatIsKept({ platform, kept }: Run): void {
  platform.pulumi.runtime.registerStackTransformation(({ type, name, opts }) => {
    process.nextTick(() => {
      if (opts.retainOnDelete === true) kept.add(`${type} ${name}`);
    });
    return undefined;
  });
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if (MARK in value) return 'value' in value ? plain(value.value) : 'asset';
  return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, plain(of)]));
}
