/** What one package may reach for. Names of ours are without `@crewtide/`. */
export interface Direction {
  readonly ours: readonly string[];
  /** Besides being listed in its package.json; absent: whatever is listed there. */
  readonly packages?: readonly string[];
  /** Absent: all of Node's own modules. Tests may use all of them. */
  readonly builtins?: readonly string[];
  /** The files that read the environment, the clock and the random source; `all`: every file. */
  readonly compositionRoot?: 'all' | readonly string[];
}

/** Modules that compute and touch nothing outside. */
const PURE = ['node:buffer', 'node:crypto', 'node:string_decoder', 'node:url', 'node:util'];

/** By folder, from the root of the repository. */
export const DIRECTIONS: Readonly<Record<string, Direction>> = {
  'packages/domain': {
    ours: [],
    packages: ['zod', 'temporal-polyfill', 'astronomy-engine', '@scure/base'],
    builtins: ['node:crypto'],
  },
  'packages/flows': { ours: ['domain'], builtins: PURE },
  'packages/reading': { ours: ['domain'], builtins: PURE },
  'packages/matching': { ours: ['domain'], builtins: PURE },
  'packages/store': { ours: ['domain', 'flows'] },
  'packages/mailer': { ours: ['domain', 'flows'] },
  'packages/api': { ours: ['domain', 'flows'] },
  emails: { ours: ['domain', 'flows'] },
  'packages/pictures': { ours: ['flows'] },
  'packages/cloud': { ours: ['domain', 'flows'] },
  'packages/infra': { ours: [], packages: ['sst'] },
  'packages/local': {
    ours: ['domain', 'flows', 'reading', 'matching', 'store', 'mailer', 'cloud', 'pictures', 'api', 'emails'],
    compositionRoot: 'all',
  },
  functions: {
    ours: ['domain', 'flows', 'reading', 'matching', 'store', 'mailer', 'cloud', 'pictures', 'api', 'emails'],
    compositionRoot: ['deps.ts', 'commands/dns.ts', 'commands/deadLetters.ts'],
  },
};

/** Where tests of every package may import helpers from. */
export const TEST_SUPPORT = 'test/support';
