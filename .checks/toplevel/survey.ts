import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything else goes into one of these or begins with a dot. */
const VISIBLE = new Set([
  ...[
    'package.json',
    'tsconfig.json',
    'sst.config.ts',
    'functions',
    'emails',
    'packages',
    'test',
    'README.md',
  ],
  ...['package-lock.json', 'LICENSE'],
]);

/** Built from parts, so that it doesn't find itself. */
const MACHINE_PATH = new RegExp(`(^|[^a-zA-Z.])/(${['work', 'farm', 'root', 'home', 'Users'].join('|')})/`);
const DOWNLOAD_ADDRESS = /"resolved": "http/;
const REGISTRY = /(^|:)registry\s*=/;

/** Lines "file: what" or "file:line: what" for each offence among the files that git tracks under `root`. */
export function surveyTopLevel(root: string): {
  readonly files: number;
  readonly offences: readonly string[];
} {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((file) => file !== '' && existsSync(join(root, file)));
  return {
    files: files.length,
    offences: [...visible(files), ...files.flatMap((file) => lines(root, file))],
  };
}

function visible(files: readonly string[]): readonly string[] {
  const names = new Set(files.map((file) => file.split('/')[0] ?? file));
  return [...names]
    .filter((name) => !name.startsWith('.') && !VISIBLE.has(name))
    .map((name) => `${name}: doesn't belong to the visible top level`);
}

function lines(root: string, file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8');
  if (text.includes('\0')) return [];
  return text.split('\n').flatMap((line, index) => {
    const what = judge(file, line);
    return what === undefined ? [] : [`${file}:${index + 1}: ${what}`];
  });
}

function judge(file: string, line: string): string | undefined {
  if (file === 'package-lock.json')
    return DOWNLOAD_ADDRESS.test(line) ? 'records a download address' : undefined;
  if (file.endsWith('.npmrc') && REGISTRY.test(line)) return 'names a registry';
  return MACHINE_PATH.test(line) ? 'holds a path of a machine' : undefined;
}
