import type { Metafile } from 'esbuild';

/** What of a bundle's inputs is in its outputs: packages by name, own files by path. */
export interface BundleParts {
  /** Evaluated when the function starts. */
  readonly atStart: ReadonlySet<string>;
  /** In any of its outputs, loaded or not. */
  readonly anywhere: ReadonlySet<string>;
  /** Minified bytes that are evaluated when it starts. */
  readonly bytesAtStart: number;
}

/** @throws Error when the build has no `bundle.mjs` */
export function partsOf({ outputs }: Metafile): BundleParts {
  const entry = Object.keys(outputs).find((path) => path.endsWith('/bundle.mjs'));
  if (entry === undefined) throw new Error('no bundle.mjs was built');
  const atStart = reached(outputs, entry);
  const code = Object.keys(outputs).filter((path) => path.endsWith('.mjs'));
  return {
    atStart: inputsOf(outputs, atStart),
    anywhere: inputsOf(outputs, code),
    bytesAtStart: atStart.reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0),
  };
}

/** Outputs that an output imports, however far away; what is imported later is not among them. */
function reached(outputs: Metafile['outputs'], entry: string): readonly string[] {
  const found = new Set([entry]);
  for (const path of found) {
    for (const { path: imported, kind } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement' && imported in outputs) found.add(imported);
    }
  }
  return [...found];
}

const inputsOf = (outputs: Metafile['outputs'], paths: readonly string[]): ReadonlySet<string> =>
  new Set(
    paths.flatMap((path) =>
      Object.entries(outputs[path]?.inputs ?? {})
        .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
        .flatMap(([input]) => [input, packageOf(input) ?? input]),
    ),
  );

const packageOf = (path: string): string | undefined =>
  /^.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
