import {expect} from '@open-wc/testing';
import {CallError, type Participant} from '@rtc-call/engine';
import {emulateMedia, resetMouse, sendKeys, sendMouse} from '@web/test-runner-commands';
import {bestGrid, capacityOf, tileSize} from './views/grid.js';
import {localWith, participant} from './testing/fake-call.js';
import {click, mount, part, parts, settle, unmount, until, type Mounted, still} from './testing/mount.js';
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

const SIZES = [
  [240, 180],
  [360, 740],
  [740, 360],
  [1280, 800],
  [3840, 2160],
] as const;

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

  for (const [width, height] of SIZES)
    it(`has in ${width} × ${height} the largest tiles that fit, and none covers another`, async () => {
      const {element, call} = await inCall(2);
      element.layout = 'grid';
      resize(element, width, height);
      for (const count of [2, 3, 5, 9, 16, 25]) {
        call.set({participants: people(count - 1)});
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
          const where = `${count}: ${JSON.stringify(one)} in ${JSON.stringify(frame)}`;
          expect(one.left, where).to.be.at.least(frame.left - 0.6);
          expect(one.right, where).to.be.at.most(frame.right + 0.6);
          expect(one.top, where).to.be.at.least(frame.top - 0.6);
          expect(one.bottom, where).to.be.at.most(frame.bottom + 0.6);
          for (const other of all.slice(index + 1)) expect(areApart(one, other), where).to.equal(true);
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
    await until(() => shown(element).length === 2 && call.viewHeights.get('p4') === 0);
    expect(call.viewHeights.get('p0')).to.be.above(0);
    const video = parts(element, 'tile').at(-1)!.querySelector('video')!;
    expect(video.srcObject).to.equal(stream);
    expect(shown(element)).not.to.include(video.closest('figure'));
    // A browser may refuse to play audio without a click.
    expect(video.muted).to.equal(part(element, 'sound-button') !== null);
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

  it('renders only the tiles that change, and keeps the controls', async () => {
    const {element, call} = await inCall(4);
    // The bar has measured its space.
    await still(element);
    await settle(element);
    const everyone = call.participants;
    const changed = new Set<string>();
    const observer = new MutationObserver(records => {
      for (const {target} of records) {
        const tile = (target instanceof Element ? target : target.parentElement!).closest('.tile, .bar');
        changed.add(tile?.querySelector('figcaption')?.textContent.trim() ?? tile?.className ?? '');
      }
    });
    for (const box of [...parts(element, 'tile'), part(element, 'bar')!])
      observer.observe(box, {subtree: true, childList: true, attributes: true, characterData: true});
    call.set({participants: everyone.with(1, {...everyone[1]!, isHandRaised: true})});
    await until(() => part(element, 'hand'));
    await settle(element);
    observer.disconnect();
    expect([...changed]).to.deep.equal(['p1']);
  });

  it('stops watching the tile of somebody who leaves, also one that was never in view', async () => {
    const {element, call} = await inCall(4);
    await until(() => [...call.viewHeights.values()].filter(height => height > 0).length === 4);
    const {unobserve} = ResizeObserver.prototype;
    const forgotten: Element[] = [];
    ResizeObserver.prototype.unobserve = function (target) {
      forgotten.push(target);
      unobserve.call(this, target);
    };
    try {
      const [seen] = parts(element, 'tile').slice(1);
      call.set({participants: call.participants.slice(1)});
      await until(() => forgotten.includes(seen!));
      element.hidden = true;
      call.set({participants: [...call.participants, participant({id: 'unseen'})]});
      await until(() => parts(element, 'tile').length === 5);
      const unseen = parts(element, 'tile').at(-1)!;
      call.set({participants: call.participants.slice(0, -1)});
      await element.updateComplete;
      element.hidden = false;
      call.set({participants: [...call.participants, participant({id: 'last'})]});
      await until(() => forgotten.includes(unseen));
    } finally {
      ResizeObserver.prototype.unobserve = unobserve;
    }
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

describe('My own tile in a call of two', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    unmount();
    localStorage.clear();
  });

  const self = (element: RtcCall) => part(element, 'pip')!;
  /** `left top`, `right bottom` and so on. */
  const corner = (element: RtcCall) => {
    const [tile, stage] = [rect(self(element)), rect(part(element, 'tiles')!)];
    const x = tile.left - stage.left < stage.right - tile.right ? 'left' : 'right';
    const y = tile.top - stage.top < stage.bottom - tile.bottom ? 'top' : 'bottom';
    return `${x} ${y}`;
  };

  for (const dir of ['ltr', 'rtl'])
    it(`moves to every corner with the arrow keys, and stays there on the next visit, ${dir}`, async () => {
      const {element} = await inCall(1);
      element.dir = dir;
      expect(corner(element)).to.equal(dir === 'ltr' ? 'right bottom' : 'left bottom');
      part(element, 'move-button')!.focus();
      for (const [key, expected] of [
        ['ArrowUp', 'top'],
        ['ArrowLeft', 'left top'],
        ['ArrowLeft', 'left top'],
        ['ArrowDown', 'left bottom'],
        ['ArrowRight', 'right bottom'],
        ['ArrowUp', 'right top'],
        ['ArrowLeft', 'left top'],
      ] as const) {
        await sendKeys({press: key});
        await still(element);
        expect(corner(element)).to.include(expected);
      }
      const again = await inCall(1);
      again.element.dir = dir;
      expect(corner(again.element)).to.equal('left top');
    });

  it('reaches every corner with its button', async () => {
    const {element} = await inCall(1);
    const corners = new Set<string>();
    for (let count = 0; count < 4; count += 1) {
      await click(element, 'move-button');
      await still(element);
      corners.add(corner(element));
    }
    expect(corners.size).to.equal(4);
  });

  it('goes to the nearest corner when it is dragged', async () => {
    const {element} = await inCall(1);
    resize(element, 640, 420);
    await frames();
    await still(element);
    const middle = () => {
      const {left, top, width, height} = rect(self(element));
      return [Math.round(left + width / 2), Math.round(top + height / 2)] as [number, number];
    };
    const [x, y] = middle();
    await sendMouse({type: 'move', position: [x, y]});
    await sendMouse({type: 'down'});
    await sendMouse({type: 'move', position: [x - 300, y - 20]});
    await until(() => Math.abs(middle()[0] - (x - 300)) < 3);
    await sendMouse({type: 'up'});
    await still(element);
    expect(corner(element)).to.equal('left bottom');
    expect(self(element).style.translate).to.equal('');
    // A little is not enough.
    const [nextX, nextY] = middle();
    await sendMouse({type: 'move', position: [nextX, nextY]});
    await sendMouse({type: 'down'});
    await sendMouse({type: 'move', position: [nextX + 60, nextY - 40]});
    await until(() => Math.abs(middle()[0] - (nextX + 60)) < 3);
    await sendMouse({type: 'up'});
    await still(element);
    expect(corner(element)).to.equal('left bottom');
    await resetMouse();
  });

  it('is hidden and shown with a button that keeps the focus', async () => {
    const {element} = await inCall(1);
    const button = part(element, 'hide-button')!;
    button.focus();
    expect(button.getAttribute('aria-label')).to.equal('Hide your video');
    button.click();
    await element.updateComplete;
    expect(self(element).querySelector('video')!.checkVisibility()).to.equal(false);
    expect(rect(self(element)).width).to.be.below(60);
    expect(element.shadowRoot!.activeElement).to.equal(button);
    expect(button.getAttribute('aria-label')).to.equal('Show your video');
    button.click();
    await element.updateComplete;
    expect(self(element).querySelector('video')!.checkVisibility()).to.equal(true);
  });

  for (const [width, height] of SIZES)
    it(`covers neither the name, nor a notice, nor a control in any corner of ${width} × ${height}`, async () => {
      const displayName = 'Wolfeschlegelsteinhausenbergerdorff the Elder';
      const {element, call} = await inCall(1, () => ({displayName}));
      resize(element, width, height);
      for (const error of [null, new CallError('broker-unreachable')]) {
        call.set({error});
        for (let count = 0; count < 4; count += 1) {
          await click(element, 'move-button');
          await frames();
          await still(element);
          const own = rect(self(element));
          const frame = rect(element);
          expect(own.left >= frame.left && own.right <= frame.right && own.top >= frame.top).to.equal(true);
          const others = [
            ...parts(element, 'name').slice(1),
            ...parts(element, 'notice'),
            part(element, 'bar')!,
          ];
          expect(others).to.have.length(error ? 3 : 2);
          // In the smallest element, a notice takes most of the stage.
          for (const other of others)
            if (height > 180 || !other.matches('.notice'))
              expect(areApart(own, rect(other)), `${other.className}, ${corner(element)}`).to.equal(true);
        }
      }
    });
});

describe('The sentence over a tile whose network is too weak', () => {
  afterEach(unmount);

  for (const [width, height] of SIZES)
    it(`covers no name in ${width} × ${height}`, async () => {
      const {element} = await inCall(5, index => ({
        displayName: `Wolfeschlegelsteinhausenbergerdorff the ${index}th`,
        isVideoPaused: true,
        isHandRaised: true,
        isMicrophoneMuted: true,
      }));
      resize(element, width, height);
      await frames();
      await still(element);
      const overlays = parts(element, 'overlay').filter(overlay => overlay.checkVisibility());
      expect(overlays).not.to.be.empty;
      for (const overlay of overlays) {
        const name = overlay.closest('.tile')!.querySelector('.name')!;
        expect(areApart(rect(overlay), rect(name)), overlay.closest('.tile')!.textContent).to.equal(true);
      }
    });
});

describe('A shared screen', () => {
  afterEach(unmount);

  /** A call in which `p1` shares a screen of 1600 × 900. */
  async function shared() {
    const canvas = Object.assign(document.createElement('canvas'), {width: 1600, height: 900});
    const draw = () => canvas.getContext('2d')!.fillRect(0, 0, 1600, 900);
    draw();
    const screen = canvas.captureStream(5);
    const mounted = await inCall(4, index => (index === 1 ? {screen} : {}));
    resize(mounted.element, 700, 500);
    await until(() => part(mounted.element, 'zoom-in-button'));
    return {...mounted, draw};
  }
  const viewport = (element: RtcCall) => element.shadowRoot!.querySelector<HTMLElement>('.viewport')!;
  const zoom = (element: RtcCall) => viewport(element).scrollWidth / viewport(element).clientWidth;

  it('is on stage, and the others are in a strip that scrolls', async () => {
    const {element, call} = await shared();
    expect(part(element, 'main')!.matches('.screen')).to.equal(true);
    expect(parts(element, 'strip')).to.have.length(5);
    call.set({participants: people(12, index => (index === 1 ? {screen: new MediaStream()} : {}))});
    await until(() => parts(element, 'strip').length === 13);
    const tiles = part(element, 'tiles')!;
    await until(() => tiles.scrollWidth > tiles.clientWidth || tiles.scrollHeight > tiles.clientHeight);
    // Nobody asks for the video of those who are scrolled out of view.
    await until(() => call.viewHeights.get('p11') === 0 && (call.viewHeights.get('p0') ?? 0) > 0);
    const before = rect(part(element, 'main')!);
    tiles.scrollTo(tiles.scrollWidth, tiles.scrollHeight);
    await until(() => (call.viewHeights.get('p11') ?? 0) > 0 && call.viewHeights.get('p0') === 0);
    expect(rect(part(element, 'main')!)).to.deep.equal(before);
  });

  it('is zoomed with buttons and with Ctrl and the wheel, where the pointer is', async () => {
    const {element} = await shared();
    expect(zoom(element)).to.be.closeTo(1, 0.01);
    expect(viewport(element).tabIndex).to.equal(-1);
    await click(element, 'zoom-in-button');
    expect(zoom(element)).to.be.closeTo(1.4, 0.02);
    expect(viewport(element).tabIndex).to.equal(0);
    await click(element, 'fit-button');
    expect(zoom(element)).to.be.closeTo(1, 0.01);
    await click(element, 'zoom-out-button');
    expect(zoom(element)).to.be.closeTo(1, 0.01);
    const {left, top, width, height} = rect(viewport(element));
    const wheel = (ctrlKey: boolean) =>
      viewport(element).dispatchEvent(
        new WheelEvent('wheel', {
          deltaY: -120,
          ctrlKey,
          clientX: left + width,
          clientY: top + height,
          cancelable: true,
        }),
      );
    expect(wheel(false), 'the wheel alone scrolls').to.equal(true);
    expect(wheel(true)).to.equal(false);
    await element.updateComplete;
    expect(zoom(element)).to.be.closeTo(1.96, 0.02);
    const {scrollLeft, scrollWidth, clientWidth} = viewport(element);
    expect(scrollLeft).to.be.closeTo(scrollWidth - clientWidth, 2);
  });

  it('is shown pixel by pixel', async () => {
    const {element, draw} = await shared();
    const video = viewport(element).querySelector('video')!;
    // WebKit captures only what is drawn once the video plays.
    await until(() => {
      draw();
      return video.videoWidth === 1600;
    });
    await click(element, 'actual-size-button');
    const {width, height} = rect(video);
    expect(Math.min(width / 1600, height / 900) * devicePixelRatio).to.be.closeTo(1, 0.02);
  });

  it('of mine has a preview with a button that stops sharing, and covers nobody', async () => {
    // In the smallest one, only the control that shares a screen stops it.
    for (const [width, height] of SIZES.slice(1)) {
      const {element, call} = await inCall(3);
      resize(element, width, height);
      call.setLocal({screen: new MediaStream()});
      const row = await until(() => part(element, 'sharing'));
      await frames();
      const {top, bottom} = rect(row);
      expect(top).to.be.at.least(rect(part(element, 'tiles')!).bottom - 0.6);
      expect(bottom).to.be.at.most(rect(part(element, 'bar')!).top + 0.6);
      await click(element, 'stop-button');
      await until(() => call.asked.includes('toggleScreenshare'));
    }
  });
});

describe('Motion on the stage', () => {
  afterEach(unmount);

  /** The longest animation or transition of any rule that applies, in s, and the number of those that run. */
  async function motion(element: RtcCall) {
    const all = [...element.shadowRoot!.querySelectorAll('*')];
    const styles = all.flatMap(one =>
      [undefined, '::before', '::after'].map(pseudo => getComputedStyle(one, pseudo)),
    );
    const longest = (list: string) => Math.max(...list.split(',').map(parseFloat));
    const isSpinner = (style: CSSStyleDeclaration) => /spin|pulse/.test(style.animationName);
    const moving = styles.filter(style => !isSpinner(style));
    return {
      transition: Math.max(
        ...moving
          .filter(one => one.transitionProperty !== 'none')
          .map(one => longest(one.transitionDuration)),
      ),
      animation: Math.max(
        ...moving.filter(one => one.animationName !== 'none').map(one => longest(one.animationDuration)),
        0,
      ),
    };
  }

  it('lasts less than 200 ms', async () => {
    const {element} = await inCall(3);
    const {transition, animation} = await motion(element);
    expect(transition).to.be.within(0.05, 0.2);
    expect(animation).to.be.within(0.05, 0.2);
  });

  it('does not exist for people who prefer reduced motion', async function () {
    // Only Chromium can be asked for it.
    if (!/Chrome/.test(navigator.userAgent)) return this.skip();
    await emulateMedia({reducedMotion: 'reduce'});
    expect(matchMedia('(prefers-reduced-motion: reduce)').matches).to.equal(true);
    for (const count of [1, 3]) {
      const {element} = await inCall(count);
      const {transition, animation} = await motion(element);
      expect(transition).to.be.at.most(0);
      expect(animation).to.equal(0);
      if (count > 1) continue;
      await click(element, 'move-button');
      expect(element.shadowRoot!.getAnimations()).to.deep.equal([]);
    }
    await emulateMedia({reducedMotion: 'no-preference'});
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
