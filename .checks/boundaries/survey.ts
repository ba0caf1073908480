import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ambientReads } from './ambient.ts';
import { DIRECTIONS, type Direction } from './directions.ts';
import { importsOf } from './imports.ts';
import { judgeImport, type Place } from './judgeImport.ts';
import { judgeManifest } from './judgeManifest.ts';
import { readManifest } from './manifest.ts';
import type { Offence } from './offence.ts';
import { parseSource } from './syntax.ts';

export interface Survey {
  readonly files: number;
  readonly imports: number;
  readonly offences: readonly Offence[];
}

/** Reads every source of every package under `root` and holds it against the table of directions. */
export function surveyTree(root: string): Survey {
  return add(foldersOf(root).map((folder) => surveyFolder(root, folder)));
}

/** packages/*, and what stands beside them and has sources. */
function foldersOf(root: string): readonly string[] {
  const packages = join(root, 'packages');
  const inside = existsSync(packages) ? readdirSync(packages, { withFileTypes: true }) : [];
  return [
    ...inside.filter((entry) => entry.isDirectory()).map((entry) => `packages/${entry.name}`),
    ...['emails', 'functions', 'test'].filter((folder) => existsSync(join(root, folder))),
  ];
}

function surveyFolder(root: string, folder: string): Survey {
  const manifest = readManifest(join(root, folder));
  const direction = DIRECTIONS[folder];
  const refused = (what: string) => ({ files: 0, imports: 0, offences: [{ file: folder, line: 1, what }] });
  if (folder !== 'test') {
    if (direction === undefined) return refused('has no row in the table of directions');
    if (manifest === undefined) return refused('has no package.json');
  }
  const files = sourcesIn(join(root, folder)).map((path) => relative(root, path));
  if (files.length === 0) return refused('has no source');
  const surveys = files.map((file) => surveyFile({ root, folder, file, direction, manifest }));
  return add([...surveys, { files: 0, imports: 0, offences: judgeManifest(folder, direction, manifest) }]);
}

function surveyFile(place: Omit<Place, 'isTest'>): Survey {
  const { file, folder } = place;
  const source = parseSource(readFileSync(join(place.root, file), 'utf8'), file);
  const imports = importsOf(source);
  const isTest = /\.test\.tsx?$/.test(file);
  const offences = imports.flatMap((found) =>
    judgeImport(found.specifier, { ...place, isTest }).map((what) => ({ file, line: found.line, what })),
  );
  const reads =
    isTest || isCompositionRoot(place.direction, relative(folder, file)) ? [] : ambientReads(source);
  const ambient = reads.map(({ line, what }) => ({
    file,
    line,
    what: `reads ${what}: environment, clock and random source are arguments`,
  }));
  return { files: 1, imports: imports.length, offences: [...offences, ...ambient] };
}

/** What crosses packages (test/, without a direction) runs programs, so it may read all of it. */
const isCompositionRoot = (direction: Direction | undefined, file: string): boolean =>
  direction === undefined ||
  direction.compositionRoot === 'all' ||
  direction.compositionRoot?.includes(file) === true;

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return /^(node_modules|\..*)$/.test(entry.name) ? [] : sourcesIn(path);
    return /\.[cm]?[jt]sx?$/.test(entry.name) ? [path] : [];
  });
}

const add = (surveys: readonly Survey[]): Survey => ({
  files: surveys.reduce((sum, each) => sum + each.files, 0),
  imports: surveys.reduce((sum, each) => sum + each.imports, 0),
  offences: surveys.flatMap((each) => each.offences),
});
