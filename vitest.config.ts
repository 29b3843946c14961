import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    // Two cores are what the checks are measured on; more workers only make timings worse.
    maxWorkers: 2,
  },
});
