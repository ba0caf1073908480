import { parseArgs } from 'node:util';
import { benchCosts } from './costs.ts';
import { benchLetters } from './letters.ts';
import type { Line } from './measure.ts';
import { benchMinute } from './minute.ts';
import { benchReplies } from './replies.ts';
import { benchTicks } from './ticks.ts';

const BENCHES: Readonly<Record<string, () => Promise<readonly Line[]>>> = {
  costs: benchCosts,
  letters: benchLetters,
  minute: benchMinute,
  replies: benchReplies,
  ticks: benchTicks,
};

const { positionals } = parseArgs({ allowPositionals: true });
const unknown = positionals.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  process.stderr.write(
    `usage: npm run bench -- [${Object.keys(BENCHES).join('] [')}]\nnot known: ${unknown.join(', ')}\n`,
  );
  process.exit(2);
}
for (const [name, bench] of Object.entries(BENCHES)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  for (const line of await bench()) process.stdout.write(`${JSON.stringify(line)}\n`);
}
