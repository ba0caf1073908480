import { builtinModules } from 'node:module';
import { dirname, join, posix } from 'node:path';
import { type Direction, TEST_SUPPORT } from './directions.ts';
import { mayReach } from './judgeManifest.ts';
import { type Manifest, readManifest } from './manifest.ts';

/** Where an import stands. `direction` and `manifest` are absent in test/, which belongs to no package. */
export interface Place {
  readonly root: string;
  readonly folder: string;
  readonly file: string;
  readonly isTest: boolean;
  readonly direction: Direction | undefined;
  readonly manifest: Manifest | undefined;
}

/** Why this import is forbidden here; nothing when it is allowed. */
export function judgeImport(specifier: string | undefined, place: Place): readonly string[] {
  if (specifier === undefined) return computed(place);
  if (specifier.startsWith('.')) return relativeImport(specifier, place);
  if (/^[/#]|^(?!node:)[a-z]+:/i.test(specifier)) {
    return [`imports ${specifier}: neither a package nor a path of its own`];
  }
  if (specifier.startsWith('node:')) return builtin(specifier, place);
  return packageImport(specifier, place);
}

/** A composition root may look for what this machine has. */
const computed = ({ isTest, direction }: Place): readonly string[] =>
  isTest || direction === undefined || direction.compositionRoot === 'all'
    ? []
    : ['imports what only running it can tell: name it'];

function relativeImport(specifier: string, { folder, file, isTest }: Place): readonly string[] {
  const target = posix.join(dirname(file), specifier);
  const inside = (of: string) => target === of || target.startsWith(`${of}/`);
  if (inside(folder) || (isTest && inside(TEST_SUPPORT))) return [];
  return [`imports ${specifier}, which leaves ${folder}: import a package by its name`];
}

function builtin(specifier: string, { isTest, direction, folder }: Place): readonly string[] {
  if (!builtinModules.includes(specifier.slice('node:'.length)) && !builtinModules.includes(specifier)) {
    return [`imports ${specifier}, which Node doesn't have`];
  }
  if (isTest || direction?.builtins === undefined || direction.builtins.includes(specifier)) return [];
  return [`imports ${specifier}: ${folder} may use ${direction.builtins.join(', ')} of Node`];
}

function packageImport(specifier: string, place: Place): readonly string[] {
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  const against = againstTheTable(name, place);
  return against.length > 0 ? against : [...unlisted(name, place), ...deep(name, specifier, place)];
}

function againstTheTable(name: string, { direction, folder, isTest }: Place): readonly string[] {
  if (direction === undefined || mayReach(direction, name)) return [];
  return isTest && !name.startsWith('@crewtide/') ? [] : [`imports ${name}, which ${folder} may not import`];
}

/** test/ uses what the workspaces install; knip finds what nobody lists. */
function unlisted(name: string, { manifest, root, isTest, folder }: Place): readonly string[] {
  // Some packages are types alone, and their names say so to npm only.
  const lists = (each: string) => manifest?.runtime.includes(each) === true;
  if (manifest === undefined || lists(name) || lists(`@types/${name}`)) return [];
  if (isTest && readManifest(root)?.development.includes(name) === true) return [];
  return [`imports ${name}, which ${folder}/package.json doesn't list`];
}

/** `@crewtide/x/…` that x doesn't export. */
function deep(name: string, specifier: string, { root }: Place): readonly string[] {
  if (!name.startsWith('@crewtide/') || specifier === name) return [];
  const short = name.slice('@crewtide/'.length);
  const target = readManifest(join(root, 'packages', short)) ?? readManifest(join(root, short));
  const subpath = `.${specifier.slice(name.length)}`;
  return target?.exports.includes(subpath) === true
    ? []
    : [`imports ${specifier}: ${name} doesn't export ${subpath}`];
}
