// @ts-check
/**
 * Finds the browsers for the tests, installs Chromium if there is none, and has the switches for calls without a
 * person: fake devices, no permission prompts, audio without a user gesture.
 */
import {spawnSync} from 'node:child_process';
import {accessSync, constants, existsSync} from 'node:fs';
import {homedir} from 'node:os';
import {delimiter, join} from 'node:path';

const isRoot = process.getuid?.() === 0;

/** Chromium's command-line switches for tests. Chromium's sandbox doesn't work for root. */
export const chromiumFlags = [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-dev-shm-usage',
  ...(isRoot ? ['--no-sandbox'] : []),
];

/** Firefox's preferences for tests (puppeteer's `extraPrefsFirefox`). */
export const firefoxPrefs = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.autoplay.default': 0,
  'media.peerconnection.ice.loopback': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
};

/** Where each platform installs browsers, and their command names. The first that exists is used. */
const CHROMIUM = {
  commands: [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
    'microsoft-edge-stable',
  ],
  darwin: [
    'Google Chrome.app/Contents/MacOS/Google Chrome',
    'Chromium.app/Contents/MacOS/Chromium',
    'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'Google\\Chrome\\Application\\chrome.exe',
    'Chromium\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
  ],
};
const FIREFOX = {
  commands: ['firefox-esr', 'firefox'],
  darwin: ['Firefox.app/Contents/MacOS/firefox'],
  win32: ['Mozilla Firefox\\firefox.exe'],
};

/**
 * The path of an installed Chromium, Chrome or Edge; `CHROME_PATH` takes precedence.
 * @returns {string | undefined}
 */
export function findChromium() {
  return fromEnvironment('CHROME_PATH') ?? find(CHROMIUM);
}

/**
 * The path of an installed Firefox; `FIREFOX_PATH` takes precedence.
 * @returns {string | undefined}
 */
export function findFirefox() {
  return fromEnvironment('FIREFOX_PATH') ?? find(FIREFOX);
}

/**
 * The path of a Chromium, which is installed first if necessary and possible (as root on Debian or Ubuntu).
 * @returns {string}
 * @throws {Error} with instructions, if there is no Chromium and it can't be installed.
 */
export function requireChromium() {
  const found = findChromium();
  if (found) return found;
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    console.log('No Chromium, Chrome or Edge found: installing chromium with apt-get.');
    const env = {...process.env, DEBIAN_FRONTEND: 'noninteractive'};
    spawnSync('apt-get', ['update'], {stdio: 'inherit', env});
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], {stdio: 'inherit', env});
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Error(
    'The tests need Chromium, Chrome or Edge. Install one, or name its executable in CHROME_PATH.',
  );
}

/** @param {string} variable */
function fromEnvironment(variable) {
  const path = process.env[variable];
  if (!path) return undefined;
  if (!isExecutable(path)) throw new Error(`${variable} names ${path}, which is not an executable file.`);
  return path;
}

/** @param {{commands: string[], darwin: string[], win32: string[]}} browser */
function find({commands, darwin, win32}) {
  return candidates(commands, darwin, win32).find(isExecutable);
}

/**
 * @param {string[]} commands
 * @param {string[]} darwin
 * @param {string[]} win32
 */
function candidates(commands, darwin, win32) {
  if (process.platform === 'darwin') {
    const folders = ['/Applications', join(homedir(), 'Applications')];
    return darwin.flatMap(app => folders.map(folder => join(folder, app)));
  }
  if (process.platform === 'win32') {
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map(name => process.env[name]);
    return win32.flatMap(exe =>
      folders.filter(folder => folder !== undefined).map(folder => join(folder, exe)),
    );
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return commands.flatMap(command => folders.map(folder => join(folder, command)));
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
