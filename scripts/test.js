// @ts-check
/**
 * `pnpm test`: builds, checks types and style, and runs all tests except the long ones, which `pnpm test:full` runs.
 * `node scripts/test.js unit` runs one part. It ends with the failed tests, a table of the time that each part took,
 * and the total as the last line: `N passed, N failed`. It fails if anything failed, or if a part ran no tests. It needs
 * only Node, and installs what is missing.
 */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, delimiter, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {requireChromium} from './browser.js';

/** @typedef {{passed: number, failed: number, skipped: number}} Count */
/** @typedef {{test: string, message: string}} Failure */
/** @typedef {Count & {name: string, ms: number}} Outcome */

/** How much of a failed test's message is repeated at the end. */
const MESSAGE_LINES = 12;

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = mkdtempSync(join(tmpdir(), 'rtc-call-reports-'));
process.chdir(root);
/** @type {{packageManager: string}} */
const {packageManager} = JSON.parse(readFileSync('package.json', 'utf8'));
process.env.PATH = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);

/** @typedef {Record<string, () => Promise<Count>>} Parts */

/** @type {Parts} The parts in their order; a failed build stops them all. */
const PARTS = {
  types: async () => findings(await run('tsc', ['-p', 'test'], {capture: true}), /error TS\d+/),
  lint: async () =>
    sum(
      await Promise.all([
        run('oxlint', ['--type-aware', '--format=unix'], {capture: true}).then(ended =>
          findings(ended, /^\S+:\d+:\d+: /),
        ),
        run('prettier', ['--list-different', '.'], {capture: true}).then(ended => findings(ended, /^\S/)),
      ]),
    ),
  unit: () => vitest('vitest.config.ts'),
  cli: () => vitest('test/vitest.cli.config.ts'),
  frameworks: () => vitest('test/vitest.frameworks.config.ts'),
};
/** @type {Parts} Parts that mostly wait: they run in parallel to the others and print their output at the end. */
const BESIDE = {
  patience: () => vitest('test/vitest.patience.config.ts', {capture: true}),
};
/** @type {Parts} Parts that need the whole machine: they run afterwards. */
const ALONE = {
  browser: () => webTestRunner('web-test-runner.config.js'),
  e2e: () => vitest('test/vitest.e2e.config.ts'),
};
/** @type {Parts} Parts that take very long: they run only if requested. */
const LONG = {
  webkit: () => webTestRunner('web-test-runner.webkit.config.js'),
  'browser-full': () => webTestRunner('web-test-runner.full.config.js'),
  full: () => vitest('test/vitest.full.config.ts'),
};

/** @type {Outcome[]} The outcomes of the finished parts. */
const outcomes = [];
/** @type {Failure[]} The failed tests of all parts, which the end of the output repeats: the rest can be very long. */
const failures = [];

process.exitCode = await main(process.argv.slice(2));

/** @param {string[]} asked names of parts; by default all except the long ones @returns {Promise<number>} the exit code */
async function main(asked) {
  const usual = Object.keys({...PARTS, ...BESIDE, ...ALONE});
  const known = [...usual, ...Object.keys(LONG)];
  const unknown = asked.find(name => !known.includes(name));
  if (unknown !== undefined) {
    console.error(`Unknown part "${unknown}". Parts: ${known.join(', ')}.`);
    return 2;
  }
  try {
    const {failed} = report(await runParts(asked.length > 0 ? asked : usual));
    return failed > 0 ? 1 : 0;
  } finally {
    rmSync(reports, {recursive: true, force: true});
  }
}

/** @param {string[]} names @returns {Promise<Count>} */
async function runParts(names) {
  if (!existsSync('node_modules')) await pnpm('install');
  const built = await runPart('build', build);
  if (built.failed > 0) return built;

  if (names.some(name => ['browser', 'e2e', 'frameworks', 'patience'].includes(name)))
    process.env.CHROME_PATH = requireChromium();
  const counts = await Promise.all([PARTS, BESIDE].map(parts => runLane(parts, names)));
  return sum([...counts, await runLane({...ALONE, ...LONG}, names)]);
}

/** @returns {Promise<Count>} */
async function build() {
  const types = findings(await run('tsc', ['-b'], {capture: true}), /error TS\d+/);
  if (types.failed > 0) return types;
  const {status} = await pnpm('-r', 'bundle');
  return status === 0 ? types : failure('peerjs or the element could not be bundled.');
}

/** @param {Parts} parts @param {string[]} names @returns {Promise<Count>} */
async function runLane(parts, names) {
  const counts = [];
  for (const [name, part] of Object.entries(parts)) {
    if (names.includes(name)) counts.push(await runPart(name, part));
  }
  return sum(counts);
}

