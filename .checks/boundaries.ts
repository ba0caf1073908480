import { parseArgs } from 'node:util';
import { surveyTree } from './boundaries/survey.ts';

/*
 * What each package imports and reads, held against its package.json and the table of directions.
 * Usage: node .checks/boundaries.ts [--json] [root of a repository]
 */
const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true });
const survey = surveyTree(positionals[0] ?? '.');

if (values.json === true) {
  console.log(JSON.stringify(survey));
} else {
  for (const { file, line, what } of survey.offences) console.log(`${file}:${line}: ${what}`);
  console.log(`${survey.files} files, ${survey.imports} imports, ${survey.offences.length} offences`);
}
const vacuous = survey.files === 0 || survey.imports === 0;
if (vacuous) console.error('read nothing, so nothing is shown');
process.exitCode = vacuous || survey.offences.length > 0 ? 1 : 0;
