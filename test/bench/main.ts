import { parseArgs } from 'node:util';
import { benchBundles } from './bundles.ts';
import { benchCloud } from './cloud.ts';
import { benchCosts } from './costs.ts';
import { benchLetters } from './letters.ts';
import type { Line } from './measure.ts';
import { benchMinute } from './minute.ts';
import { benchReplies } from './replies.ts';
import { benchTicks } from './ticks.ts';

/** Bench `cloud` saves what it counted with `--save`. */
interface Options {
  readonly save: boolean;
}

const BENCHES: Readonly<Record<string, (options: Options) => Promise<readonly Line[]>>> = {
  bundles: benchBundles,
  cloud: benchCloud,
  costs: benchCosts,
  letters: benchLetters,
  minute: benchMinute,
  replies: benchReplies,
  ticks: benchTicks,
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { save: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  process.stderr.write(
    `usage: npm run bench -- [${Object.keys(BENCHES).join('] [')}]\nnot known: ${unknown.join(', ')}\n`,
  );
  process.exit(2);
}
for (const [name, bench] of Object.entries(BENCHES)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  for (const line of await bench(values)) process.stdout.write(`${JSON.stringify(line)}\n`);
}
