/**
 * A phone-sized browser in a network of its own calls the laptop over https, with the authority among the certificates
 * that it trusts and no switch that ignores errors. Linux, as root, with `ip` and `certutil`.
 */
import {execFileSync} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import puppeteer, {type Browser, type Page} from 'puppeteer-core';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {chromiumFlags, requireChromium} from '../../scripts/browser.js';
import {isInstalled} from '../../packages/broker/src/testing/daemons.js';
import {
  canOpenPhoneNetwork,
  openPhoneNetwork,
  type PhoneNetwork,
} from '../../packages/broker/src/testing/phone-network.js';
import {launchChromium, type Launched} from '../support/browsers.js';
import {startLanServer, type LanServer} from '../support/lan-server.js';

const canRun = canOpenPhoneNetwork && isInstalled('certutil');
const TO_RUN = 'to run: be root, apt-get install libnss3-tools';

const enter = async (page: Page) => {
  await page.waitForFunction(() => {
    const button = document
      .querySelector('rtc-call')
      ?.shadowRoot?.querySelector<HTMLElement>("[part~='join-button']");
    button?.click();
    return Boolean(button);
  });
};
const untilConnected = (page: Page) =>
  page.waitForFunction(
    () => (document.querySelector('rtc-call') as {state?: string} | null)?.state === 'connected',
    {
      timeout: 60_000,
    },
  );

describe.skipIf(!canRun)(`A phone in the same network that trusts the certificate (${TO_RUN})`, () => {
  let network: PhoneNetwork | undefined;
  let home: string;
  let server: LanServer | undefined;
  let laptop: Launched | undefined;
  let phone: Browser | undefined;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'rtc-call-phone-'));
    network = openPhoneNetwork();
    server = await startLanServer();

    const store = join(home, '.pki/nssdb');
    mkdirSync(store, {recursive: true});
    execFileSync('certutil', ['-d', `sql:${store}`, '-N', '--empty-password']);
    const trust = ['-A', '-t', 'C,,', '-n', 'rtc-call', '-i', server.authority];
    execFileSync('certutil', ['-d', `sql:${store}`, ...trust]);
    // In the other network, with the store of that home.
    const wrapper = join(home, 'chromium');
    const line = `exec ip netns exec ${network.namespace} env HOME=${home} ${requireChromium()} "$@"`;
    writeFileSync(wrapper, `#!/bin/sh\n${line}\n`, {mode: 0o755});
    phone = await puppeteer.launch({
      executablePath: wrapper,
      userDataDir: join(home, 'profile'),
      args: [...chromiumFlags, '--disable-features=WebRtcHideLocalIpsWithMdns'],
      // A port of the other network could not be reached.
      pipe: true,
    });
    laptop = await launchChromium();
  });

  afterAll(async () => {
    await phone?.close();
    await laptop?.close();
    await server?.close();
    network?.close();
    await rm(home, {recursive: true, force: true, maxRetries: 5});
  });

  test('sees no warning, and calls the laptop', {timeout: 120_000}, async () => {
    // This machine may be in other networks as well; the certificate is for all of them.
    const url = `https://${network!.address}:${new URL(server!.lanUrl).port}`;
    const near = await laptop!.browser.newPage();
    await near.goto(`${server!.url}/#standup`);
    await enter(near);

    const far = await phone!.newPage();
    await far.setViewport({width: 360, height: 740, isMobile: true, hasTouch: true});
    const response = await far.goto(`${url}/#standup`);
    expect(response?.securityDetails()?.issuer()).toMatch(/^rtc-call on /);
    expect(await far.evaluate(() => isSecureContext)).toBe(true);
    await enter(far);
    await Promise.all([untilConnected(near), untilConnected(far)]);
    // The element fits the phone.
    expect(await far.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});
