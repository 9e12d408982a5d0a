import {defineConfig} from 'vitest/config';

/** `<rtc-call>` in React, Vue, Svelte and others: compiled, and run in a browser. */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/frameworks/*.test.ts'],
    maxWorkers: 2,
    // As in vitest.e2e.config.ts: some of them make real calls.
    retry: process.env['CI'] ? 1 : 0,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
