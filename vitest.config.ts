import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/order.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    // One more than the cores that the checks are measured on: tests of the page wait now and then.
    maxWorkers: 3,
    // Files that follow each other in a worker share its modules, and what the engine made of them.
    isolate: false,
    sequence: { sequencer: LongestFirst },
  },
});
