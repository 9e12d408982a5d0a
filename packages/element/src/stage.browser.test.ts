import {expect} from '@open-wc/testing';
import type {Participant} from '@rtc-call/engine';
import {bestGrid, capacityOf, tileSize} from './views/grid.js';
import {localWith, participant} from './testing/fake-call.js';
import {click, mount, part, parts, settle, unmount, until, type Mounted} from './testing/mount.js';
import type {RtcCall} from './rtc-call.js';

const people = (count: number, change: (index: number) => Partial<Participant> = () => ({})) =>
  Array.from({length: count}, (_, index) => participant({id: `p${index}`, ...change(index)}));

/** A call with `count` others, the stage's tools loaded. */
async function inCall(count: number, change?: (index: number) => Partial<Participant>): Promise<Mounted> {
  const mounted = await mount({room: 'standup', prejoin: 'off'});
  mounted.call.set({state: 'connected', local: localWith(), participants: people(count, change)});
  await settle(mounted.element);
  await until(() => parts(mounted.element, 'tile').length >= count + 1);
  return mounted;
}

const resize = (element: RtcCall, width: number, height: number) => {
  element.style.cssText = `width: ${width}px; height: ${height}px; max-block-size: none`;
};

const shown = (element: RtcCall) => parts(element, 'tile').filter(tile => tile.checkVisibility());
const rect = (element: Element) => element.getBoundingClientRect();

/** Waits for the frame in which a change of size is measured and rendered. */
const frames = async () => {
  for (let count = 0; count < 2; count += 1) await new Promise(requestAnimationFrame);
};

/** A stream with a tone. */
function tone() {
  const context = new AudioContext();
  const oscillator = context.createOscillator();
  const destination = context.createMediaStreamDestination();
  oscillator.connect(destination);
  oscillator.start();
  return {stream: destination.stream, stop: () => context.close()};
}

