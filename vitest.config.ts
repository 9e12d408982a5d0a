import {defineConfig} from 'vitest/config';

/** Unit tests in Node. Web Test Runner runs the browser tests, `*.browser.test.ts`. */
export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'test/docs/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/*.browser.test.ts', '**/*.full.test.ts'],
    // Only a hanging test takes this long, even on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Most tests wait for a broker, not for the CPU.
    maxWorkers: 3,
  },
});
