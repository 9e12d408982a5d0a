import {defineConfig} from 'vitest/config';

/** Tests of the packed packages: installed in an empty folder and spawned. */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/cli/**/*.test.ts'],
    fileParallelism: false,
    // As in vitest.e2e.config.ts: some of them make real calls.
    retry: process.env['CI'] ? 1 : 0,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
