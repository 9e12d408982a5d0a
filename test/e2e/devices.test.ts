import {describe, expect, onTestFinished} from 'vitest';
import {launchChromium} from '../support/browsers.js';
import {test, toPerson, type Person} from '../support/people.js';
import {openTab} from '../support/tab.js';

/** Opens a person with three of Chromium's fake cameras, microphones and speakers each. */
async function openEquipped(url: string): Promise<Person> {
  const {browser, close} = await launchChromium({
    without: ['--use-fake-device-for-media-stream'],
    flags: ['--use-fake-device-for-media-stream=device-count=3'],
  });
  onTestFinished(close);
  const tab = await openTab(browser, url);
  onTestFinished(() => tab.close());
  return toPerson('red', tab);
}

const framesSeen = ({page}: Person) =>
  page.evaluate(() => window.lab.framesOf(window.lab.call!.participants[0]!.stream).length);

const offersMade = ({call}: Person) =>
  call(({trace}) => trace.filter(({step}) => step === 'offer-created').length);

describe('during a call', () => {
  test('camera, microphone and speaker are switched without renegotiation', async ({broker, open}) => {
    const red = await openEquipped(`${broker.url}/call.html?room=switch&prejoin=off`);
    const blue = await open('blue', 'call.html?room=switch&prejoin=off');
    await red.meets('blue');
    await expect.poll(() => framesSeen(blue), {timeout: 10_000}).toBeGreaterThan(5);
    const offers = [await offersMade(red), await offersMade(blue)];

    for (const [kind, set, get] of [
      ['videoinput', 'setCameraDevice', 'camera'],
      ['audioinput', 'setMicrophoneDevice', 'microphone'],
    ] as const) {
      const before = await red.call((call, get) => call.local[get].deviceId, get);
      // The last one: Chromium's second fake camera produces depth images, which WebRTC doesn't send.
      const other = await red.call(
        (call, kind, before) =>
          call.local.devices.findLast(
            device =>
              device.kind === kind && !['default', 'communications', before].includes(device.deviceId),
          )!.deviceId,
        kind,
        before,
      );
      await red.call((call, set, id) => call[set](id), set, other);
      expect(await red.call((call, get) => call.local[get].deviceId, get)).toBe(other);
      // The old device is released.
      await expect.poll(() => red.page.evaluate(() => window.lab.holdings().tracks)).toBe(2);
      const frames = await framesSeen(blue);
      await expect.poll(() => framesSeen(blue), {timeout: 10_000}).toBeGreaterThan(frames + 5);
      await expect.poll(async () => (await blue.perceives())[0], {timeout: 5_000}).not.toMatch(/silence/);
    }
    expect([await offersMade(red), await offersMade(blue)]).toEqual(offers);

    const speaker = await red.call(
      call =>
        call.local.devices.find(({kind, deviceId}) => kind === 'audiooutput' && deviceId !== 'default')!
          .deviceId,
    );
    await red.call((call, id) => call.setSpeakerDevice(id), speaker);
    const sink = () =>
      red.page.evaluate(() => {
        const [participant] = window.lab.call!.participants;
        const elements = window.lab.mediaElements();
        return participant && elements.find(({srcObject}) => srcObject === participant.stream)?.sinkId;
      });
    await expect.poll(sink).toBe(speaker);

    // A reload uses the same three devices.
    const chosen = () =>
      red.call(({local: {camera, microphone, speakerId}}) => [
        camera.deviceId,
        microphone.deviceId,
        speakerId,
      ]);
    const before = await chosen();
    await red.page.reload();
    await red.meets('blue');
    expect(await chosen()).toEqual(before);
    await expect.poll(sink).toBe(speaker);
  });

  test('a screen is shared beside the camera, and stopped', async ({open}) => {
    const red = await open('red', 'call.html?room=screen&prejoin=off');
    const blue = await open('blue', 'call.html?room=screen&prejoin=off');
    await Promise.all([red.meets('blue'), blue.meets('red')]);
    await red.press('control-screenshare');
    const seesScreen = (person: Person) =>
      person.until(call => {
        const {screen} = call.participants.find(({screen}) => screen) ?? {};
        return screen && window.lab.perceive(screen).sees;
      });
    await seesScreen(blue);
    await blue.meets('red');
    // A late participant sees it too.
    const green = await open('green', 'call.html?room=screen&prejoin=off');
    await seesScreen(green);

    await red.press('control-screenshare');
    for (const person of [blue, green]) {
      await person.until(
        call => call.participants.length === 2 && call.participants.every(({screen}) => !screen),
      );
    }
    await expect.poll(() => red.page.evaluate(() => window.lab.holdings().tracks)).toBe(2);
  });

  test('both share their screens at the same time', async ({open}) => {
    const red = await open('red', 'call.html?room=both-screens&prejoin=off');
    const blue = await open('blue', 'call.html?room=both-screens&prejoin=off');
    await Promise.all([red.meets('blue'), blue.meets('red')]);
    await Promise.all([red, blue].map(person => person.press('control-screenshare')));
    for (const person of [red, blue]) {
      await person.until(call => {
        const {screen} = call.participants[0]!;
        return screen && window.lab.perceive(screen).sees;
      });
    }
    await Promise.all([red.meets('blue'), blue.meets('red')]);
  });

  test('a shared screen replaces the camera for a stock PeerJS page', async ({open}) => {
    const red = await open('red', 'call.html?peer-id=screen-red&to=screen-stock');
    const stock = await open('blue', 'stock.html?id=screen-stock');
    await stock.until(() => window.side.isReady);
    await red.call(call => call.call());
    await Promise.all([red.meets('blue'), stock.meets('red')]);
    await red.press('control-screenshare');
    await expect.poll(() => stock.perceives(), {timeout: 10_000}).not.toEqual(['red/red']);
    expect((await stock.perceives())[0]).toMatch(/\/red$/);
    await red.press('control-screenshare');
    await stock.meets('red');
  });
});
