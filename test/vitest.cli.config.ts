import {defineConfig} from 'vitest/config';

/** Tests of the packed packages: installed in an empty folder and spawned. */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/cli/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
