import {defineConfig} from 'vitest/config';

/** `<rtc-call>` in React, Vue, Svelte and others: compiled, and run in a browser. */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/frameworks/*.test.ts'],
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
