import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const HANDLER = /^export (const|async function|function) handler\b/m;

/** Every handler in functions/, as in `functions/api.handler`. */
export const handlersIn = (root: string): readonly string[] =>
  readdirSync(join(root, 'functions'))
    .filter(
      (file) => file.endsWith('.ts') && HANDLER.test(readFileSync(join(root, 'functions', file), 'utf8')),
    )
    .map((file) => `functions/${file.slice(0, -'.ts'.length)}.handler`);
