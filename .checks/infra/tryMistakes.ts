import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyOf } from './copy.ts';
import { judge, type Wanted } from './judge/judge.ts';
import { judgeTypes } from './judgeTypes.ts';
import type { Mistake } from './mistakes.ts';
import { readGraph } from './readGraph.ts';
import { startFunctions } from './startFunctions.ts';

/** Makes each mistake in a copy; a line for each that isn't caught, or is caught as something else. */
export async function tryMistakes(
  root: string,
  mistakes: readonly Mistake[],
  wanted: Wanted,
): Promise<readonly string[]> {
  const missed: string[] = [];
  const waiting = [...mistakes];
  const worker = async () => {
    for (let mistake = waiting.shift(); mistake !== undefined; mistake = waiting.shift()) {
      using copy = copyOf(root);
      make(copy.root, mistake);
      const offences = await offencesIn(copy.root, mistake, wanted);
      if (!offences.some((offence) => mistake.as.test(offence)))
        missed.push(`not caught: ${mistake.name} (${offences.join('; ') || 'no offence'})`);
    }
  };
  await Promise.all([worker(), worker()]);
  return missed;
}

function make(root: string, { name, file, from, to }: Mistake): void {
  const path = join(root, file);
  const parts = readFileSync(path, 'utf8').split(from);
  if (parts.length !== 2) throw new Error(`${name}: ${file} has "${from}" ${parts.length - 1} times`);
  writeFileSync(path, parts.join(to));
}

async function offencesIn(root: string, { caughtBy }: Mistake, wanted: Wanted): Promise<readonly string[]> {
  switch (caughtBy) {
    case 'types':
      return judgeTypes(root);
    case 'dev':
    case 'production':
      return judge(await readGraph(root, caughtBy), wanted);
    case 'start':
      return startFunctions(root, await readGraph(root, 'dev'));
  }
}
