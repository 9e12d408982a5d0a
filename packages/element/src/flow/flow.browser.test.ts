import {assert} from '@open-wc/testing';
import type {ParticipantStats} from '@rtc-call/engine';
import {incoming, localWith, participant, type FakeCall} from '../testing/fake-call.js';
import {
  click,
  expectAccessible,
  mount,
  part,
  parts,
  settle,
  text,
  unmount,
  until,
  still,
} from '../testing/mount.js';
import * as traces from '../testing/recorded-traces.js';

const stats = (change: Partial<ParticipantStats> = {}): ParticipantStats => ({
  id: 'grace',
  roundTripTime: 31,
  packetLoss: 0.02,
  outgoingPacketLoss: 0,
  jitter: 4,
  incomingBitrate: 1_450_000,
  outgoingBitrate: 96_000,
  availableOutgoingBitrate: null,
  incomingVideo: {width: 1280, height: 720, frameRate: 30, codec: 'VP9'},
  outgoingVideo: {width: 640, height: 360, frameRate: 15, codec: 'VP8', limitedBy: 'cpu'},
  incomingAudioCodec: 'opus',
  path: 'relay',
  protocol: 'tls',
  ...change,
});

const grace = participant({id: 'grace', displayName: 'Grace Hopper'});

const inCall = (call: FakeCall) =>
  call.set({state: 'connected', room: 'standup', local: localWith(), participants: [grace]});

async function openDetails(attributes: Readonly<Record<string, string>> = {}) {
  const {element, call} = await mount({room: 'standup', prejoin: 'off', lang: 'en', ...attributes});
  inCall(call);
  call.set({trace: traces.relayed});
  call.stats = [stats()];
  await settle(element);
  if (!part(element, 'panel-flow')) await click(element, 'control-flow');
  await until(() => part(element, 'panel-flow'));
  return {element, call};
}

/** The names of the steps, and those of red ones with a mark. */
const steps = (element: HTMLElement) =>
  [...element.shadowRoot!.querySelectorAll('[part~="flow-step"]')].map(step => {
    const name = step.querySelector('b')!.textContent!.trim();
    return step.classList.contains('failed') ? `! ${name}` : name;
  });

