import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import manifest from '../../package.json' with { type: 'json' };

/** The platforms that the engine is published for. */
const PUBLISHED: readonly string[] = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64'];

const packageJson = z.object({ version: z.string() });

/** The version that this was built with. */
const TRIED = manifest.optionalDependencies['@dynoxide/linux-x64'];

export interface EngineBinary {
  readonly path: string;
  readonly version: string;
}

/** @throws Error that says which package to install, or that there is none for this platform. */
export function engineBinary(platform: string = process.platform, arch: string = process.arch): EngineBinary {
  const target = `${platform}-${arch}`;
  const found = installed(`@dynoxide/${target}`);
  if (found === undefined) throw new Error(missing(target));
  const name = platform === 'win32' ? 'dynoxide.exe' : 'dynoxide';
  return { path: join(found.folder, name), version: found.version };
}

function installed(name: string): { readonly folder: string; readonly version: string } | undefined {
  const require = createRequire(import.meta.url);
  try {
    const path = require.resolve(`${name}/package.json`);
    return { folder: dirname(path), version: packageJson.parse(require(path)).version };
  } catch {
    return undefined;
  }
}

const missing = (target: string): string =>
  PUBLISHED.includes(target)
    ? `the embedded store's engine for ${target} is not installed: run "npm install --no-save @dynoxide/${target}@${TRIED}", or set DYNAMODB_ENDPOINT`
    : `the embedded store has no engine for ${target} (only for ${PUBLISHED.join(', ')}): set DYNAMODB_ENDPOINT`;
