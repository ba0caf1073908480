import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import type { Platform } from './platform.ts';

const BANNER = `import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __toPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __toPath(import.meta.url);
const __dirname = __toPath(new URL('.', import.meta.url));
`;

export interface Program {
  readonly code: string;
  /** Put on top of every file that is neither SST's nor a package's. */
  readonly globals?: string;
  readonly define?: Record<string, string>;
  readonly inject?: string[];
  readonly banner?: string;
}

/** Runs TypeScript that imports sst.config.ts in this process, bundled as SST's program does it (its pkg/js/js.go). */
export async function evaluate(root: string, platform: Platform, program: Program): Promise<object> {
  const outfile = join(platform.folder, `graph.${process.pid}.${performance.now()}.mjs`);
  try {
    await build({
      stdin: { contents: program.code, resolveDir: root, sourcefile: 'eval.ts', loader: 'ts' },
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      mainFields: ['module', 'main'],
      banner: { js: BANNER + (program.banner ?? '') },
      define: program.define ?? {},
      inject: program.inject ?? [],
      nodePaths: [join(platform.folder, 'node_modules')],
      external: [
        ...['@pulumi/*', '@pulumiverse/*', '@sst-provider/*', '@aws-sdk/*'],
        ...['undici', 'esbuild', 'archiver', 'glob', 'vite'],
      ],
      plugins: [withGlobals(platform, program.globals ?? '')],
      logLevel: 'silent',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile, { force: true });
  }
}

const withGlobals = ({ folder }: Platform, globals: string): Plugin => ({
  name: 'globals',
  setup(build) {
    build.onLoad({ filter: /\.[jt]sx?$/ }, ({ path }) =>
      path.startsWith(folder) || path.includes('/node_modules/')
        ? undefined
        : { contents: `${globals}\n${readFileSync(path, 'utf8')}`, loader: 'default' },
    );
  },
});