describe('The connection details', () => {
  afterEach(unmount);

  it('list the steps of the call, with times, as a list that a screen reader reads', async () => {
    const {element} = await openDetails();
    const list = element.shadowRoot!.querySelector('.diagram ol')!;
    assert.deepEqual(steps(element).slice(0, 3), [
      'Opens a WebSocket',
      'Connected to the broker',
      'Asks to enter the room',
    ]);
    const offer = [...list.children].find(step => step.textContent!.includes('Offer'))!;
    assert.match(
      offer.textContent!.replace(/\s+/g, ' '),
      /227 ms Offer .*from You to Grace Hopper, through Broker/,
    );
    await expectAccessible(element, 'panel-flow');
  });

  it('grow while the call is set up', async () => {
    const {element, call} = await openDetails();
    call.set({trace: traces.relayed.slice(0, 8), state: 'connecting'});
    await until(() => steps(element).at(-1) === 'Offer');
    assert.isOk(element.shadowRoot!.querySelector('li.pending'), 'the offer is not answered yet');
    for (const entry of traces.relayed.slice(8)) call.addStep(entry);
    await until(() => steps(element).at(-1) === 'First video frame');
    assert.isNull(element.shadowRoot!.querySelector('li.pending'));
  });

  it('show the path and the numbers, in the language of the element', async () => {
    const {element} = await openDetails();
    await until(() => /Loss/.test(text(element)));
    const shown = text(element);
    assert.match(shown, /Grace Hopper Over a relay · TLS/);
    assert.match(
      shown,
      /Round trip 31 ms Loss 2% Receiving 1\.4 Mb\/s|Round trip 31 ms Loss 2% Receiving 1\.5 Mb\/s/,
    );
    assert.match(shown, /Sending 96 kb\/s/);
    assert.match(
      shown.replace(/[\u2068\u2069]/g, ''),
      /640 × 360 · 15 fps · VP8 · limited by this device’s processor/,
    );
  });

  it('are in red, with what to do, where something failed', async () => {
    const {element, call} = await openDetails();
    call.set({trace: traces.deadTurn, state: 'connecting'});
    await until(() => steps(element).includes('! No relay from TURN'));
    assert.match(part(element, 'flow-problem')!.textContent!, /gave no relay/);
    call.end('connection-failed');
    await settle(element);
    assert.isOk(part(element, 'panel-flow'), 'they stay open when the call has failed');
    assert.include(text(element), 'No network path between the two sides was found. Configure a TURN server');
  });

  it('say that nobody is reachable without the broker, in the words of rtc-broker check', async () => {
    const {element, call} = await openDetails();
    call.set({trace: traces.unreachable.slice(0, 2), state: 'connecting', participants: []});
    await until(() => steps(element).includes('! No connection to the broker'));
    assert.include(
      text(element),
      'The broker does not answer. Check that it is running and reachable at this address.',
    );
  });

  it('measure only while they are open', async () => {
    const {setInterval, clearInterval} = window;
    const running = new Set<unknown>();
    window.setInterval = ((callback: () => void, ms: number) => {
      const timer = setInterval(callback, ms);
      if (ms === 2_000) running.add(timer);
      return timer;
    }) as typeof window.setInterval;
    window.clearInterval = timer => {
      running.delete(timer);
      clearInterval(timer);
    };
    try {
      const {element, call} = await openDetails();
      const asked = () => call.asked.filter(command => command === 'getStats').length;
      await until(() => asked() >= 2);
      assert.equal(running.size, 1);
      await click(element, 'control-close');
      assert.equal(running.size, 0);
      await click(element, 'control-flow');
      await until(() => running.size === 1);
      element.remove();
      assert.equal(running.size, 0);
    } finally {
      Object.assign(window, {setInterval, clearInterval});
    }
  });

  it('show the steps with the person who is chosen', async () => {
    const {element, call} = await openDetails();
    const ada = participant({id: 'ada', displayName: 'Ada'});
    call.set({participants: [ada, grace]});
    call.stats = [stats({id: 'ada', path: 'direct', protocol: 'udp'}), stats()];
    const people = await until(() => {
      const all = parts(element, 'flow-person') as HTMLDetailsElement[];
      return all.length === 2 && all;
    });
    assert.deepEqual(
      people.map(({open}) => open),
      [true, false],
    );
    assert.notInclude(steps(element), 'Offer');
    people[1]!.querySelector('summary')!.click();
    await until(() => steps(element).includes('Offer'));
    assert.deepEqual(
      people.map(({open}) => open),
      [false, true],
    );
  });

  it('explain each step and name its specification', async () => {
    const {element} = await openDetails();
    assert.isNull(part(element, 'flow-explanation'));
    parts(element, 'flow-option')[0]!.click();
    const links = await until(() => {
      const all = parts(element, 'flow-explanation').map(one => one.querySelector('a')!);
      return all.length > 0 && all;
    });
    assert.lengthOf(links, steps(element).length);
    const offer = links.find(link => link.textContent!.startsWith('RFC 3264'))!;
    assert.equal(offer.href, 'https://www.rfc-editor.org/rfc/rfc3264#section-5');
    assert.equal(offer.rel, 'noopener noreferrer');
    await expectAccessible(element, 'panel-flow');
  });

  it('are open and explained from the start on a page about them', async () => {
    const {element} = await openDetails({flow: 'page'});
    await until(() => part(element, 'flow-explanation'));
    assert.isTrue((part(element, 'flow-option') as HTMLInputElement).checked);
  });

  it('leave the call in view on a page about them, on a phone too', async () => {
    const {element} = await openDetails({flow: 'page'});
    element.style.cssText = 'width: 360px; height: 740px';
    await still(element);
    assert.isTrue(part(element, 'control-leave')!.checkVisibility({visibilityProperty: true}));
  });

  it('are not offered if the page says so', async () => {
    const {element, call} = await mount({room: 'standup', prejoin: 'off', flow: 'off'});
    inCall(call);
    await settle(element);
    assert.isNull(part(element, 'control-flow'));
  });

  it('copy a report without names', async () => {
    const {element} = await openDetails();
    const copied: string[] = [];
    const {clipboard} = navigator;
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: {writeText: async (written: string) => void copied.push(written)},
    });
    try {
      await until(() => /Loss/.test(text(element)));
      await click(element, 'flow-copy-button');
      await until(() => part(element, 'flow-copy-button')!.textContent!.includes('Copied'));
      assert.include(copied[0], 'first-frame\t\tperson 1');
      assert.notMatch(copied[0]!, /grace/i);
      parts(element, 'flow-option')[1]!.click();
      await element.updateComplete;
      await click(element, 'flow-copy-button');
      await until(() => copied.length === 2);
      assert.include(copied[1], 'person 1 (grace, Grace Hopper)');
    } finally {
      Object.defineProperty(navigator, 'clipboard', {configurable: true, value: clipboard});
    }
  });

  it('can be opened where a call has failed', async () => {
    const {element, call} = await mount({to: 'grace', lang: 'en'});
    call.set({
      state: 'dialing',
      outgoing: {peerId: 'grace', displayName: 'Grace', isSeen: false, isRinging: true},
    });
    call.set({trace: traces.withoutCandidates});
    call.end('connection-failed');
    await click(element, 'details-button');
    await until(() => steps(element).includes('! No candidates found'));
    call.set({state: 'ringing', incoming: incoming()});
    await settle(element);
  });

  for (const [width, height] of [
    [360, 640],
    [240, 180],
    [1280, 800],
  ] as const) {
    it(`fit into ${width} × ${height}`, async () => {
      const {element} = await openDetails();
      element.style.cssText = `width: ${width}px; height: ${height}px`;
      await until(() => {
        const flow = element.shadowRoot!.querySelector('.flow')!;
        return flow.clientWidth > 0 && flow.scrollWidth <= flow.clientWidth;
      });
    });
  }
});
