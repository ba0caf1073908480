import { describe, expect, it } from 'vitest';
import { ambientReads } from './ambient.ts';
import { parseSource } from './syntax.ts';

const reads = (text: string, path = 'a.ts') => ambientReads(parseSource(text, path)).map((read) => read.what);

describe('reading the environment, the clock or the random source', () => {
  it.each([
    ['const a = process.env.HOME;', ['process.env']],
    ["const a = process['env'];", ['process.env']],
    ['const a = process?.env?.HOME;', ['process.env']],
    ['const a = (process as NodeJS.Process).env!.HOME;', ['process.env']],
    ['const a = globalThis.process.env;', ['process.env']],
    ['const { env } = process;', ['process.env']],
    ['const { process: { env: { HOME } } } = globalThis;', ['process.env']],
    ['let env; ({ env } = process);', ['process.env']],
    ['const a = ({ env } = process) => env;', ['process.env']],
    ['const p = process; p.env;', ['process.env']],
    ["import { env } from 'node:process';", ['process.env']],
    ["import p from 'node:process'; p.env;", ['process.env']],
    ["export { env } from 'node:process';", ['process.env']],
    ['const a = import.meta.env;', ['import.meta.env']],
    ['const a = (environment = process.env) => environment;', ['process.env']],
    ['const a = Date.now();', ['Date.now']],
    ['const now = Date.now;', ['Date.now']],
    ['const a = new Date();', ['new Date()']],
    ['const a = new Date;', ['new Date()']],
    ['const a = new globalThis.Date();', ['new Date()']],
    ["const a = Date('2026');", ['Date()']],
    ['const a = performance.now();', ['performance.now']],
    ["import { performance as p } from 'node:perf_hooks'; p.now();", ['performance.now']],
    ['const a = Temporal.Now.instant();', ['Temporal.Now']],
    ["import { Temporal as T } from 'temporal-polyfill'; T.Now.instant();", ['Temporal.Now']],
    ["import * as t from 'temporal-polyfill'; t.Temporal.Now.instant();", ['Temporal.Now']],
    ['const a = `${Math.random()}`;', ['Math.random']],
    ['const { random } = Math;', ['Math.random']],
    ['const a = crypto.randomUUID();', ['crypto.randomUUID']],
    ['crypto.getRandomValues(a);', ['crypto.getRandomValues']],
    ["import { randomBytes as r } from 'node:crypto';", ['crypto.randomBytes']],
    ["import { randomUUID, createHash } from 'crypto';", ['crypto.randomUUID']],
    ["import * as c from 'node:crypto'; c.randomInt(3);", ['crypto.randomInt']],
    [
      "import { webcrypto as w } from 'node:crypto'; w.getRandomValues(a);",
      ['crypto.webcrypto.getRandomValues'],
    ],
  ])('is found in %j', (text, expected) => {
    expect(reads(text)).toEqual(expected);
  });

  it.each([
    '// process.env, Date.now()',
    "const a = 'process.env' + `Math.random()`;",
    'const a = /new Date()/;',
    'const a = new Date(0); const b = new Date(at);',
    'const a = at instanceof Date; type A = Date;',
    'const a = (environment: typeof process.env, date: Date) => environment.HOME;',
    "import type { randomBytes } from 'node:crypto';",
    "import { createHash, timingSafeEqual } from 'node:crypto';",
    'const a = clock.now(); ids.random(); deps.process.env; this.env;',
    'const a = { env: 1, now: Date.UTC(2026), random: Math.floor(1) };',
    "import { Temporal } from 'temporal-polyfill'; Temporal.Instant.from(a);",
    "import { crypto } from './ours.ts'; crypto.randomBytes(3);",
    'const process = deps.runner; process.env;',
    'const a = ({ now }: { now: Instant }) => now;',
    'process.nextTick(a); process.stdout.write(b);',
  ])('is not seen in %j', (text) => {
    expect(reads(text)).toEqual([]);
  });

  it('is found between the text of a tsx file', () => {
    expect(reads("const a = <p>It's process.env {new Date().toString()} o'clock</p>;", 'a.tsx')).toEqual([
      'new Date()',
    ]);
  });
});