describe('The grid of <rtc-call>', () => {
  afterEach(unmount);

  for (const [width, height] of [
    [240, 180],
    [360, 740],
    [740, 360],
    [1280, 800],
    [3840, 2160],
  ] as const)
    it(`has in ${width} × ${height} the largest tiles that fit, and none covers another`, async () => {
      const {element, call} = await inCall(2);
      resize(element, width, height);
      for (const count of [2, 3, 5, 9, 16, 25]) {
        call.set({participants: people(count - 1)});
        element.setAttribute('layout', 'grid');
        await until(async () => {
          await frames();
          const tiles = part(element, 'tiles')!;
          const {clientWidth, clientHeight} = tiles;
          const gap = parseFloat(getComputedStyle(tiles).columnGap);
          const box = {width: clientWidth, height: clientHeight, gap};
          const expected = Math.min(count, capacityOf(box));
          const all = shown(element).map(rect);
          const size = tileSize(bestGrid(expected, box), box);
          return (
            all.length === expected &&
            all.every(
              one => Math.abs(one.width - size.width) < 1.5 && Math.abs(one.height - size.height) < 1.5,
            )
          );
        });
        const frame = rect(part(element, 'tiles')!);
        const all = shown(element).map(rect);
        for (const [index, one] of all.entries()) {
          expect(one.left).to.be.at.least(frame.left - 0.6);
          expect(one.right).to.be.at.most(frame.right + 0.6);
          expect(one.top).to.be.at.least(frame.top - 0.6);
          expect(one.bottom).to.be.at.most(frame.bottom + 0.6);
          for (const other of all.slice(index + 1)) expect(areApart(one, other)).to.equal(true);
        }
      }
    });

  it('turns its pages with buttons, keys and a finger', async () => {
    const {element} = await inCall(4);
    resize(element, 240, 180);
    await until(() => shown(element).length === 2);
    const names = () =>
      shown(element).map(
        tile => part(element, 'name') && tile.querySelector('figcaption')!.textContent.trim(),
      );
    expect(names()).to.deep.equal(['You', 'p0']);
    await until(() => parts(element, 'page-button').length === 2);
    const [previous, next] = parts(element, 'page-button') as [HTMLElement, HTMLElement];
    expect(previous.getAttribute('aria-disabled')).to.equal('true');
    previous.click();
    next.focus();
    next.click();
    await element.updateComplete;
    expect(names()).to.deep.equal(['p1', 'p2']);
    expect(next.getAttribute('aria-label')).to.equal('Next page, now 2 of 3');
    next.click();
    await element.updateComplete;
    expect(names()).to.deep.equal(['p3']);
    expect(element.shadowRoot!.activeElement).to.equal(next);
    const press = (key: string) =>
      part(element, 'stage')!.dispatchEvent(
        new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}),
      );
    press('PageDown');
    press('PageUp');
    await element.updateComplete;
    expect(names()).to.deep.equal(['p1', 'p2']);
    press('PageUp');
    press('PageUp');
    await element.updateComplete;
    expect(names()).to.deep.equal(['You', 'p0']);
    swipe(part(element, 'tiles')!, -20);
    await element.updateComplete;
    expect(names()).to.deep.equal(['You', 'p0']);
    swipe(part(element, 'tiles')!, -80);
    await element.updateComplete;
    expect(names()).to.deep.equal(['p1', 'p2']);
    element.dir = 'rtl';
    swipe(part(element, 'tiles')!, -80);
    await element.updateComplete;
    expect(names()).to.deep.equal(['You', 'p0']);
  });

  it('plays the audio of those on other pages, and asks for no video of them', async () => {
    const {stream, stop} = tone();
    const {element, call} = await inCall(5, index => (index === 4 ? {stream} : {}));
    await until(() => (call.viewHeights.get('p4') ?? 0) > 0);
    resize(element, 240, 180);
    await until(() => call.viewHeights.get('p4') === 0);
    expect(call.viewHeights.get('p0')).to.be.above(0);
    const video = parts(element, 'tile').at(-1)!.querySelector('video')!;
    expect(video.srcObject).to.equal(stream);
    expect(video.checkVisibility()).to.equal(false);
    expect(video.muted).to.equal(false);
    const before = video.currentTime;
    await until(() => video.currentTime > before + 0.1);
    resize(element, 960, 640);
    await until(() => (call.viewHeights.get('p4') ?? 0) > 0);
    await stop();
  });

  it('moves nobody when somebody joins, and only the last one when somebody leaves', async () => {
    const {element, call} = await inCall(7);
    const everyone = people(8);
    const places = () =>
      Object.fromEntries(
        shown(element).map(tile => [
          tile.querySelector('figcaption')!.textContent.trim(),
          tile.style.cssText,
        ]),
      );
    call.set({participants: everyone});
    await until(() => shown(element).length === 9);
    const before = places();
    call.set({participants: everyone.filter(({id}) => id !== 'p2')});
    await until(() => shown(element).length === 8);
    call.set({participants: [participant({id: 'new'}), ...everyone.filter(({id}) => id !== 'p2')]});
    await until(() => shown(element).length === 9);
    const after = places();
    for (const id of ['You', 'p0', 'p1', 'p3', 'p4', 'p5', 'p6']) expect(after[id]).to.equal(before[id]);
    expect(after['p7']).to.equal(before['p2']);
    expect(after['new']).to.equal(before['p7']);
  });

  it('pins a tile, and unpins it', async () => {
    const {element} = await inCall(3);
    await until(() => parts(element, 'pin-button').length === 3);
    const pin = () => parts(element, 'tile')[2]!.querySelector<HTMLElement>('[part~=pin-button]')!;
    expect(pin().getAttribute('aria-label')).to.equal('Pin p1');
    pin().focus();
    pin().click();
    await element.updateComplete;
    expect(parts(element, 'tile')[2]!.matches('.main')).to.equal(true);
    expect(pin().getAttribute('aria-pressed')).to.equal('true');
    expect(element.shadowRoot!.activeElement).to.equal(pin());
    await click(element, 'pin-button');
    expect(parts(element, 'tile')[1]!.matches('.main')).to.equal(true);
    await click(element, 'pin-button');
    expect(part(element, 'main')).to.equal(null);
  });

  it('pins by script, until the participant leaves', async () => {
    const {element, call} = await inCall(3);
    expect(() => element.pin('nobody'))
      .to.throw()
      .with.property('code', 'not-connected');
    element.pin('p1');
    await element.updateComplete;
    expect(element.pinnedId).to.equal('p1');
    expect(parts(element, 'tile')[2]!.matches('.main')).to.equal(true);
    call.set({participants: people(4).filter(({id}) => id !== 'p1')});
    await element.updateComplete;
    expect(element.pinnedId).to.equal(null);
    element.pin('p2');
    element.pin(null);
    await element.updateComplete;
    expect(part(element, 'main')).to.equal(null);
  });
});

const areApart = (one: DOMRect, other: DOMRect) =>
  one.right <= other.left + 0.6 ||
  other.right <= one.left + 0.6 ||
  one.bottom <= other.top + 0.6 ||
  other.bottom <= one.top + 0.6;

function swipe(target: Element, distance: number) {
  const touch = (type: string, clientX: number) => {
    const event = new Event(type, {bubbles: true, cancelable: true});
    Object.assign(event, {changedTouches: [{identifier: 7, clientX}]});
    target.dispatchEvent(event);
  };
  touch('touchstart', 100);
  touch('touchend', 100 + distance);
}