/** Runs one part and records how long it took. @param {string} name @param {() => Promise<Count>} part */
async function runPart(name, part) {
  title(name);
  const start = performance.now();
  const count = await part();
  outcomes.push({...count, name, ms: performance.now() - start});
  return count;
}

/** @param {string} config @param {{capture?: boolean}} [options] @returns {Promise<Count>} */
async function vitest(config, options) {
  const file = join(reports, `${basename(config)}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const {status} = await run('vitest', ['run', '--config', config, ...reporters], options);
  if (!existsSync(file)) return failure('vitest ended without a report.');
  const json = JSON.parse(readFileSync(file, 'utf8'));
  /** @typedef {{status: string, fullName: string, failureMessages: string[]}} Assertion */
  /** @type {{status: string, name: string, message: string, assertionResults: Assertion[]}[]} */
  const files = json.testResults;
  const broken = files.filter(result => result.status === 'failed' && result.assertionResults.length === 0);
  for (const {name, message} of broken) failures.push({test: name, message});
  for (const {fullName, status, failureMessages} of files.flatMap(result => result.assertionResults))
    if (status === 'failed') failures.push({test: fullName, message: failureMessages.join('\n')});
  return checked(status, {
    passed: json.numPassedTests,
    failed: json.numFailedTests + broken.length,
    skipped: json.numPendingTests + json.numTodoTests,
  });
}

/** @param {string} config @returns {Promise<Count>} */
async function webTestRunner(config) {
  const file = join(reports, `${basename(config)}.json`);
  const {status} = await run('web-test-runner', ['--config', config], {env: {WTR_REPORT: file}});
  if (!existsSync(file)) return failure('Web Test Runner ended without a report.');
  /** @type {Count & {failures: Failure[]}} */
  const {failures: found, ...count} = JSON.parse(readFileSync(file, 'utf8'));
  failures.push(...found);
  return checked(status, count);
}

/**
 * Checks a runner's report against its exit status: an error outside of a test, or no test at all, is a failure.
 * @param {number | null} status @param {Count} count @returns {Count}
 */
function checked(status, count) {
  if (count.passed + count.failed === 0) return sum([count, failure('No test ran.')]);
  if (status !== 0 && count.failed === 0) return sum([count, failure(`The runner ended with ${status}.`)]);
  return count;
}

/**
 * Counts each matching line of a checker's output as a failure; a failed run without such a line counts as one.
 * @param {{status: number | null, output: string}} result @param {RegExp} line @returns {Count}
 */
function findings({status, output}, line) {
  if (status === 0) return {passed: 0, failed: 0, skipped: 0};
  const found = output.split('\n').filter(text => line.test(text));
  if (found.length === 0) return failure('The checker failed without a finding.');
  for (const test of found) failures.push({test, message: ''});
  return {passed: 0, failed: found.length, skipped: 0};
}

/** @param {string} message @returns {Count} */
function failure(message) {
  console.error(`✖ ${message}`);
  failures.push({test: message, message: ''});
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

/** Prints the failed tests, how long each part took, and the total. @param {Count} count */
function report(count) {
  if (failures.length > 0) title('failed');
  for (const {test, message} of failures)
    console.log(
      `✖ ${test}\n${message.split('\n').slice(0, MESSAGE_LINES).join('\n').replace(/^/gm, '    ')}`,
    );
  title('time');
  for (const {name, ms, passed, failed} of outcomes)
    console.log(`${name.padEnd(10)}${duration(ms)}  ${passed} passed, ${failed} failed`);
  console.log(`${'all'.padEnd(10)}${duration(performance.now())}`);
  const {passed, failed, skipped} = count;
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return count;
}

/** @param {number} ms */
function duration(ms) {
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`.padStart(12);
}

/** @param {string} name */
function title(name) {
  console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`);
}

/** Runs pnpm: the one that started us, or the version pinned in the root's package.json. @param {string[]} args */
function pnpm(...args) {
  const isThere = process.env.npm_config_user_agent?.startsWith('pnpm/');
  return isThere ? run('pnpm', args) : run('npx', ['--yes', packageManager, ...args]);
}

/**
 * Runs a program until it exits, and shows its output.
 * @param {string} program @param {string[]} args
 * @param {{capture?: boolean, env?: Record<string, string>}} [options] `capture` shows the output at the end, and returns it
 * @returns {Promise<{status: number | null, output: string}>}
 */
async function run(program, args, {capture = false, env = {}} = {}) {
  const child = spawn(program, args, {
    stdio: ['ignore', capture ? 'pipe' : 'inherit', 'inherit'],
    env: {...process.env, ...env},
    shell: process.platform === 'win32',
  });
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', text => (output += text));
  try {
    const [status] = await once(child, 'close');
    process.stdout.write(output);
    return {status, output};
  } catch (error) {
    console.error(`✖ ${program}: ${String(error)}`);
    return {status: null, output};
  }
}
