import {defineConfig} from 'vitest/config';

/** Real browsers and a real broker. Two files at a time: the tests wait more than they compute. */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/e2e/**/*.test.ts'],
    maxWorkers: 2,
    // CI's machines are shared, and stall for seconds: a second try there, which vitest prints. Never at home.
    retry: process.env['CI'] ? 1 : 0,
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
});
