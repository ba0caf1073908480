import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: [
      'packages/**/*.test.{ts,tsx}',
      'emails/**/*.test.{ts,tsx}',
      'test/**/*.test.{ts,tsx}',
      '.checks/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['packages/domain/src/**', 'packages/flows/src/**'],
      reportsDirectory: '.coverage',
      reporter: ['text-summary', 'json-summary'],
      thresholds: { branches: 95 },
    },
  },
});
