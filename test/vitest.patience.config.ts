import {defineConfig} from 'vitest/config';
import e2e from './vitest.e2e.config.js';

/** Long waits in real browsers: they need patience, and hardly the processor, so that files run side by side. */
export default defineConfig({
  test: {...e2e.test, include: ['test/patience/**/*.test.ts'], fileParallelism: true, maxWorkers: 3},
});
