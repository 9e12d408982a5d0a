import {expect} from '@open-wc/testing';
import {setViewport} from '@web/test-runner-commands';
import {brokenDevice, incoming, localWith, participant, type FakeCall} from './testing/fake-call.js';
import {click, mount, part, parts, settle, still, unmount, until} from './testing/mount.js';
import type {RtcCall} from './rtc-call.js';

/** 1280 × 1024 and 1280 × 800 at 400 %, in CSS pixels (WCAG 2.2, 1.4.10). */
const VIEWPORTS = [
  {width: 320, height: 256},
  {width: 320, height: 200},
];

interface Scene {
  readonly attributes?: Readonly<Record<string, string>>;
  readonly arrange: (call: FakeCall) => void;
  /** The controls to click, and the part that they show. */
  readonly open?: readonly [control: string, shown: string];
}

const people = (count: number) =>
  Array.from({length: count}, (_, index) => participant({id: `p${index}`, displayName: `Person ${index}`}));
const inCall = (count: number) => (call: FakeCall) =>
  call.set({state: 'connected', local: localWith(), participants: people(count)});
const blocked = {camera: brokenDevice('permission-denied'), microphone: brokenDevice('permission-denied')};
const called = {attributes: {'peer-id': 'alice'}};

const SCENES: Readonly<Record<string, Scene>> = {
  'the lobby': {arrange: call => call.set({state: 'lobby', local: localWith()})},
  'the lobby, blocked': {arrange: call => call.set({state: 'lobby', local: localWith(blocked)})},
  'the devices in the lobby': {
    arrange: call => call.set({state: 'lobby', local: localWith()}),
    open: ['control-microphone-menu', 'menu'],
  },
  'the invitation': {arrange: call => call.set({state: 'waiting', local: localWith()})},
  'two people': {arrange: inCall(1)},
  'nine people': {arrange: inCall(8)},
  'a shared screen': {
    arrange: call =>
      call.set({
        state: 'connected',
        local: localWith(),
        participants: people(4).map((one, index) => (index ? one : {...one, screen: new MediaStream()})),
      }),
  },
  chat: {arrange: inCall(3), open: ['control-chat', 'panel-chat']},
  people: {arrange: inCall(8), open: ['control-people', 'panel-people']},
  settings: {arrange: inCall(1), open: ['control-settings', 'panel-settings']},
  'connection details': {arrange: inCall(2), open: ['control-flow', 'panel-flow']},
  '“more”': {arrange: inCall(2), open: ['control-more', 'menu-more']},
  reactions: {arrange: inCall(2), open: ['control-reactions', 'menu-reactions']},
  shortcuts: {arrange: inCall(2), open: ['control-shortcuts', 'menu-shortcuts']},
  ringing: {...called, arrange: call => call.set({state: 'ringing', incoming: incoming()})},
  'declining with a message': {
    ...called,
    arrange: call => call.set({state: 'ringing', incoming: incoming()}),
    open: ['control-decline-menu', 'menu'],
  },
  dialing: {
    attributes: {to: 'bob'},
    arrange: call =>
      call.set({
        state: 'dialing',
        outgoing: {peerId: 'bob', displayName: 'Bob', isRinging: true, isSeen: false},
      }),
  },
  'the end': {arrange: call => call.set({state: 'ended', endReason: 'connection-failed'})},
};

const USABLE = 'button, input, select, textarea, summary, a[href]';

/** What can be used now: in a menu or a dialog only that, and nothing that a panel covers. */
function usable(element: RtcCall): HTMLElement[] {
  const root = part(element, 'menu') ?? part(element, 'panel') ?? element.shadowRoot!;
  return [...root.querySelectorAll<HTMLElement>(USABLE)].filter(
    one => one.checkVisibility({visibilityProperty: true}) && !one.matches(':disabled, [hidden]'),
  );
}

const nameOf = (element: Element) =>
  `${element.getAttribute('part') ?? element.localName} (${element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 30)})`;

/** Scrolls to each, and expects that it is in the window, and that a click reaches it. */
function expectReachable(element: RtcCall, place: string) {
  const all = usable(element);
  expect(all, place).not.to.be.empty;
  for (const one of all) {
    one.focus({preventScroll: true});
    one.scrollIntoView({block: 'nearest', inline: 'nearest'});
    const {left, right, top, bottom, width, height} = one.getBoundingClientRect();
    const message = `${nameOf(one)}: ${place}`;
    expect(left, message).to.be.at.least(-1);
    expect(right, message).to.be.at.most(innerWidth + 1);
    expect(top, message).to.be.at.least(-1);
    expect(bottom, message).to.be.at.most(innerHeight + 1);
    const hit = element.shadowRoot!.elementFromPoint(left + width / 2, top + height / 2);
    const isHit =
      hit !== null && (one.contains(hit) || hit.contains(one) || hit.closest('label')?.contains(one));
    expect(isHit, `${message} is covered by ${hit ? nameOf(hit) : 'nothing'}`).to.equal(true);
  }
}

/** Text must not need scrolling in two directions. A strip of tiles may scroll in its own, and so may a diagram. */
function expectOneDirection(element: RtcCall, place: string) {
  for (const one of element.shadowRoot!.querySelectorAll<HTMLElement>('*')) {
    if (!one.checkVisibility() || one.matches('.tiles, .viewport, input, textarea, .hidden')) continue;
    const {overflowX} = getComputedStyle(one);
    if (!/auto|scroll/.test(overflowX) || one.closest('.diagram')) continue;
    expect(one.scrollWidth, `${one.className}: ${place}`).to.be.at.most(one.clientWidth + 1);
  }
  expect(document.documentElement.scrollWidth).to.be.at.most(innerWidth);
}

describe('<rtc-call> at 400 %', () => {
  const size = {width: innerWidth, height: innerHeight};
  // Not every browser lets a test choose the size of its window.
  before(function () {
    return setViewport(VIEWPORTS[0]!).catch(() => this.skip());
  });
  afterEach(unmount);
  after(() => setViewport(size).catch(() => {}));

  for (const [name, {attributes = {room: 'standup'}, arrange, open}] of Object.entries(SCENES))
    it(`lets everything be reached by scrolling in one direction: ${name}`, async () => {
      for (const viewport of VIEWPORTS) {
        await setViewport(viewport);
        const {element, call} = await mount(attributes);
        element.style.cssText = 'position: fixed; inset: 0; inline-size: auto; block-size: auto';
        await until(
          () => 'to' in attributes || call.asked.some(command => /^(?:preview|open)/.test(command)),
        );
        arrange(call);
        await settle(element);
        if (open) await click(element, open[0]);
        if (open) await until(() => part(element, open[1]));
        await still(element);
        const place = `${name}, ${viewport.width} × ${viewport.height}`;
        expectReachable(element, place);
        expectOneDirection(element, place);
        expect(parts(element, 'control').length + parts(element, 'button').length, place).to.be.above(0);
      }
    });
});
