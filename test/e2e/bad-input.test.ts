import {describe, expect, onTestFinished} from 'vitest';
import {startBroker} from '../support/brokers.js';
import {launchChromium, type ChromiumOptions} from '../support/browsers.js';
import {LOOKS} from '../support/fake-devices.js';
import {test, toPerson, type Person} from '../support/people.js';
import {openTab, type TabOptions} from '../support/tab.js';

const FAKE_DEVICE = '--use-fake-device-for-media-stream';
const FAKE_UI = '--use-fake-ui-for-media-stream';

/** Opens a page in its own Chromium, which is closed after the test. */
async function openAlone(chromium: ChromiumOptions, url: string, options?: TabOptions): Promise<Person> {
  const {browser, close} = await launchChromium(chromium);
  onTestFinished(close);
  const tab = await openTab(browser, url, options);
  onTestFinished(() => tab.close());
  return toPerson('red', tab);
}

/** The visible text of the element. */
const words = ({call}: Person) =>
  call(element =>
    element.shadowRoot!.querySelector<HTMLElement>('.frame')!.innerText.replaceAll(/\s+/g, ' '),
  );

const deviceErrors = ({call}: Person) =>
  call(({local}) => [local.camera.error?.code ?? null, local.microphone.error?.code ?? null]);

describe('a page without devices', () => {
  test('shows that HTTPS is required over plain http on a LAN address', async ({broker}) => {
    const flags = ['--host-resolver-rules=MAP lan.test 127.0.0.1'];
    const person = await openAlone({flags}, `http://lan.test:${broker.port}/call.html?room=lan`);
    await person.until(call => call.local.camera.error);
    expect(await person.page.evaluate(() => isSecureContext)).toBe(false);
    expect(await deviceErrors(person)).toEqual(['insecure-context', 'insecure-context']);
    expect(await words(person)).toMatch(/https/i);
  });

  test.for([
    ['neither', {without: [FAKE_DEVICE]}, ['device-not-found', 'device-not-found'], 'silence'],
    [
      'no camera',
      {flags: [`${FAKE_DEVICE}=device-count=0`], without: [FAKE_DEVICE], voice: LOOKS.red},
      ['device-not-found', null],
      'red',
    ],
  ] as const)('%s: joins with the available devices', async ([, chromium, errors, voice], {broker, open}) => {
    const room = `devices-${voice}`;
    const blue = await open('blue', `call.html?room=${room}&prejoin=off`);
    const person = await openAlone(chromium, `${broker.url}/call.html?room=${room}`);
    await person.until(call => call.local.camera.error);
    expect(await deviceErrors(person)).toEqual(errors);
    await person.press('join-button');
    await person.meets('blue');
    await expect.poll(() => blue.perceives(), {timeout: 10_000}).toEqual([`nothing/${voice}`]);
  });

  test.for([
    ['NotFoundError', 'audio', 'device-not-found'],
    ['NotReadableError', 'video', 'device-in-use'],
  ] as const)(
    '%s for %s: is reported, and the other device is used',
    async ([name, kind, code], {broker, browserOf}) => {
      const {browser} = await browserOf('red');
      const tab = await openTab(browser, `${broker.url}/stock.html`);
      onTestFinished(() => tab.close());
      await tab.page.evaluateOnNewDocument(
        (name, kind) => {
          const {mediaDevices} = navigator;
          const real = mediaDevices.getUserMedia.bind(mediaDevices);
          mediaDevices.getUserMedia = options =>
            options?.[kind as 'audio'] ? Promise.reject(new DOMException('as asked', name)) : real(options);
        },
        name,
        kind,
      );
      await tab.page.goto(`${broker.url}/call.html?room=faulty-${kind}`);
      const person = toPerson('red', tab);
      const device = kind === 'audio' ? ('microphone' as const) : ('camera' as const);
      await person.until((call, device) => call.local[device].error, device);
      expect(await person.call((call, device) => call.local[device].error!.code, device)).toBe(code);
      await person.until(call => call.local.stream?.getTracks().length === 1);
      expect(await person.events('rtc-device-error')).toMatchObject([{device, error: code}]);
    },
  );

  test('permission denied: shows where to allow it, and joining still works', async ({broker, open}) => {
    const blue = await open('blue', 'call.html?room=denied&prejoin=off');
    const {browser, close} = await launchChromium({looks: LOOKS.red, without: [FAKE_UI]});
    onTestFinished(close);
    const tab = await openTab(browser, `${broker.url}/stock.html?`, {tolerate: /Permission/});
    onTestFinished(() => tab.close());
    await tab.page.browserContext().overridePermissions(broker.url, []);
    await tab.page.goto(`${broker.url}/call.html?room=denied`);
    const person = toPerson('red', tab);
    await person.until(call => call.local.camera.error && call.local.microphone.error);
    expect(await deviceErrors(person)).toEqual(['permission-denied', 'permission-denied']);
    await expect.poll(() => words(person)).toMatch(/turn on what is blocked/i);
    await person.press('join-button');
    await person.meets('blue');
    await expect.poll(() => blue.perceives()).toEqual(['nothing/silence']);
  });
});

