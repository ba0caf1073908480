import { parseArgs } from 'node:util';
import { costOf } from './cost/cost.ts';
import { readMeasured } from './cost/measured.ts';
import { shown } from './cost/shown.ts';

/** What the cloud costs and what breaks first, from counts that `npm run bench -- cloud --save` took, and listed prices. */
const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const cost = costOf(readMeasured());
process.stdout.write(`${values.json ? JSON.stringify(cost, null, 2) : shown(cost)}\n`);
