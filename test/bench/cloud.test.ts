import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { measureCloud } from './cloud.ts';

const SAVED = new URL('../../functions/commands/cost/measured.json', import.meta.url);
const saved = z.looseObject({ counts: z.unknown() });

/** Every number, by where it stands. */
const numbersIn = (value: unknown, path = 'counts'): readonly (readonly [string, number])[] =>
  typeof value === 'number'
    ? [[path, value]]
    : Object.entries(Object(value)).flatMap(([name, of]) => numbersIn(of, `${path}.${name}`));

test('npm run cost counts with what a season takes; where this fails: npm run bench -- cloud --save', async () => {
  const { counts } = saved.parse(JSON.parse(await readFile(SAVED, 'utf8')));
  const now = numbersIn((await measureCloud()).counts);
  const before = new Map(numbersIn(counts));
  expect(now.map(([path]) => path)).toEqual([...before.keys()]);
  for (const [path, count] of now) {
    const expected = before.get(path) ?? 0;
    // A request that meets a connection just closed is tried again, and counts twice.
    expect(Math.abs(count - expected), path).toBeLessThanOrEqual(1 + expected / 50);
  }
}, 120_000);
