// @ts-check
/**
 * `pnpm test`: builds, checks types and style, and runs every test; `node scripts/test.js unit` runs one part.
 * The last line that it prints is the sum of all parts, `N passed, N failed`; it fails where anything failed, and
 * where a part ran no test at all. It needs nothing but Node: what is missing it installs.
 */
import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {requireChromium} from './browser.js';

/** @typedef {{passed: number, failed: number, skipped: number}} Count */

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = mkdtempSync(join(tmpdir(), 'rtc-call-reports-'));
process.chdir(root);
process.env.PATH = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);

/** @type {Record<string, () => Count>} In the order in which they run; a failed build stops them all. */
const PARTS = {
  types: () => findings(run('tsc', ['-p', 'test'], {capture: true}), /error TS\d+/),
  lint: () =>
    sum([
      findings(run('oxlint', ['--type-aware', '--format=unix'], {capture: true}), /^\S+:\d+:\d+: /),
      findings(run('prettier', ['--list-different', '.'], {capture: true}), /^\S/),
    ]),
  unit: () => vitest('vitest.config.ts'),
  browser: webTestRunner,
  e2e: () => vitest('test/vitest.e2e.config.ts'),
  cli: () => vitest('test/vitest.cli.config.ts'),
};

process.exitCode = main(process.argv.slice(2));

/** @param {string[]} asked names of parts; none means all @returns {number} the exit code */
function main(asked) {
  const unknown = asked.find(name => !(name in PARTS));
  if (unknown !== undefined) {
    console.error(`There is no part "${unknown}". There is: ${Object.keys(PARTS).join(', ')}.`);
    return 2;
  }
  try {
    const {failed} = report(runParts(asked.length > 0 ? asked : Object.keys(PARTS)));
    return failed > 0 ? 1 : 0;
  } finally {
    rmSync(reports, {recursive: true, force: true});
  }
}

/** @param {string[]} names @returns {Count} */
function runParts(names) {
  if (!existsSync('node_modules')) pnpm('install');
  title('build');
  const build = findings(run('tsc', ['-b'], {capture: true}), /error TS\d+/);
  if (build.failed > 0) return build;
  if (pnpm('--filter', 'rtc-call', 'bundle').status !== 0)
    return failure('The element could not be bundled.');

  if (names.some(name => name === 'browser' || name === 'e2e')) process.env.CHROME_PATH = requireChromium();
  return sum(
    names.map(name => {
      title(name);
      return PARTS[name]?.() ?? failure(`no part ${name}`);
    }),
  );
}

/** @param {string} config @returns {Count} */
function vitest(config) {
  const file = join(reports, 'vitest.json');
  rmSync(file, {force: true});
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const {status} = run('vitest', ['run', '--config', config, ...reporters]);
  if (!existsSync(file)) return failure('vitest ended without a report.');
  const json = JSON.parse(readFileSync(file, 'utf8'));
  /** @type {{status: string, assertionResults: unknown[]}[]} */
  const files = json.testResults;
  const broken = files.filter(result => result.status === 'failed' && result.assertionResults.length === 0);
  return checked(status, {
    passed: json.numPassedTests,
    failed: json.numFailedTests + broken.length,
    skipped: json.numPendingTests + json.numTodoTests,
  });
}

/** @returns {Count} */
function webTestRunner() {
  const file = join(reports, 'wtr.json');
  const {status} = run('web-test-runner', [], {env: {WTR_REPORT: file}});
  if (!existsSync(file)) return failure('Web Test Runner ended without a report.');
  return checked(status, JSON.parse(readFileSync(file, 'utf8')));
}

/**
 * What a runner reported, held against how it ended: an error outside of a test, or no test at all, is a failure.
 * @param {number | null} status @param {Count} count @returns {Count}
 */
function checked(status, count) {
  if (count.passed + count.failed === 0) return sum([count, failure('No test ran.')]);
  if (status !== 0 && count.failed === 0) return sum([count, failure(`The runner ended with ${status}.`)]);
  return count;
}

/**
 * The lines of a checker's output that match, each a failure; a failed run without such a line is one too.
 * @param {{status: number | null, output: string}} result @param {RegExp} line @returns {Count}
 */
function findings({status, output}, line) {
  if (status === 0) return {passed: 0, failed: 0, skipped: 0};
  const count = output.split('\n').filter(text => line.test(text)).length;
  return {passed: 0, failed: Math.max(count, 1), skipped: 0};
}

/** @param {string} message @returns {Count} */
function failure(message) {
  console.error(`✖ ${message}`);
  return {passed: 0, failed: 1, skipped: 0};
}

/** @param {Count[]} counts @returns {Count} */
function sum(counts) {
  const total = {passed: 0, failed: 0, skipped: 0};
  for (const {passed, failed, skipped} of counts) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

/** @param {Count} count */
function report(count) {
  const {passed, failed, skipped} = count;
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return count;
}

/** @param {string} name */
function title(name) {
  console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`);
}

/** Runs pnpm: the one that runs us, or npx's. @param {string[]} args */
function pnpm(...args) {
  const isThere = process.env.npm_config_user_agent?.startsWith('pnpm/');
  return isThere ? run('pnpm', args) : run('npx', ['--yes', 'pnpm', ...args]);
}

/**
 * Runs a program to its end, showing what it prints.
 * @param {string} program @param {string[]} args
 * @param {{capture?: boolean, env?: Record<string, string>}} [options] `capture` also returns what it printed
 */
function run(program, args, {capture = false, env = {}} = {}) {
  const {status, stdout, error} = spawnSync(program, args, {
    stdio: ['ignore', capture ? 'pipe' : 'inherit', 'inherit'],
    env: {...process.env, ...env},
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  });
  if (error) console.error(`✖ ${program}: ${error.message}`);
  if (stdout) process.stdout.write(stdout);
  return {status, output: stdout ?? ''};
}
