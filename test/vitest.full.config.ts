import {defineConfig} from 'vitest/config';
import fuzz from './vitest.fuzz.config.js';

/** `pnpm test:full`: the suites that take too long for `pnpm test`, those of `pnpm fuzz` among them. */
export default defineConfig({
  test: {
    ...fuzz.test,
    include: [...fuzz.test!.include!, 'test/full/**/*.test.ts', 'packages/*/src/**/*.full.test.ts'],
  },
});
