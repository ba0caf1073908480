import { resolve } from 'node:path';
import { ASKED } from '@crewtide/infra/asked';
import { handlersIn } from './infra/handlers.ts';
import { installPlatform } from './infra/installPlatform.ts';
import { judge, type Wanted } from './infra/judge/judge.ts';
import { judgeTypes } from './infra/judgeTypes.ts';
import { readLocalTable } from './infra/localTable.ts';
import { MISTAKES } from './infra/mistakes.ts';
import { judgePluginHost } from './infra/pluginHost.ts';
import { readGraph } from './infra/readGraph.ts';
import { startFunctions } from './infra/startFunctions.ts';
import { tryMistakes } from './infra/tryMistakes.ts';

/*
 * What would be deployed, held against what must be true of it, without an account: types against SST's own, the
 * resources of two stages made by SST's own components, every bundle started with its links, and then as many deliberate
 * mistakes, each of which must be caught.
 * Usage: node .checks/infra.ts [root of a repository]
 */
const root = resolve(process.argv[2] ?? '.');
const offences: string[] = [];
const note = async (what: string, found: Promise<readonly string[]>): Promise<void> => {
  const lines = await found;
  for (const line of lines) console.log(`${what}: ${line}`);
  console.log(`${what}: ${lines.length} offences`);
  offences.push(...lines);
};

console.log(`SST's platform: ${await installPlatform(root)}`);
const wanted: Wanted = { handlers: handlersIn(root), table: await readLocalTable(), asked: ASKED };
await note('types', judgeTypes(root));
await note("SST's host of plugins", judgePluginHost(root));
for (const stage of ['dev', 'production']) {
  const report = await readGraph(root, stage);
  console.log(`${stage}: ${report.resources.length} resources, ${report.builds.length} bundles`);
  await note(stage, Promise.resolve(judge(report, wanted)));
  await note(`${stage}, started`, startFunctions(root, report));
}
if (offences.length === 0) await note(`${MISTAKES.length} mistakes`, tryMistakes(root, MISTAKES, wanted));
else console.log('mistakes: none tried, as there are offences without any');
process.exitCode = offences.length > 0 ? 1 : 0;
