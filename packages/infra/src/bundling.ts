/**
 * How a function becomes one folder of JavaScript, as plain data: SST reads `nodejs` and `copiedFiles`; tests and
 * checks, which build without SST's program, read `buildOptions`.
 */

/** What SST's program hands to esbuild of this: it passes on neither `alias` nor `inject` (pkg/runtime/node/build.go). */
export const nodejs = {
  minify: true,
  splitting: true,
  plugins: 'packages/infra/src/esbuildPlugins.ts',
  esbuild: {
    // Only the rendering's pretty printing asks for it, which nobody calls.
    external: ['prettier'],
    // Lambda doesn't set it, and React brings its development half along.
    define: { 'process.env.NODE_ENV': '"production"' },
  },
};

/**
 * For functions that develop pictures: native code, which npm installs beside the bundle for the function's own platform. SST
 * would take the newest version, as it reads functions/package.json alone.
 */
export const withPictures = { ...nodejs, install: { sharp: '0.35.5' } };

const swagger = (file: string) => {
  const path = `node_modules/swagger-ui-dist/${file}`;
  return { from: path, to: path };
};

/** Files that a function reads while it runs, beside its bundle; by the name of the file in functions/. */
export const copiedFiles = {
  api: [
    swagger('package.json'),
    swagger('swagger-ui.css'),
    swagger('swagger-ui-bundle.js'),
    swagger('favicon-32x32.png'),
  ],
};

/** SST bundles these never. */
const INSTALLED = ['sharp', 'pg-native'];

/** SST's own, so that a package in CommonJS works inside an ES module. */
const BANNER = [
  `import { createRequire as topLevelCreateRequire } from 'module';`,
  'const require = topLevelCreateRequire(import.meta.url);',
  `import { fileURLToPath as topLevelFileUrlToPath, URL as topLevelURL } from "url"`,
  'const __filename = topLevelFileUrlToPath(import.meta.url)',
  'const __dirname = topLevelFileUrlToPath(new topLevelURL(".", import.meta.url))',
].join('\n');

/**
 * The options with which SST 4.17 calls esbuild for nodejs24.x (its pkg/runtime/node/build.go), but for `plugins`:
 * those are the default export of the file that `nodejs.plugins` names. Writes `bundle.mjs` and its chunks.
 * @param file absolute path of the handler's file
 * @param folder where the bundle is written
 */
export const buildOptions = (file: string, folder: string) => ({
  entryPoints: [file],
  outdir: folder,
  entryNames: 'bundle',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: nodejs.splitting,
  minify: nodejs.minify,
  keepNames: true,
  metafile: true as const,
  sourcemap: 'linked' as const,
  platform: 'node' as const,
  format: 'esm' as const,
  target: 'es2024',
  mainFields: ['module', 'main'],
  external: [...INSTALLED, ...nodejs.esbuild.external],
  define: nodejs.esbuild.define,
  banner: { js: BANNER },
});
