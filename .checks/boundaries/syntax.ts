import { parseAst } from 'vitest/node';

/** A node of an ESTree with TypeScript's and JSX's nodes; `start` is an offset in the source. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

export interface Source {
  /** Every node, parents before their children. */
  readonly nodes: readonly SyntaxNode[];
  /** 1 for the first line. */
  lineOf(node: SyntaxNode): number;
}

/** @throws SyntaxError, with the place, where the text isn't TypeScript. */
export function parseSource(text: string, path: string): Source {
  const lang = path.endsWith('x') ? 'tsx' : 'ts';
  const nodes: SyntaxNode[] = [];
  collect(parseAst(text, { lang }, path), nodes);
  return { nodes, lineOf: (node) => text.slice(0, node.start).split('\n').length };
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** The text of a string, or of a template without placeholders. */
export function textOf(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  if (value.type === 'Literal') return typeof value.value === 'string' ? value.value : undefined;
  if (value.type !== 'TemplateLiteral' || !Array.isArray(value.quasis) || value.quasis.length !== 1)
    return undefined;
  const part: unknown = value.quasis[0]?.value;
  return typeof part === 'object' && part !== null && 'cooked' in part && typeof part.cooked === 'string'
    ? part.cooked
    : undefined;
}

/** What an Identifier is called, or a string key says. */
export function nameOf(value: unknown): string | undefined {
  return isNode(value) && value.type === 'Identifier' && typeof value.name === 'string'
    ? value.name
    : textOf(value);
}

export const nodesIn = (value: unknown): readonly SyntaxNode[] =>
  Array.isArray(value) ? value.filter(isNode) : [];

const TRANSPARENT = new Set([
  'ParenthesizedExpression',
  'ChainExpression',
  'TSNonNullExpression',
  'TSAsExpression',
  'TSSatisfiesExpression',
]);

/** `a.b['c']` as "a.b.c"; undefined for anything that isn't a plain path. */
export function pathOf(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  if (value.type === 'Identifier') return nameOf(value);
  if (value.type === 'MetaProperty') return 'import.meta';
  if (TRANSPARENT.has(value.type)) return pathOf(value.expression);
  if (value.type !== 'MemberExpression') return undefined;
  const object = pathOf(value.object);
  const property = value.computed === true ? textOf(value.property) : nameOf(value.property);
  return object === undefined || property === undefined ? undefined : `${object}.${property}`;
}

function collect(value: unknown, into: SyntaxNode[]): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, into);
  } else if (isNode(value)) {
    into.push(value);
    for (const field of Object.values(value)) if (typeof field === 'object') collect(field, into);
  }
}
