/** The part of esbuild's plugins that SST's program can carry over to its own esbuild. */
interface Resolving {
  readonly path: string;
  readonly importer: string;
}
interface Loading {
  readonly path: string;
}
interface Build {
  onResolve(
    options: { filter: RegExp },
    resolve: (asked: Resolving) => { path: string; external: boolean } | undefined,
  ): void;
  onLoad(
    options: { filter: RegExp },
    load: (asked: Loading) => { contents: string; loader: 'js' } | undefined,
  ): void;
}

/** SST's host of plugins compares a filter with nothing, so each looks for itself. */
const EVERYTHING = /(?:)/;
const LOCALES = /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/;
const RESEND = /[\\/]node_modules[\\/]resend[\\/]/;

/** zod's own messages in fifty languages: 260 KB in each bundle, and every message that people read is ours. */
const englishOnly = {
  name: 'english-only',
  setup(build: Build): void {
    build.onLoad({ filter: EVERYTHING }, ({ path }) =>
      LOCALES.test(path) ? { contents: "export { default as en } from './en.js';", loader: 'js' } : undefined,
    );
  },
};

/** Resend would render letters given as components; ours come rendered. */
const rendersNothing = {
  name: 'resend-renders-nothing',
  setup(build: Build): void {
    build.onResolve({ filter: EVERYTHING }, ({ path, importer }) =>
      path === '@react-email/render' && RESEND.test(importer) ? { path, external: true } : undefined,
    );
  },
};

export default [englishOnly, rendersNothing];
