import { describe, expect, it } from 'vitest';
import { importsOf } from './imports.ts';
import { parseSource } from './syntax.ts';

const specifiers = (text: string, path = 'a.ts') =>
  importsOf(parseSource(text, path)).map((found) => found.specifier);

describe('the imports of a source', () => {
  it.each([
    ["import 'a';", ['a']],
    ["import a, { b as c } from 'a';", ['a']],
    ["import * as a from 'a';", ['a']],
    ["import type { A } from 'a';", ['a']],
    ["import { type A } from 'a';", ['a']],
    ["export * from 'a';", ['a']],
    ["export * as a from 'a';", ['a']],
    ["export type { A } from 'a';", ['a']],
    ["export { a } from 'a';", ['a']],
    ["import {\n  a,\n  // from 'no'\n  b,\n} from\n  'a';", ['a']],
    ["import a from 'a' with { type: 'json' };", ['a']],
    ["const a = await import('a');", ['a']],
    ["const a = await import( /* 'no' */ 'a' );", ['a']],
    ['const a = await import(`a`);', ['a']],
    ["type A = import('a').A<import('b').B>;", ['a', 'b']],
    ["const a: typeof import('a') = b;", ['a']],
    ["import a = require('a');", ['a']],
    ["const a = require('a'); require.resolve('b'); import.meta.resolve('c');", ['a', 'b', 'c']],
    ["vi.mock('a', () => ({})); await vi.importActual('b');", ['a', 'b']],
    ["const a = `${await import('a')}`;", ['a']],
    ["const a = `${`${import('a')}`}`;", ['a']],
    ["if (a / b) /'/.test(c); import('a'); d / 1; // '", ['a']],
  ])('are found in %j', (text, expected) => {
    expect(specifiers(text)).toEqual(expected);
  });

  it.each([
    "// import 'a';",
    "/* import 'a';\n import('b') */",
    `const a = "import 'a'";`,
    "const a = `import b from 'c'`;",
    "const a = `${'import(1)'}`;",
    "const a = /import 'a'/;",
    "a.import('b'); a.require('b'); ({ import: 1, from: 'a' });",
    "declare module 'a' {}",
    "const from = 'a'; export { from };",
    'const a = import.meta.url;',
  ])('are not seen in %j', (text) => {
    expect(specifiers(text)).toEqual([]);
  });

  it('are found between the text of a tsx file', () => {
    expect(specifiers("const a = <p>It's // `not` {import('a')} import 'b'</p>;", 'a.tsx')).toEqual(['a']);
  });

  it('are unknown where they are computed', () => {
    expect(specifiers('import(a); import(`a${b}`);')).toEqual([undefined, undefined]);
  });

  it('carry the line on which they begin', () => {
    const found = importsOf(
      parseSource("/*\n*/\nimport 'a';\n\nexport const b = () =>\n  import('b');\n", 'a.ts'),
    );
    expect(found.map((each) => each.line)).toEqual([3, 6]);
  });

  it('cannot be told from what is not TypeScript', () => {
    expect(() => specifiers("import from from from 'a")).toThrow();
  });
});
