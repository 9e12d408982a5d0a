import {defineConfig} from 'vitest/config';

/** The CLI as users get it: packed, installed in an empty folder, spawned. */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/cli/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
