import {defineConfig} from 'vitest/config';
import e2e from './vitest.e2e.config.js';

/** Long waits in real browsers. They need little CPU, so files run in parallel. */
export default defineConfig({
  test: {...e2e.test, include: ['test/patience/**/*.test.ts'], fileParallelism: true, maxWorkers: 3},
});
