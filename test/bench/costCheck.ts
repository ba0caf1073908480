import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { MEASURED, measureCloud } from './cloud.ts';

/*
 * Whether `npm run cost` counts with what a season takes now.
 * Usage: npm run cost:check
 */
const saved = z.looseObject({ counts: z.unknown() });

/** Every number, by where it stands. */
const numbersIn = (value: unknown, path = 'counts'): readonly (readonly [string, number])[] =>
  typeof value === 'number'
    ? [[path, value]]
    : Object.entries(Object(value)).flatMap(([name, of]) => numbersIn(of, `${path}.${name}`));

/** A request that meets a connection just closed is tried again, and counts twice. */
const isNear = (count: number, expected: number): boolean => Math.abs(count - expected) <= 1 + expected / 50;

const { counts } = saved.parse(JSON.parse(await readFile(MEASURED, 'utf8')));
const before = new Map(numbersIn(counts));
const now = new Map(numbersIn((await measureCloud()).counts));
const offences = [...new Set([...before.keys(), ...now.keys()])].flatMap((path) => {
  const [expected, count] = [before.get(path), now.get(path)];
  return expected !== undefined && count !== undefined && isNear(count, expected)
    ? []
    : [`${path}: ${expected ?? 'nothing'} saved, ${count ?? 'nothing'} now`];
});
for (const offence of offences) console.log(offence);
console.log(`${now.size} counts, ${offences.length} offences`);
if (offences.length > 0) console.log('to save what is counted now: npm run bench -- cloud --save');
process.exitCode = now.size === 0 || offences.length > 0 ? 1 : 0;
