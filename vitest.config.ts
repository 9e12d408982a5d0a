import {defineConfig} from 'vitest/config';

/** The unit tests that run in Node. Those of a browser are named `*.browser.test.ts` and belong to Web Test Runner. */
export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'test/docs/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/*.browser.test.ts', '**/*.full.test.ts'],
    // Only what hangs takes so long: a busy machine is slow, not wrong.
    testTimeout: 60_000,
    // Most of them wait for a broker, not for the processor.
    maxWorkers: 3,
  },
});
