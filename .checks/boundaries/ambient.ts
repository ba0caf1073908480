import { isNode, nameOf, nodesIn, pathOf, type Source, type SyntaxNode, textOf } from './syntax.ts';

export interface AmbientRead {
  readonly what: string;
  readonly line: number;
}

/** What only a composition root may read, by the path that reaches it from the global object. */
const AMBIENT: ReadonlySet<string> = new Set([
  ...['env', 'argv', 'cwd', 'hrtime', 'uptime'].map((name) => `process.${name}`),
  ...['now', 'timeOrigin'].map((name) => `performance.${name}`),
  ...['randomUUID', 'randomBytes', 'randomInt', 'randomFill', 'randomFillSync', 'getRandomValues'].flatMap(
    (name) => [`crypto.${name}`, `crypto.webcrypto.${name}`],
  ),
  ...['generateKey', 'generateKeySync', 'generateKeyPair', 'generateKeyPairSync'].map(
    (name) => `crypto.${name}`,
  ),
  'import.meta.env',
  'Date.now',
  'Temporal.Now',
  'Math.random',
]);

/** Modules that give what the global object gives too. */
const MODULES: Readonly<Record<string, string>> = {
  'node:process': 'process',
  process: 'process',
  'node:crypto': 'crypto',
  crypto: 'crypto',
  'node:perf_hooks': 'globalThis',
  perf_hooks: 'globalThis',
  'temporal-polyfill': 'globalThis',
};

const GLOBAL_OBJECT = /^(globalThis|global|self|window)\./;

/**
 * Where a source reads the environment, the clock or the random source: through globals, imports, other names for
 * them, and destructuring. Types don't read. A local variable that has a global's name is taken for the global.
 */
export function ambientReads(source: Source): readonly AmbientRead[] {
  const names = namesFor(source);
  return source.nodes.flatMap((node) =>
    [...imported(node), ...member(node, names), ...dateNow(node, names), ...destructured(node, names)].map(
      (what) => ({ what, line: source.lineOf(node) }),
    ),
  );
}

type Names = ReadonlyMap<string, string>;

/** Local names that stand for something reachable from the global object, and how it is reached. */
function namesFor(source: Source): Names {
  const names = new Map<string, string>();
  for (const node of source.nodes) {
    if (node.type === 'ImportDeclaration') {
      const from = MODULES[textOf(node.source) ?? ''] ?? 'imported';
      for (const specifier of nodesIn(node.specifiers)) {
        const local = nameOf(specifier.local);
        if (local !== undefined) names.set(local, fromGlobal(`${from}${memberOf(specifier)}`));
      }
    }
    if (node.type === 'VariableDeclarator' && isNode(node.id) && node.id.type === 'Identifier') {
      const local = nameOf(node.id);
      const reached = resolved(node.init, names);
      if (local !== undefined && reached !== undefined && reached !== local) names.set(local, reached);
    }
  }
  return names;
}

/** ".randomBytes" for a named import; nothing for a default or namespace import, which is the module itself. */
function memberOf(specifier: SyntaxNode): string {
  const name = specifier.type === 'ImportSpecifier' ? nameOf(specifier.imported) : undefined;
  return name === undefined || name === 'default' ? '' : `.${name}`;
}

const fromGlobal = (path: string): string =>
  GLOBAL_OBJECT.test(path) ? fromGlobal(path.replace(GLOBAL_OBJECT, '')) : path;

function resolved(expression: unknown, names: Names): string | undefined {
  const path = pathOf(expression);
  if (path === undefined) return undefined;
  const [first = '', ...rest] = path.split('.');
  return fromGlobal([names.get(first) ?? first, ...rest].join('.'));
}

/** `import { randomBytes } from 'node:crypto'`, and the same handed on by an export. */
function imported(node: SyntaxNode): readonly string[] {
  if (node.type !== 'ImportDeclaration' && node.type !== 'ExportNamedDeclaration') return [];
  if (node.importKind === 'type' || node.exportKind === 'type') return [];
  const from = MODULES[textOf(node.source) ?? ''];
  if (from === undefined) return [];
  return nodesIn(node.specifiers)
    .map((specifier) => fromGlobal(`${from}.${nameOf(specifier.imported ?? specifier.local)}`))
    .filter((path) => AMBIENT.has(path));
}

function member(node: SyntaxNode, names: Names): readonly string[] {
  if (node.type !== 'MemberExpression') return [];
  const path = resolved(node, names);
  return path !== undefined && AMBIENT.has(path) ? [path] : [];
}

/** `new Date()`, and `Date(…)`, which ignores its arguments. */
function dateNow(node: SyntaxNode, names: Names): readonly string[] {
  const isNew = node.type === 'NewExpression' && Array.isArray(node.arguments) && node.arguments.length === 0;
  if (!isNew && node.type !== 'CallExpression') return [];
  return resolved(node.callee, names) === 'Date' ? [isNew ? 'new Date()' : 'Date()'] : [];
}

/** `const { env } = process`, also as an assignment, a parameter's default and in depth. */
function destructured(node: SyntaxNode, names: Names): readonly string[] {
  const [pattern, from] = node.type === 'VariableDeclarator' ? [node.id, node.init] : [node.left, node.right];
  const path = resolved(from, names);
  return path === undefined ? [] : takenFrom(path, pattern);
}

function takenFrom(path: string, pattern: unknown): readonly string[] {
  if (!isNode(pattern) || pattern.type !== 'ObjectPattern') return [];
  return nodesIn(pattern.properties).flatMap((property) => {
    const name = nameOf(property.key);
    if (name === undefined) return [];
    const taken = fromGlobal(`${path}.${name}`);
    return AMBIENT.has(taken) ? [taken] : takenFrom(taken, property.value);
  });
}
