import { join } from 'node:path';
import { run } from './run.ts';

/** sst.config.ts and packages/infra against the types of SST's real platform. */
export async function judgeTypes(root: string): Promise<readonly string[]> {
  const tsc = join(root, 'node_modules/.bin/tsc');
  const { code, said } = await run(tsc, ['-p', 'packages/infra', '--pretty', 'false'], { cwd: root });
  if (code === 0) return [];
  const errors = said.split('\n').filter((line) => line.includes('error TS'));
  return errors.length > 0 ? errors : [said];
}
