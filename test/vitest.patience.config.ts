import {defineConfig} from 'vitest/config';
import e2e from './vitest.e2e.config.js';

/** What mostly waits, in real browsers: it needs little CPU, so files run in parallel, beside the other parts. */
export default defineConfig({
  test: {...e2e.test, include: ['test/patience/**/*.test.ts'], fileParallelism: true, maxWorkers: 3},
});
