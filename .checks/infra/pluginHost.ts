import { join } from 'node:path';
import { nodejs } from '@crewtide/infra/bundling';
import { run } from './run.ts';

const LOCALES = 'node_modules/zod/v4/locales/index.js';

/**
 * SST's program asks our plugins through a host in JavaScript, line by line. Would the host not come up, a deployment would
 * wait for it for ever.
 */
export async function judgePluginHost(root: string): Promise<readonly string[]> {
  const host = join(root, '.sst/platform/functions/nodejs-runtime/plugin.mjs');
  const question = { id: 1, command: 'load', value: { path: join(root, LOCALES), namespace: 'file' } };
  const { said } = await run(process.execPath, ['--no-warnings', host, join(root, nodejs.plugins)], {
    cwd: root,
    input: `${JSON.stringify(question)}\n`,
    minutes: 1,
  });
  return said.includes('./en.js') ? [] : [`SST's host of plugins doesn't carry ${nodejs.plugins}: ${said}`];
}
