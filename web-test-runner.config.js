import {writeFileSync} from 'node:fs';
import {esbuildPlugin} from '@web/dev-server-esbuild';
import {defaultReporter} from '@web/test-runner';
import {puppeteerLauncher} from '@web/test-runner-puppeteer';
import {chromiumFlags, findFirefox, firefoxPrefs, requireChromium} from './scripts/browser.js';

const firefox = findFirefox();

/** Runs the browser tests, `*.browser.test.ts`, in Chromium and, if installed, in Firefox. */
export default {
  files: ['packages/*/src/**/*.browser.test.ts'],
  nodeResolve: {exportConditions: ['browser']},
  plugins: [esbuildPlugin({ts: true, target: 'es2022', tsconfig: './tsconfig.json'})],
  browsers: [
    puppeteerLauncher({launchOptions: {executablePath: requireChromium(), args: chromiumFlags}}),
    ...(firefox
      ? [
          puppeteerLauncher({
            launchOptions: {browser: 'firefox', executablePath: firefox, extraPrefsFirefox: firefoxPrefs},
            concurrency: 1,
          }),
        ]
      : []),
  ],
  concurrency: 1,
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 300_000,
  testFramework: {config: {timeout: 20_000}},
  // The values of a failed assertion are cloned for the report. Elements can't be cloned, and nothing would be reported.
  testRunnerHtml: framework => `<!doctype html><html lang="en"><body><script>
    const {structuredClone: clone} = window;
    const plain = (_, value) =>
      value instanceof EventTarget || typeof value === 'function' ? value.outerHTML ?? String(value) : value;
    window.structuredClone = value => {
      try {
        return clone(value);
      } catch {
        return JSON.parse(JSON.stringify(value, plain));
      }
    };
  </script><script type="module" src="${framework}"></script></body></html>`,
  reporters: [defaultReporter(), ...(process.env.WTR_REPORT ? [jsonReporter(process.env.WTR_REPORT)] : [])],
};

/** Writes the result of a run to `file`: `{passed, failed, skipped}`. A broken test file counts as one failure. */
function jsonReporter(file) {
  const count = {passed: 0, failed: 0, skipped: 0};
  const add = suite => {
    for (const test of suite.tests) count[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed'] += 1;
    for (const inner of suite.suites) add(inner);
  };
  return {
    onTestRunFinished({sessions}) {
      for (const session of sessions) {
        if (session.testResults) add(session.testResults);
        if (session.errors.length > 0 || !session.testResults) count.failed += 1;
      }
      writeFileSync(file, JSON.stringify(count));
    },
  };
}
