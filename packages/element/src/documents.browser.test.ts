import {expect} from '@open-wc/testing';
import {localWith, participant} from './testing/fake-call.js';
import {click, mount, part, parts, settle, unmount, until} from './testing/mount.js';
import type {RtcCall} from './rtc-call.js';

const nextTask = () => new Promise(resolve => setTimeout(resolve));

/** Another document with a window of its own: as a popup and a picture-in-picture window have it. */
function openDocument(): {readonly frame: HTMLIFrameElement; readonly other: Document} {
  const frame = document.createElement('iframe');
  frame.style.cssText = 'width: 700px; height: 500px';
  document.body.append(frame);
  return {frame, other: frame.contentDocument!};
}

const isStyled = (element: RtcCall) => {
  const view = element.ownerDocument.defaultView!;
  const control = part(element, 'control');
  return (
    view.getComputedStyle(element).overflow === 'hidden' &&
    view.getComputedStyle(part(element, 'stage')!).display === 'grid' &&
    control?.getBoundingClientRect().width === 48
  );
};

describe('<rtc-call> in another document', () => {
  let frame: HTMLIFrameElement;
  let other: Document;
  const {onerror} = window;

  // Chromium says so of tiles that move to a frame: it delivers their new sizes one frame later (Resize Observer §3.4.4).
  before(() => {
    window.onerror = (message, ...rest) =>
      (typeof message === 'string' && message.includes('ResizeObserver loop')) ||
      (onerror?.call(window, message, ...rest) as unknown);
  });
  after(() => {
    window.onerror = onerror;
  });

  beforeEach(() => ({frame, other} = openDocument()));
  afterEach(() => {
    unmount();
    frame.remove();
  });

  const inCall = async () => {
    const mounted = await mount({room: 'standup', prejoin: 'off'});
    mounted.call.set({
      state: 'connected',
      local: localWith(),
      participants: [participant({id: 'ada', isCameraMuted: false})],
    });
    await settle(mounted.element);
    await until(() => parts(mounted.element, 'tile').length === 2);
    mounted.element.style.cssText = 'height: 480px';
    return mounted;
  };

  it('is styled and works there, and again when it returns', async () => {
    const {element, call} = await inCall();
    expect(isStyled(element)).to.equal(true);
    for (const owner of [other, document, other, document]) {
      owner.body.append(element);
      await settle(element);
      expect(element.ownerDocument).to.equal(owner);
      await until(() => isStyled(element));
      const isMuted = owner === other;
      call.setLocal({microphone: {isMuted, isInterrupted: false, deviceId: null, error: null}});
      await until(
        () => part(element, 'control-microphone')!.getAttribute('aria-pressed') === String(!isMuted),
      );
      const videos = parts(element, 'video') as HTMLVideoElement[];
      await until(() => videos.every(({srcObject}) => srcObject instanceof MediaStream));
      // A panel whose styles are loaded there.
      await click(element, 'control-settings');
      await until(() => part(element, 'panel-settings'));
      expect(owner.defaultView!.getComputedStyle(part(element, 'panel')!).display).to.equal('grid');
      await click(element, 'control-close');
      await until(() => part(element, 'panel') === null);
    }
    expect(call.asked).not.to.include('leave');
    expect(element.state).to.equal('connected');
  });

  it('reports the heights of its tiles there', async () => {
    const {element, call} = await inCall();
    const before = await until(() => call.viewHeights.get('ada'));
    element.style.height = '200px';
    other.body.append(element);
    await until(() => (call.viewHeights.get('ada') ?? before) < before);
  });

  it('is styled where it is rendered for the first time', async () => {
    const {element} = await inCall();
    const fresh = document.createElement('rtc-call');
    other.body.append(fresh);
    await fresh.updateComplete;
    await until(() => part(fresh, 'card'));
    expect(other.defaultView!.getComputedStyle(fresh).overflow).to.equal('hidden');
    expect(element.isConnected).to.equal(true);
    fresh.remove();
  });

  it('does not take a key that is typed into a field of the page in one of its slots', async () => {
    const {element, call} = await inCall();
    other.body.append(element);
    await settle(element);
    const field = other.createElement('input');
    field.slot = 'bar-end';
    element.append(field);
    const before = [...call.asked];
    field.dispatchEvent(
      new other.defaultView!.KeyboardEvent('keydown', {key: 'm', bubbles: true, composed: true}),
    );
    await nextTask();
    expect(call.asked).to.deep.equal(before);
  });

  it('copies the link with the clipboard of the window that it is in', async () => {
    const {element} = await inCall();
    other.body.append(element);
    await settle(element);
    const copied: string[] = [];
    Object.defineProperty(other.defaultView!.navigator, 'clipboard', {
      configurable: true,
      value: {writeText: (text: string) => Promise.resolve(void copied.push(text))},
    });
    await click(element, 'control-copy-link');
    await until(() => copied.length > 0);
    expect(copied).to.deep.equal([location.href]);
  });

  it('leaves when the window closes with it, and stays when it is moved back in time', async () => {
    const {element, call} = await inCall();
    other.body.append(element);
    await settle(element);
    other.defaultView!.addEventListener('pagehide', () => document.body.append(element), {once: true});
    frame.remove();
    await nextTask();
    await nextTask();
    expect(element.ownerDocument).to.equal(document);
    expect(call.asked).not.to.include('leave');
    ({frame, other} = openDocument());
    other.body.append(element);
    await settle(element);
    frame.remove();
    await until(() => call.asked.includes('leave'));
  });
});
