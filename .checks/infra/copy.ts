import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const SOURCES = ['package.json', 'tsconfig.json', 'sst.config.ts', 'packages', 'functions', 'emails'];
const PLATFORM = ['platform', 'provider-lock.json'];
/** Made from our own sources, so a copy has its own. */
const OURS = '@crewtide';

/** A copy of what is deployed, to change at will: packages from elsewhere and SST's platform are the original's. */
export function copyOf(root: string): { readonly root: string; [Symbol.dispose](): void } {
  const copy = mkdtempSync(join(tmpdir(), 'crewtide-infra-'));
  for (const source of SOURCES) {
    cpSync(join(root, source), join(copy, source), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => basename(path) !== 'node_modules',
    });
  }
  mkdirSync(join(copy, 'node_modules'));
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== OURS) symlinkSync(join(root, 'node_modules', name), join(copy, 'node_modules', name));
  }
  cpSync(join(root, 'node_modules', OURS), join(copy, 'node_modules', OURS), {
    recursive: true,
    verbatimSymlinks: true,
  });
  for (const folder of readdirSync(join(root, 'packages'))) {
    const own = join('packages', folder, 'node_modules');
    if (existsSync(join(root, own))) symlinkSync(join(root, own), join(copy, own));
  }
  mkdirSync(join(copy, '.sst'));
  for (const name of PLATFORM) symlinkSync(join(root, '.sst', name), join(copy, '.sst', name));
  return { root: copy, [Symbol.dispose]: () => rmSync(copy, { recursive: true, force: true }) };
}
