import {defineConfig} from 'vitest/config';

/** The unit tests that run in Node. Those of a browser are named `*.browser.test.ts` and belong to Web Test Runner. */
export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/*.browser.test.ts'],
    testTimeout: 20_000,
    // Most of them wait for a broker, not for the processor.
    maxWorkers: 3,
  },
});
