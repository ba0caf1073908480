import { pathOf, type Source, type SyntaxNode, textOf } from './syntax.ts';

export interface Import {
  /** Undefined where it is computed when the program runs. */
  readonly specifier: string | undefined;
  readonly line: number;
}

const STATEMENTS = new Set([
  'ImportDeclaration',
  'ExportAllDeclaration',
  'ExportNamedDeclaration',
  'ImportExpression',
  'TSImportType',
]);

/** Calls whose first argument names a module. */
const CALLS = new Set([
  'require',
  'require.resolve',
  'import.meta.resolve',
  'vi.mock',
  'vi.doMock',
  'vi.importActual',
  'vi.importMock',
]);

/** Every way in which a module names another: statements, types, `import()`, `require` and vitest's mocks. */
export function importsOf(source: Source): readonly Import[] {
  return source.nodes.flatMap((node) => {
    const named = moduleNamedBy(node);
    return named === undefined ? [] : [{ specifier: textOf(named), line: source.lineOf(node) }];
  });
}

function moduleNamedBy(node: SyntaxNode): unknown {
  if (STATEMENTS.has(node.type)) return node.source ?? undefined;
  if (node.type === 'TSExternalModuleReference') return node.expression;
  if (node.type !== 'CallExpression' || !CALLS.has(pathOf(node.callee) ?? '')) return undefined;
  return Array.isArray(node.arguments) ? node.arguments[0] : undefined;
}
