import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildOptions, copiedFiles } from '@crewtide/infra/bundling';
import plugins from '@crewtide/infra/esbuildPlugins';
import { build, type Metafile } from 'esbuild';

export const FUNCTIONS = ['api', 'webhook', 'tick', 'sweep', 'work', 'send', 'receive'] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/** A function as it would be uploaded. */
export interface Bundle {
  /** Absolute, to be imported. */
  readonly file: string;
  /** Paths in it are from the root of the repository. */
  readonly metafile: Metafile;
}

export interface Bundles {
  of(name: FunctionName): Bundle;
  remove(): Promise<void>;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Each function built as SST builds it, in a folder of its own outside the repository, so that it finds no package but those
 * that SST puts there: what is installed beside it, and the files it copies.
 */
export async function bundles(names: readonly FunctionName[] = FUNCTIONS): Promise<Bundles> {
  const root = await mkdtemp(join(tmpdir(), 'crewtide-lambda-'));
  const built = await Promise.all(
    names.map(async (name) => [name, await bundle(name, join(root, name))] as const),
  );
  const byName = new Map(built);
  return {
    of(name) {
      const found = byName.get(name);
      if (found === undefined) throw new Error(`${name} was not bundled`);
      return found;
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

async function bundle(name: FunctionName, folder: string): Promise<Bundle> {
  await mkdir(join(folder, 'node_modules'), { recursive: true });
  const options = buildOptions(join(ROOT, 'functions', `${name}.ts`), folder);
  const { metafile } = await build({
    ...options,
    metafile: true,
    sourcemap: false,
    plugins,
    absWorkingDir: ROOT,
    logLevel: 'silent',
  });
  await symlink(join(ROOT, 'node_modules', 'sharp'), join(folder, 'node_modules', 'sharp'));
  for (const { from, to } of name in copiedFiles ? copiedFiles.api : []) {
    await mkdir(dirname(join(folder, to)), { recursive: true });
    await cp(join(ROOT, from), join(folder, to));
  }
  return { file: join(folder, 'bundle.mjs'), metafile };
}
