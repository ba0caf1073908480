import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { surveyTree } from './boundaries/survey.ts';

const check = fileURLToPath(new URL('boundaries.ts', import.meta.url));
const repository = fileURLToPath(new URL('..', import.meta.url));

const run = (root: string, ...options: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [check, ...options, root], {
    encoding: 'utf8',
  });
  return { status, lines: stdout.trimEnd().split('\n'), stderr };
};

const manifest = (dependencies: Readonly<Record<string, string>>, exported = ['.']) =>
  JSON.stringify(
    { dependencies, exports: Object.fromEntries(exported.map((path) => [path, './src/index.ts'])) },
    null,
    2,
  );

/** A small tree in which everything is allowed. */
const allowed = {
  'package.json': JSON.stringify({ devDependencies: { vitest: '1' } }),
  'packages/domain/package.json': manifest({ zod: '1' }),
  'packages/domain/src/index.ts': "import { z } from 'zod';\nexport const a = z.string();\n",
  'packages/domain/src/a.test.ts':
    "import { randomBytes } from 'node:crypto';\nimport { it } from 'vitest';\nimport '../../../test/support/a.ts';\n",
  'packages/flows/package.json': manifest({ '@crewtide/domain': '1' }, ['.', './ports']),
  'packages/flows/src/index.ts': "import { a } from '@crewtide/domain';\nexport * from './b.ts';\n",
  'packages/flows/src/b.ts': "export { createHash } from 'node:crypto';\n",
  'packages/store/package.json': manifest({ '@crewtide/domain': '1', '@crewtide/flows': '1' }),
  'packages/store/src/index.ts': "import '@crewtide/flows/ports';\nimport { readFileSync } from 'node:fs';\n",
  'packages/local/package.json': manifest({ '@crewtide/store': '1' }),
  'packages/local/src/index.ts': "import '@crewtide/store';\nexport const now = Date.now;\nrequire(now);\n",
  'test/support/a.ts': "import 'vitest';\nexport const b = process.env;\n",
};

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'boundaries-'));
  write(allowed);
});
afterEach(() => rmSync(root, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

describe('the boundaries of packages', () => {
  it('hold in the present tree', () => {
    const { status, lines } = run(repository);
    expect(lines).toEqual([expect.stringMatching(/^[1-9]\d* files, [1-9]\d* imports, 0 offences$/)]);
    expect(status).toBe(0);
  });

  it('hold in a tree where everything is allowed', () => {
    expect(run(root)).toEqual({ status: 0, lines: ['7 files, 12 imports, 0 offences'], stderr: '' });
  });

  it.each<[string, string, string, string]>([
    [
      'a package that package.json does not list',
      'packages/store/src/x.ts',
      "\nimport 'left-pad/x';",
      "packages/store/src/x.ts:2: imports left-pad, which packages/store/package.json doesn't list",
    ],
    [
      'a development dependency outside a test',
      'packages/store/src/x.ts',
      "import type { X } from 'vitest';",
      "packages/store/src/x.ts:1: imports vitest, which packages/store/package.json doesn't list",
    ],
    [
      "a package of ours against the table's direction",
      'packages/domain/src/x.ts',
      "import '@crewtide/flows';",
      'packages/domain/src/x.ts:1: imports @crewtide/flows, which packages/domain may not import',
    ],
    [
      "a package of ours against the table's direction, from a test",
      'packages/flows/src/x.test.ts',
      "await import('@crewtide/store');",
      'packages/flows/src/x.test.ts:1: imports @crewtide/store, which packages/flows may not import',
    ],
    [
      'a module of Node that touches the outside, in a pure package',
      'packages/flows/src/x.ts',
      "import 'node:fs';",
      'packages/flows/src/x.ts:1: imports node:fs: packages/flows may use node:buffer, node:crypto, node:string_decoder, node:url, node:util of Node',
    ],
    [
      'a module of Node without its prefix',
      'packages/store/src/x.ts',
      "import 'fs';",
      "packages/store/src/x.ts:1: imports fs, which packages/store/package.json doesn't list",
    ],
    [
      'a relative path that leaves the package',
      'packages/store/src/x.ts',
      "export * from '../../domain/src/index.ts';",
      'packages/store/src/x.ts:1: imports ../../domain/src/index.ts, which leaves packages/store: import a package by its name',
    ],
    [
      'a neighbour whose name begins with its own',
      'packages/store/src/x.ts',
      "export * from '../../store2/src/index.ts';",
      'packages/store/src/x.ts:1: imports ../../store2/src/index.ts, which leaves packages/store: import a package by its name',
    ],
    [
      'test/ reaching into a package',
      'test/x.test.ts',
      "import '../packages/store/src/index.ts';",
      'test/x.test.ts:1: imports ../packages/store/src/index.ts, which leaves test: import a package by its name',
    ],
    [
      'the inside of another package',
      'packages/store/src/x.ts',
      "import '@crewtide/domain/src/index.ts';",
      "packages/store/src/x.ts:1: imports @crewtide/domain/src/index.ts: @crewtide/domain doesn't export ./src/index.ts",
    ],
    [
      'an absolute path',
      'packages/store/src/x.ts',
      "import 'file:///x.ts';",
      'packages/store/src/x.ts:1: imports file:///x.ts: neither a package nor a path of its own',
    ],
    [
      'an import that is computed',
      'packages/store/src/x.ts',
      'await import(name);',
      'packages/store/src/x.ts:1: imports what only running it can tell: name it',
    ],
    [
      'a reader of the clock',
      'packages/flows/src/x.ts',
      'export const a = new Date();',
      'packages/flows/src/x.ts:1: reads new Date(): environment, clock and random source are arguments',
    ],
    [
      'a reader of the environment',
      'packages/store/src/x.ts',
      'export const a = process.env.A;',
      'packages/store/src/x.ts:1: reads process.env: environment, clock and random source are arguments',
    ],
    [
      'a reader of the random source',
      'packages/domain/src/x.ts',
      "import { randomBytes } from 'node:crypto';",
      'packages/domain/src/x.ts:1: reads crypto.randomBytes: environment, clock and random source are arguments',
    ],
    [
      "a package.json that lists what the table doesn't allow",
      'packages/flows/package.json',
      manifest({ '@crewtide/domain': '1', '@crewtide/store': '1' }, ['.', './ports']),
      'packages/flows/package.json:4: lists @crewtide/store, which packages/flows may not import',
    ],
    [
      "a package that the table doesn't know",
      'packages/extra/package.json',
      '{}',
      'packages/extra:1: has no row in the table of directions',
    ],
    ['a package without a source', 'emails/package.json', manifest({}), 'emails:1: has no source'],
  ])('refuse %s', (_, path, text, offence) => {
    write({ [path]: text });
    const { offences } = surveyTree(root);
    expect(offences.map(({ file, line, what }) => `${file}:${line}: ${what}`)).toEqual([offence]);
  });

  it('are printed with file and line when crossed', () => {
    write({ 'packages/store/src/x.ts': "\nimport 'fs';" });
    expect(run(root)).toMatchObject({
      status: 1,
      lines: [
        "packages/store/src/x.ts:2: imports fs, which packages/store/package.json doesn't list",
        '8 files, 13 imports, 1 offences',
      ],
    });
  });

  it('are written as JSON when asked', () => {
    write({ 'packages/store/src/x.ts': "import 'fs';" });
    const { status, lines } = run(root, '--json');
    expect(status).toBe(1);
    expect(JSON.parse(lines.join('\n'))).toEqual({
      files: 8,
      imports: 13,
      offences: [
        {
          file: 'packages/store/src/x.ts',
          line: 1,
          what: "imports fs, which packages/store/package.json doesn't list",
        },
      ],
    });
  });

  it('are not shown by an empty tree', () => {
    rmSync(root, { recursive: true });
    mkdirSync(root);
    expect(run(root)).toMatchObject({ status: 1, stderr: 'read nothing, so nothing is shown\n' });
  });
});
