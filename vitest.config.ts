import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { environment } from './packages/kernel/src/config/environment.ts';

/** Journeys of minutes, which look at much: with NIGHTJAR_TEST_LONG=1. */
const long = ['axe', 'bad-input', 'feed-time', 'keyboard', 'long-feed', 'offline', 'set-up'].map(
  (name) => `test/journeys/${name}.test.ts`,
);

export default defineConfig({
  test: {
    include: ['packages/**/*.test.{ts,tsx}', 'bench/**/*.test.ts', 'test/**/*.test.ts', 'tools/**/*.test.ts'],
    exclude: [
      '**/node_modules/**',
      'tools/boundaries-canary/**',
      ...(environment['NIGHTJAR_TEST_LONG'] === '1' ? [] : long),
    ],
    // Most of a test file's time is loading modules again; nothing here keeps state between files.
    isolate: false,
    pool: 'forks',
    // Half of the time a test waits for PostgreSQL: on two cores one at a time takes fifteen minutes, two take eight.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 20_000,
    hookTimeout: 60_000,
    globalSetup: ['packages/kernel/src/testing/global-setup.ts'],
  },
});
