/** A call between a laptop and a phone in the same network, over the certificate of the laptop. */
import type {Browser, Page} from 'puppeteer-core';
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest';
import {privateAddresses} from '../../packages/broker/src/lan/network.js';
import {
  canOpenPhoneNetwork,
  openPhoneNetwork,
  type PhoneNetwork,
} from '../../packages/broker/src/testing/phone-network.js';
import {hasFirefox, launchChromium, launchFirefox, type Launched} from '../support/browsers.js';
import {startLanServer, type LanServer} from '../support/lan-server.js';

const PHONE = {width: 360, height: 740, isMobile: true, hasTouch: true, deviceScaleFactor: 2};
const ROOM = '#standup';

const hasPrivateAddress = privateAddresses().length > 0;
const canRun = hasPrivateAddress || canOpenPhoneNetwork;

/** Presses the button of the element with this part as soon as it is there. */
const press = (page: Page, part: string) =>
  page
    .waitForFunction(
      name => {
        const button = document
          .querySelector('rtc-call')
          ?.shadowRoot?.querySelector<HTMLElement>(`[part~='${name}']`);
        button?.click();
        return button !== null && button !== undefined;
      },
      {},
      part,
    )
    .then(() => {});

const untilState = (page: Page, state: string) =>
  page.waitForFunction(
    wanted => (document.querySelector('rtc-call') as {state?: string} | null)?.state === wanted,
    {timeout: 60_000},
    state,
  );

/** How long a click has time to show an effect, in ms. */
const AGAIN_MS = 4_000;

/** The buttons of Firefox's warning, of newer and older versions, the last one first. */
const GO_ON = ['#exception-button', '#exceptionDialogButton', '#advanced-button', '#advancedButton'];

/**
 * Returns a function that goes on to the page, one step per call, and says whether it is there. The warning ignores clicks
 * by scripts, and puppeteer can't wait in it. It moves while it appears, so a button is clicked where it was seen twice.
 * Firefox ignores clicks that come too soon; too many would load the page again and again.
 */
function pastWarning(page: Page): () => Promise<boolean> {
  let seen = '';
  let clicked = '';
  let clickedAt = 0;
  const find = (buttons: readonly string[]) => {
    if (document.querySelector('rtc-call')) return 'there';
    const warning = document.querySelector('net-error-card')?.shadowRoot ?? document;
    for (const button of buttons) {
      const found = warning.querySelector(button);
      found?.scrollIntoView({block: 'center'});
      const {x = 0, y = 0, width = 0, height = 0} = found?.getBoundingClientRect() ?? {};
      if (width > 0) return [x + width / 2, y + height / 2] as const;
    }
    return null;
  };
  return async () => {
    const place = await page.evaluate(find, GO_ON);
    if (place === 'there') return true;
    const where = String(place);
    const isDone = where === clicked && performance.now() - clickedAt < AGAIN_MS;
    if (place && where === seen && !isDone) {
      clicked = where;
      clickedAt = performance.now();
      await page.mouse.click(...place);
    }
    seen = where;
    return false;
  };
}

describe.skipIf(!canRun)(
  'On a phone in the same network (to run: join a private network, or be root)',
  () => {
    let network: PhoneNetwork | undefined;
    let server: LanServer;
    const launched: Launched[] = [];

    beforeAll(async () => {
      if (!hasPrivateAddress) network = openPhoneNetwork();
      server = await startLanServer();
    });

    afterAll(async () => {
      await Promise.all(launched.map(one => one.close()));
      await server?.close();
      network?.close();
    });

    async function launch(start: () => Promise<Launched>): Promise<Browser> {
      const one = await start();
      launched.push(one);
      return one.browser;
    }

    test('Chromium warns, can be told to go on, and calls the laptop', {timeout: 120_000}, async () => {
      const browser = await launch(() => launchChromium());
      const laptop = await browser.newPage();
      await laptop.goto(`${server.url}/${ROOM}`);
      await press(laptop, 'join-button');
      await untilState(laptop, 'waiting');
      // The waiting card offers the address for the phone, and its code.
      await laptop.waitForFunction(
        link => {
          const parts = document.querySelector('rtc-call')?.shadowRoot;
          return (
            parts?.querySelector<HTMLInputElement>("[part~='link']")?.value === link &&
            parts.querySelector("[part~='qr-code']")
          );
        },
        {},
        `${server.lanUrl}/${ROOM}`,
      );

      const phone = await (await browser.createBrowserContext()).newPage();
      await phone.setViewport(PHONE);
      // The page that works before: the certificate, and the way to the same room.
      await phone.goto(`${server.lanUrl.replace('https:', 'http:')}/${ROOM}`);
      expect(new URL(phone.url()).pathname).toBe('/rtc/trust');
      const {link, code} = await phone.evaluate(() => ({
        link: document.querySelector<HTMLAnchorElement>('.call')?.href,
        code: document.querySelector('code')?.textContent ?? '',
      }));
      expect(link).toBe(`${server.lanUrl}/${ROOM}`);
      expect(code).toMatch(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/);
      // The terminal shows it in groups.
      expect(server.output.replaceAll('\n', ':')).toContain(code);

      await expect(phone.goto(link!)).rejects.toThrow(/ERR_CERT_AUTHORITY_INVALID/);
      await phone.waitForSelector('#details-button');
      await phone.click('#details-button');
      await Promise.all([phone.waitForNavigation(), phone.click('#proceed-link')]);
      await press(phone, 'join-button');
      await Promise.all([untilState(phone, 'connected'), untilState(laptop, 'connected')]);
    });

    test.runIf(hasFirefox)('Firefox warns, and can be told to go on', {timeout: 120_000}, async () => {
      const browser = await launch(() => launchFirefox());
      const phone = await browser.newPage();
      await expect(phone.goto(`${server.lanUrl}/#alone`)).rejects.toThrow(
        /SEC_ERROR_UNKNOWN_ISSUER|CERT|insecure/i,
      );
      const goOn = pastWarning(phone);
      await vi.waitUntil(() => goOn().catch(() => false), {timeout: 60_000, interval: 500});
      await press(phone, 'join-button');
      await untilState(phone, 'waiting');
    });
  },
);
