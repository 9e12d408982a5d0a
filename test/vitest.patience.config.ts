import {defineConfig} from 'vitest/config';
import e2e from './vitest.e2e.config.js';

/** Long waits in real browsers: they need patience, and hardly the processor. */
export default defineConfig({test: {...e2e.test, include: ['test/patience/**/*.test.ts']}});
