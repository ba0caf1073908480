import type { Direction } from './directions.ts';
import type { Manifest } from './manifest.ts';
import type { Offence } from './offence.ts';

/** What a package.json lists and the table of directions forbids. */
export function judgeManifest(
  folder: string,
  direction: Direction | undefined,
  manifest: Manifest | undefined,
): readonly Offence[] {
  if (direction === undefined || manifest === undefined) return [];
  return [...manifest.runtime, ...manifest.development]
    .filter((name) => !mayReach(direction, name))
    .map((name) => ({
      file: `${folder}/package.json`,
      line: manifest.lineOf(name),
      what: `lists ${name}, which ${folder} may not import`,
    }));
}

export function mayReach(direction: Direction, name: string): boolean {
  const ours = /^@crewtide\/(.*)$/.exec(name)?.[1];
  return ours === undefined
    ? direction.packages === undefined || direction.packages.includes(name)
    : direction.ours.includes(ours);
}
