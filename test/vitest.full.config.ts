import {defineConfig} from 'vitest/config';

/**
 * `pnpm test:full`: the suites that take too long for `pnpm test`. FUZZ_SEED, FUZZ_FRAMES and FUZZ_REQUESTS
 * configure the fuzz tests.
 */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/fuzz/**/*.test.ts', 'test/full/**/*.test.ts', 'packages/*/src/**/*.full.test.ts'],
    fileParallelism: false,
    testTimeout: 3_600_000,
    disableConsoleIntercept: true,
  },
});
