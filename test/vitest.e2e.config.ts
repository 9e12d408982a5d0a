import {defineConfig} from 'vitest/config';

/** Real browsers and a real broker: one file at a time, since two calls at once on two cores measure each other. */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/e2e/**/*.test.ts'],
    fileParallelism: false,
    // All files share their browsers; each page has a context of its own.
    isolate: false,
    // CI's machines are shared, and stall for seconds: a second try there, which vitest prints. Never at home.
    retry: process.env['CI'] ? 1 : 0,
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
});
