import {writeFileSync} from 'node:fs';
import {relative} from 'node:path';
import {esbuildPlugin} from '@web/dev-server-esbuild';
import {defaultReporter} from '@web/test-runner';
import {puppeteerLauncher} from '@web/test-runner-puppeteer';
import {chromiumFlags, findFirefox, firefoxPrefs, requireChromium} from './scripts/browser.js';

const firefox = findFirefox();

/** Runs the browser tests, `*.browser.test.ts`, in Chromium and, if installed, in Firefox. */
export default {
  files: ['packages/*/src/**/*.browser.test.ts', '!packages/*/src/**/*.full.browser.test.ts'],
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

/** Writes the result of a run to `file`: `{passed, failed, skipped, failures}`. A broken test file counts as one failure. */
function jsonReporter(file) {
  const result = {passed: 0, failed: 0, skipped: 0, failures: []};
  const fail = (test, error) => {
    result.failed += 1;
    result.failures.push({test, message: error?.stack ?? error?.message ?? 'No test ran.'});
  };
  const add = (suite, path) => {
    for (const test of suite.tests) {
      if (test.skipped) result.skipped += 1;
      else if (test.passed) result.passed += 1;
      else fail([...path, test.name].join(' > '), test.error);
    }
    for (const inner of suite.suites) add(inner, [...path, inner.name]);
  };
  return {
    onTestRunFinished({sessions}) {
      for (const {testFile, browser, testResults, errors} of sessions) {
        const path = [browser.name, relative(import.meta.dirname, testFile)];
        if (testResults) add(testResults, path);
        if (errors.length > 0 || !testResults) fail(path.join(' > '), errors[0]);
      }
      writeFileSync(file, JSON.stringify(result));
    },
  };
}
