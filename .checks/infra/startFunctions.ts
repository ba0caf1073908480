import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Build, Report } from './graph/report.ts';
import { run } from './run.ts';

/** Loads each bundle in a process that has what the function would have on AWS, and no link more. */
export async function startFunctions(root: string, { app, builds }: Report): Promise<readonly string[]> {
  const offences = await Promise.all(
    builds.map(async (build) => {
      const bundle = JSON.stringify(pathToFileURL(join(build.folder, 'bundle.mjs')).href);
      const code = `const { ${build.export}: handler } = await import(${bundle});
        process.exit(typeof handler === 'function' ? 0 : 1);`;
      const ended = await run(process.execPath, ['--input-type=module', '--eval', code], {
        cwd: root,
        env: environment(build, app.stage),
      });
      return ended.code === 0
        ? []
        : [`${build.handler} doesn't start with its links: ${faultIn(ended.said)}`];
    }),
  );
  return offences.flat();
}

const environment = ({ links }: Build, stage: string): NodeJS.ProcessEnv => ({
  AWS_REGION: 'eu-west-1',
  SST_RESOURCE_App: JSON.stringify({ name: 'crewtide', stage }),
  ...Object.fromEntries(
    Object.entries(links).map(([name, properties]) => [`SST_RESOURCE_${name}`, JSON.stringify(properties)]),
  ),
});

/** Of a stack trace, the error. */
const faultIn = (said: string): string => /^\w*Error\b.*$/m.exec(said)?.[0] ?? said.slice(0, 300);
