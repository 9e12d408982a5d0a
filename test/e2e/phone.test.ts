/**
 * A phone-sized browser in a network of its own calls the laptop over https, with the authority among the certificates
 * that it trusts and no switch that ignores errors. Linux, as root, with `ip` and `certutil`.
 */
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import puppeteer, {type Browser, type Page} from 'puppeteer-core';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {chromiumFlags, requireChromium} from '../../scripts/browser.js';
import {launchChromium, type Launched} from '../support/browsers.js';
import {startLanServer, type LanServer} from '../support/lan-server.js';

const NAMESPACE = `rtc-phone-${process.pid}`;
const LAPTOP = '10.77.0.1';
const has = (program: string) => spawnSync('which', [program]).status === 0;
const canRun = process.getuid?.() === 0 && has('ip') && has('certutil');

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

describe.runIf(canRun)('A phone in the same network that trusts the certificate', () => {
  let home: string;
  let server: LanServer | undefined;
  let laptop: Launched | undefined;
  let phone: Browser | undefined;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'rtc-call-phone-'));
    const ip = (...words: string[]) => execFileSync('ip', words);
    ip('netns', 'add', NAMESPACE);
    // Its name must not look like that of a container's network.
    ip('link', 'add', 'lan0', 'type', 'veth', 'peer', 'name', 'phone0', 'netns', NAMESPACE);
    ip('address', 'add', `${LAPTOP}/24`, 'dev', 'lan0');
    ip('link', 'set', 'lan0', 'up');
    for (const words of [
      ['address', 'add', '10.77.0.2/24', 'dev', 'phone0'],
      ['link', 'set', 'phone0', 'up'],
      ['link', 'set', 'lo', 'up'],
    ])
      ip('-n', NAMESPACE, ...words);
    server = await startLanServer();

    const store = join(home, '.pki/nssdb');
    mkdirSync(store, {recursive: true});
    execFileSync('certutil', ['-d', `sql:${store}`, '-N', '--empty-password']);
    const trust = ['-A', '-t', 'C,,', '-n', 'rtc-call', '-i', server.authority];
    execFileSync('certutil', ['-d', `sql:${store}`, ...trust]);
    // In the other network, with the store of that home.
    const wrapper = join(home, 'chromium');
    const line = `exec ip netns exec ${NAMESPACE} env HOME=${home} ${requireChromium()} "$@"`;
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
    spawnSync('ip', ['netns', 'delete', NAMESPACE]);
    spawnSync('ip', ['link', 'delete', 'lan0']);
    await rm(home, {recursive: true, force: true, maxRetries: 5});
  });

  test('sees no warning, and calls the laptop', {timeout: 120_000}, async () => {
    expect(server!.lanUrl).toContain(`https://${LAPTOP}:`);
    const near = await laptop!.browser.newPage();
    await near.goto(`${server!.url}/#standup`);
    await enter(near);

    const far = await phone!.newPage();
    await far.setViewport({width: 360, height: 740, isMobile: true, hasTouch: true});
    const response = await far.goto(`${server!.lanUrl}/#standup`);
    expect(response?.securityDetails()?.issuer()).toMatch(/^rtc-call on /);
    expect(await far.evaluate(() => isSecureContext)).toBe(true);
    await enter(far);
    await Promise.all([untilConnected(near), untilConnected(far)]);
    // The element fits the phone.
    expect(await far.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});
