import crypto from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makeGraph } from './makeGraph.ts';
import { answerForSecrets } from './secrets.ts';

/*
 * Runs sst.config.ts with SST's own components and nothing behind them, and writes what they ask of AWS.
 * Usage: node .checks/infra/graph/main.ts --root FOLDER --stage STAGE --out FILE
 * A process of its own: Pulumi keeps the program's resources in it.
 */
const { values } = parseArgs({
  options: {
    root: { type: 'string', default: '.' },
    stage: { type: 'string', default: 'dev' },
    out: { type: 'string', default: '/dev/stdout' },
  },
});
answerForSecrets();
// SST's names have random ends: the same each time, so that what is written to .sst is written over.
crypto.randomBytes = (size: number) => Buffer.alloc(size, 7);
writeFileSync(values.out, JSON.stringify(await makeGraph(resolve(values.root), values.stage)));
// Pulumi doesn't end what a fault has left waiting.
process.exit(0);
