import config from './web-test-runner.config.js';

/** Runs the browser tests that take too long for `pnpm test`, `*.full.browser.test.ts`. */
export default {...config, files: ['packages/*/src/**/*.full.browser.test.ts']};
