import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import puppeteer, {type Browser} from 'puppeteer-core';
import {chromiumFlags, findFirefox, firefoxPrefs, requireChromium} from '../../scripts/browser.js';
import {fakeDeviceFlags, type Looks} from './fake-devices.js';

/** The tone of Firefox's fake microphone, in Hz; its fake camera cycles through colours. */
export const FIREFOX_TONE = 900;

export const hasFirefox = findFirefox() !== undefined;

/** A browser process with a new profile; `close()` ends it and removes its files. */
export interface Launched {
  readonly browser: Browser;
  close(): Promise<void>;
}

export interface ChromiumOptions {
  /** Input of camera and microphone; by default Chromium's test video and beep. */
  readonly looks?: Looks;
  /** Frame rate of the camera; by default 30. */
  readonly frameRate?: number;
  /** Input of the microphone only. */
  readonly voice?: Looks;
  /** Additional switches. */
  readonly flags?: readonly string[];
  /** Switches to omit from the common set, for tests of permissions and missing devices. */
  readonly without?: readonly string[];
}

/** Only the test uses the network: no updates, no sync, and only the test's host names resolve. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--no-first-run',
  '--no-default-browser-check',
  '--allow-loopback-in-peer-connection',
  // There may be no multicast DNS, so mDNS host candidates would not work.
  '--disable-features=WebRtcHideLocalIpsWithMdns,OptimizationHints,MediaRouter',
  // A test's tab is often in the background.
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
];

/** Without a GPU, painting costs more than a call. */
export const SMALL_WINDOW = ['--window-size=300,200'];

export async function launchChromium({
  looks,
  frameRate,
  voice,
  flags = [],
  without = [],
}: ChromiumOptions = {}): Promise<Launched> {
  const folder = await mkdtemp(join(tmpdir(), 'rtc-call-chromium-'));
  const files = looks ?? voice;
  const devices = files ? await fakeDeviceFlags(folder, files, frameRate) : [];
  const args = [...chromiumFlags, ...QUIET, ...devices.slice(looks ? 0 : 1), ...flags];
  const browser = await puppeteer.launch({
    executablePath: requireChromium(),
    userDataDir: join(folder, 'profile'),
    args: args.filter(flag => !without.includes(flag)),
  });
  return {
    browser,
    async close() {
      await browser.close();
      await rm(folder, {recursive: true, force: true, maxRetries: 5});
    },
  };
}

export async function launchFirefox(prefs: Record<string, unknown> = {}): Promise<Launched> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findFirefox(),
    extraPrefsFirefox: {
      ...firefoxPrefs,
      'media.navigator.audio.fake_frequency': FIREFOX_TONE,
      // Without an audio device, every AudioContext would be suspended.
      'media.cubeb.force_mock_context': true,
      'network.connectivity-service.enabled': false,
      ...prefs,
    },
  });
  return {browser, close: () => browser.close()};
}