describe('an id', () => {
  test('that nobody has: peer-unavailable', async ({open}) => {
    const red = await open('red', 'call.html?peer-id=seeker&to=nobody-has-this');
    await red.press('call-button');
    await red.until(call => call.state === 'ended');
    expect(await red.call(call => call.endReason)).toBe('peer-unavailable');
    expect(await red.events('rtc-error')).toMatchObject([{error: 'peer-unavailable'}]);
  });

  test('that somebody else has: id-taken, and they keep it', async ({open}) => {
    const red = await open('red', 'call.html?peer-id=contested');
    await red.until(call => call.local.id !== null);
    const blue = await open('blue', 'call.html?peer-id=contested');
    await blue.until(() => window.lab.events.some(({error}) => error === 'id-taken'));
    await expect.poll(() => words(blue)).toMatch(/else is using this address/);

    const green = await open('green', 'call.html?to=contested');
    await green.call(call => call.call());
    await red.until(call => call.state === 'ringing');
  });

  test('that is invalid: invalid-id, immediately', async ({open}) => {
    const red = await open('red', 'call.html?peer-id=me');
    const code = await red.call(call => call.call('not an id!').catch((error: {code: string}) => error.code));
    expect(code).toBe('invalid-id');
  });
});

describe('the broker', () => {
  test('that is down: shows the error, retries, and connects when it is back', async ({broker, open}) => {
    const late = await startBroker();
    await late.close();
    const host = `localhost:${late.port}`;
    const query = `room=late&prejoin=off&broker=http://${host}/rtc`;
    const red = await open('red', `call.html?${query}`, {allowed: [host]});
    await red.until(() => window.lab.events.some(({error}) => error === 'broker-unreachable'));
    expect(await red.call(call => (call as {error?: {code: string}}).error?.code)).toBe('broker-unreachable');
    await expect.poll(() => words(red)).toMatch(/trying again/i);

    const back = await startBroker({port: late.port, origins: [broker.url]});
    onTestFinished(() => back.close());
    const blue = await open('blue', `call.html?${query}`, {allowed: [host]});
    await Promise.all([red.meets('blue'), blue.meets('red')]);
    expect(await red.call(call => (call as {error?: unknown}).error)).toBeNull();
  });
});

describe('a broker that requires a token', () => {
  test.for(['', '&token=not-a-token'])(
    'tells who comes with "%s" that permission is missing',
    async (query, {open, site}) => {
      const secret = 'a secret of at least thirty-two bytes';
      const broker = await startBroker({static: site.folder, auth: {secret}});
      onTestFinished(() => broker.close());
      const red = await open('red', `call.html?room=private&prejoin=off${query}`, {at: broker.url});
      await red.until(() => window.lab.events.some(({error}) => error === 'unauthorized'));
      await red.until(call => call.state === 'ended');
      await expect.poll(() => words(red)).toMatch(/permission/);
      expect(await red.call(({error}) => error?.code)).toBe('unauthorized');
    },
  );
});

describe('a broker that doesn’t allow this page’s origin', () => {
  test.for(['', '&prejoin=off'])('says so, with the origin to allow%s', async (query, {broker}) => {
    // Pages on localhost may always use a broker on localhost, so this test uses another host name.
    const host = `broker.test:${broker.port}`;
    const chromium = {looks: LOOKS.red, flags: ['--host-resolver-rules=MAP broker.test 127.0.0.1']};
    const url = `${broker.url}/call.html?room=abroad${query}&broker=http://${host}/rtc`;
    const red = await openAlone(chromium, url, {allowed: [host]});
    await red.until(() => window.lab.events.some(({error}) => error === 'origin-forbidden'));
    await expect.poll(() => words(red)).toContain(broker.url);
    expect(await words(red)).not.toMatch(/only one here|network/);
    const code = await red.call(call => call.join().catch((error: {code: string}) => error.code));
    expect(code).toBe('origin-forbidden');
    expect(await red.events('rtc-joined')).toHaveLength(0);
  });
});

describe('a room that is full', () => {
  test('shows that it is full, and join() rejects', async ({site, open}) => {
    const small = await startBroker({static: site.folder, limits: {roomMembers: 1}});
    onTestFinished(() => small.close());
    const blue = await open('blue', 'call.html?room=full&prejoin=off', {at: small.url});
    await blue.until(call => call.state === 'waiting');
    const red = await open('red', 'call.html?room=full', {at: small.url});
    await expect.poll(() => words(red)).toContain('The room is full.');
    expect(await words(red)).not.toMatch(/network/);
    expect(await red.call(call => call.join().catch((error: {code: string}) => error.code))).toBe(
      'room-full',
    );
    await expect.poll(() => words(red)).toContain('The room is full.');
    expect(await red.events('rtc-joined')).toHaveLength(0);
  });
});

describe('attributes', () => {
  test.for([
    ['layout=spiral', 'layout'],
    ['audio=maybe', 'audio'],
    ['peer-id=%21%21', 'peer-id'],
    [`room=${'x'.repeat(129)}`, 'room'],
    ['broker=ftp%3A%2F%2Fexample.com', 'broker'],
    ['to=%3Cscript%3E', 'to'],
  ])('%s: invalid-option, and everything else works', async ([query], {open}) => {
    const red = await open('red', `call.html?${query}`);
    await red.until(() => window.lab.events.some(({error}) => error === 'invalid-option'));
    expect(await red.events('rtc-error')).toMatchObject([{error: 'invalid-option'}]);
    await expect.poll(async () => (await words(red)).length).toBeGreaterThan(0);
  });
});
