import { surveyTopLevel } from './toplevel/survey.ts';

/*
 * The visible top level, paths of a machine, addresses of registries: in what git tracks.
 * Usage: node .checks/toplevel.ts [root of a repository]
 */
const { files, offences } = surveyTopLevel(process.argv[2] ?? '.');
for (const offence of offences) console.log(offence);
console.log(`${files} files, ${offences.length} offences`);
process.exitCode = files === 0 || offences.length > 0 ? 1 : 0;
