// @ts-check
/**
 * WebKit for the element's tests, as near to Safari as Linux has it: Debian's `webkit2gtk-driver`, which WebDriver
 * drives, on a screen in memory (`xvfb`). It has no RTCPeerConnection, so it shows what the interface is like, not a call.
 */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import {createServer} from 'node:net';
import {delimiter, join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {webdriverLauncher} from '@web/test-runner-webdriver';

/** @param {string} command */
const inPath = command =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map(folder => join(folder, command))
    .find(existsSync);

const DRIVER = inPath('WebKitWebDriver');
const SCREEN = inPath('Xvfb');
/** Where Debian puts it, by architecture. */
const BROWSER = ['x86_64', 'aarch64']
  .map(architecture => `/usr/lib/${architecture}-linux-gnu/webkit2gtk-4.1/MiniBrowser`)
  .find(existsSync);

/** Whether everything for it is installed. */
const hasWebkit = Boolean(DRIVER && SCREEN && BROWSER);

/** @returns {Promise<number>} a free port on loopback */
const freePort = () =>
  new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const {port} = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });

/**
 * Starts the screen and the driver, which end with this process.
 * @returns {Promise<ReturnType<typeof webdriverLauncher>>} a launcher for Web Test Runner
 * @throws {Error} if something is not installed, or does not start
 */
export async function webkitLauncher() {
  if (!hasWebkit)
    throw new Error(
      'The tests in WebKit need WebKitWebDriver, MiniBrowser and Xvfb: on Debian, webkit2gtk-driver and xvfb.',
    );
  const screen = spawn(
    SCREEN ?? '',
    ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const [display] = await unlessEnded(
    screen,
    once(/** @type {import('node:stream').Readable} */ (screen.stdio[3]), 'data'),
  );
  const port = await freePort();
  const driver = spawn(DRIVER ?? '', [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: `:${String(display).trim()}`,
      WAYLAND_DISPLAY: '',
      GDK_BACKEND: 'x11',
      // Mesa's drawing without a graphics card has crashed the browser in the middle of a run.
      WEBKIT_SKIA_ENABLE_CPU_RENDERING: '1',
    },
  });
  for (const child of [screen, driver]) {
    child.unref();
    process.once('exit', () => child.kill());
  }
  await unlessEnded(driver, ready(port));
  return webdriverLauncher({
    automationProtocol: 'webdriver',
    hostname: '127.0.0.1',
    port,
    path: '/',
    logLevel: 'error',
    capabilities: {
      browserName: 'MiniBrowser',
      // @ts-expect-error -- WebKitGTK's own
      'webkitgtk:browserOptions': {binary: BROWSER, args: ['--automation']},
      'wdio:enforceWebDriverClassic': true,
    },
  });
}

/** Resolves when the driver answers. @param {number} port */
async function ready(port) {
  const answers = () =>
    fetch(`http://127.0.0.1:${port}/status`).then(
      () => true,
      () => false,
    );
  while (!(await answers())) await delay(100);
}

/**
 * Waits for what a program does, unless it ends first.
 * @template T
 * @param {import('node:child_process').ChildProcess} child
 * @param {Promise<T>} done
 * @returns {Promise<T>}
 */
function unlessEnded(child, done) {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${child.spawnfile} ended with ${code} before it was ready.`);
  });
  return Promise.race([done, ended]);
}
