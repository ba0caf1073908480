import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: [
      'packages/**/*.test.{ts,tsx}',
      'emails/**/*.test.{ts,tsx}',
      'functions/**/*.test.ts',
      'test/**/*.test.{ts,tsx}',
      '.checks/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**'],
    maxWorkers: 3,
    // Test files share the modules of their worker: loading them anew for each is most of what a small file costs.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    allowOnly: false,
    // What .ci/run adds up.
    reporters:
      process.env.CI === 'true' ? ['default', ['json', { outputFile: '.coverage/tests.json' }]] : ['default'],
    coverage: {
      provider: 'v8',
      include: ['packages/domain/src/**', 'packages/flows/src/**'],
      reportsDirectory: '.coverage',
      reporter: ['text-summary', 'json-summary', ['text', { skipFull: true }]],
      thresholds: {
        'packages/domain/src/**': { branches: 95 },
        'packages/flows/src/**': { branches: 95 },
      },
    },
  },
});
