import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';

/** The plugins leave it to a call that nobody makes. */
const NOT_NEEDED = ['@react-email/render'];

const manifest = z.object({ version: z.string() });

/**
 * What a bundle imports and does not hold is installed beside it: in the newest version, unless the one that we test with is
 * named.
 * @throws Error that names handler, package and version
 */
export function assertPinned(
  root: string,
  handler: string,
  imports: readonly string[],
  install: Readonly<Record<string, string>>,
): void {
  const packages = new Set(imports.filter((path) => !isBuiltin(path) && !NOT_NEEDED.includes(path)));
  for (const name of packages) {
    const file = join(root, 'node_modules', name, 'package.json');
    const { version } = manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
    if (install[name] !== version)
      throw new Error(`${handler} needs ${name} ${version} beside it: name this version`);
  }
}
