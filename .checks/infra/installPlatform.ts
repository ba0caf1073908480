import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { run } from './run.ts';

const manifest = z.object({ version: z.string() });

/**
 * SST's components and their types in .sst/platform, by SST's own program and npm: neither Pulumi nor bun is asked for.
 * What is whole and of this version stays.
 * @throws Error with what SST said
 */
export async function installPlatform(root: string): Promise<'installed' | 'there already'> {
  const platform = join(root, '.sst/platform');
  // Written last: an installation that was cut off has none.
  const whole = join(platform, '.whole');
  const { version } = manifest.parse(
    JSON.parse(readFileSync(join(root, 'node_modules/sst/package.json'), 'utf8')),
  );
  if (existsSync(whole) && readFileSync(whole, 'utf8') === version) return 'there already';
  rmSync(platform, { recursive: true, force: true });
  const { code, said } = await run(join(root, 'node_modules/.bin/sst'), ['install', '--stage', 'ci'], {
    cwd: root,
    env: { ...process.env, SST_SKIP_DEPENDENCY_CHECK: '1', SST_NO_BUN: '1', SST_TELEMETRY_DISABLED: '1' },
    minutes: 10,
  });
  if (code !== 0 || !existsSync(join(platform, 'node_modules/@pulumi/aws/package.json')))
    throw new Error(`SST's platform can't be installed:\n${said}`);
  writeFileSync(whole, version);
  return 'installed';
}
