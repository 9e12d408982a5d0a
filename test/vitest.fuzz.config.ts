import {defineConfig} from 'vitest/config';

/** `pnpm fuzz`: minutes of random input. FUZZ_SEED and FUZZ_FRAMES choose another run than the usual one. */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/fuzz/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 3_600_000,
    disableConsoleIntercept: true,
  },
});
