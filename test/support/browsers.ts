import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import puppeteer, {type Browser} from 'puppeteer-core';
import {chromiumFlags, findFirefox, firefoxPrefs, requireChromium} from '../../scripts/browser.js';
import {fakeDeviceFlags, type Looks} from './fake-devices.js';

/** A tone of Firefox's own fake microphone, in Hz; its fake camera walks through the colours. */
export const FIREFOX_TONE = 900;

export const hasFirefox = findFirefox() !== undefined;

/** A browser process of its own with a fresh profile; `close()` ends it and removes its files. */
export interface Launched {
  readonly browser: Browser;
  close(): Promise<void>;
}

export interface ChromiumOptions {
  /** What camera and microphone give; without it Chromium's own test picture and beep. */
  readonly looks?: Looks;
  /** Of the camera; 30 unless told. */
  readonly frameRate?: number;
  /** What the microphone alone gives. */
  readonly voice?: Looks;
  /** More switches. */
  readonly flags?: readonly string[];
  /** Switches from the common set to leave out, for tests of permissions and of missing devices. */
  readonly without?: readonly string[];
}

/** Nothing but the test talks to the network: no updates, no sync, and no name resolves but the test's own. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--no-first-run',
  '--no-default-browser-check',
  '--allow-loopback-in-peer-connection',
  // One machine has no multicast DNS, so hidden host candidates would lead nowhere.
  '--disable-features=WebRtcHideLocalIpsWithMdns,OptimizationHints,MediaRouter',
  // A test's tab is often not the one in front.
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
];

/** Painting costs more than a call where there is no graphics card. */
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
      // A machine without a sound card would suspend every AudioContext.
      'media.cubeb.force_mock_context': true,
      'network.connectivity-service.enabled': false,
      ...prefs,
    },
  });
  return {browser, close: () => browser.close()};
}
