import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What one package.json says. */
export interface Manifest {
  /** What its sources may import. */
  readonly runtime: readonly string[];
  readonly development: readonly string[];
  /** Subpaths that others may import, "." for the package itself. */
  readonly exports: readonly string[];
  /** 1 for the first line; where `name` stands as a key. */
  lineOf(name: string): number;
}

/** Undefined where there is none. @throws SyntaxError where it isn't JSON. */
export function readManifest(folder: string): Manifest | undefined {
  const path = join(folder, 'package.json');
  if (!existsSync(path)) return undefined;
  const text = readFileSync(path, 'utf8');
  const read: unknown = JSON.parse(text);
  return {
    runtime: ['dependencies', 'optionalDependencies', 'peerDependencies'].flatMap((field) =>
      keys(read, field),
    ),
    development: keys(read, 'devDependencies'),
    exports: keys(read, 'exports'),
    lineOf: (name) => text.slice(0, Math.max(0, text.indexOf(`"${name}":`))).split('\n').length,
  };
}

function keys(manifest: unknown, field: string): readonly string[] {
  if (typeof manifest !== 'object' || manifest === null) return [];
  const value: unknown = Object.entries(manifest).find(([name]) => name === field)?.[1];
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}
