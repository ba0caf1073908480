import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildOptions } from '@crewtide/infra/bundling';
import { build, type Plugin } from 'esbuild';
import { z } from 'zod';
import { assertPinned } from './pinned.ts';
import type { Build } from './report.ts';

const strings = z.array(z.string());

/** What SST's components ask its program to build. */
export const wanted = z.object({
  functionID: z.string(),
  handler: z.string(),
  links: z.record(z.string(), z.unknown()).default({}),
  properties: z.object({
    minify: z.boolean().default(false),
    splitting: z.boolean().default(false),
    plugins: z.string().optional(),
    install: z.record(z.string(), z.string()).default({}),
    esbuild: z
      .object({ external: strings.default([]), define: z.record(z.string(), z.string()).default({}) })
      .prefault({}),
  }),
});

type Wanted = z.infer<typeof wanted>;

/**
 * One function's bundle, by the properties that came through SST's components.
 * @throws Error that says which file or export is missing, or what esbuild says
 */
export async function buildHandler(root: string, of: Wanted): Promise<Build> {
  const dot = of.handler.lastIndexOf('.');
  const file = join(root, `${of.handler.slice(0, dot)}.ts`);
  const name = of.handler.slice(dot + 1);
  if (!existsSync(file)) throw new Error(`${of.handler}: there is no such file`);

  const { minify, splitting, plugins, install, esbuild } = of.properties;
  const folder = join(root, '.sst/artifacts-graph', of.handler);
  rmSync(folder, { recursive: true, force: true });
  const options = buildOptions(file, folder);
  const { metafile } = await build({
    ...options,
    minify,
    splitting,
    define: esbuild.define,
    external: [...options.external, ...Object.keys(install), ...esbuild.external],
    plugins: plugins === undefined ? [] : await pluginsIn(resolve(root, plugins)),
    absWorkingDir: root,
    logLevel: 'silent',
  });
  // What is imported while it runs is an entry point of its own.
  const [, entry] = Object.entries(metafile.outputs).find(([path]) => path.endsWith('/bundle.mjs')) ?? [];
  if (entry?.exports.includes(name) !== true) throw new Error(`${of.handler}: the file exports no ${name}`);
  const imports = Object.values(metafile.outputs).flatMap(({ imports }) => imports);
  const external = imports.flatMap(({ path, external }) => (external === true ? [path] : []));
  assertPinned(
    root,
    of.handler,
    external.filter((path) => !esbuild.external.some((of) => path.startsWith(of))),
    install,
  );
  return { component: of.functionID, handler: of.handler, folder, export: name, links: of.links };
}

async function pluginsIn(file: string): Promise<Plugin[]> {
  const { default: plugins }: { default: Plugin[] } = await import(pathToFileURL(file).href);
  return plugins;
}
