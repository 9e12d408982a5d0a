import {defineConfig} from 'vitest/config';

/** Real browsers and a real broker. One file at a time, because two calls at once on two cores slow each other down. */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/e2e/**/*.test.ts'],
    fileParallelism: false,
    // All files share their browsers; each page has its own context.
    isolate: false,
    // CI machines are shared and can stall for seconds, so failed tests are retried there, but not locally.
    retry: process.env['CI'] ? 1 : 0,
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
});
