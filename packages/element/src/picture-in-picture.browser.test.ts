import {expect} from '@open-wc/testing';
import type {CallError} from '@rtc-call/engine';
import {localWith, participant} from './testing/fake-call.js';
import {click, mount, part, parts, settle, still, unmount, until} from './testing/mount.js';

/** Stands in for `window.documentPictureInPicture`: its windows are frames. */
class FakePictureInPicture {
  readonly frames: HTMLIFrameElement[] = [];
  refusal: DOMException | null = null;

  requestWindow = async () => {
    if (this.refusal) throw this.refusal;
    const frame = document.createElement('iframe');
    frame.style.cssText = 'width: 400px; height: 300px';
    document.body.append(frame);
    this.frames.push(frame);
    const view = frame.contentWindow!;
    view.close = () => {
      view.dispatchEvent(new Event('pagehide'));
      frame.remove();
    };
    return view;
  };
}

async function inCall() {
  const mounted = await mount({room: 'standup', prejoin: 'off'});
  await until(() => mounted.element.state === 'waiting');
  mounted.call.set({state: 'connected', local: localWith(), participants: [participant({id: 'ada'})]});
  await settle(mounted.element);
  await until(() => part(mounted.element, 'tile'));
  return mounted;
}

describe('The picture-in-picture window of <rtc-call>', function () {
  let fake: FakePictureInPicture;
  const {warn} = console;
  const {onerror} = window;
  let warnings: string[];

  beforeEach(() => {
    fake = new FakePictureInPicture();
    warnings = [];
    console.warn = (...words: unknown[]) => warnings.push(words.join(' '));
    Object.defineProperty(window, 'documentPictureInPicture', {
      configurable: true,
      writable: true,
      value: fake,
    });
    window.onerror = message => typeof message === 'string' && message.includes('ResizeObserver loop');
  });

  afterEach(() => {
    unmount();
    for (const frame of fake.frames) frame.remove();
    Reflect.deleteProperty(window, 'documentPictureInPicture');
    console.warn = warn;
    window.onerror = onerror;
    localStorage.removeItem('rtc-call:auto-picture-in-picture');
  });

  it('has the whole call with its controls, and gives it back', async () => {
    const {element, call} = await inCall();
    const parent = element.parentElement!;
    parent.style.setProperty('--rtc-accent', 'rgb(1, 2, 3)');
    await click(element, 'control-picture-in-picture');
    await until(() => fake.frames[0]?.contentDocument === element.ownerDocument);
    await settle(element);
    const view = element.ownerDocument.defaultView!;
    expect(view.getComputedStyle(element).getPropertyValue('--rtc-accent')).to.equal('rgb(1, 2, 3)');
    await until(() => element.getBoundingClientRect().width === view.innerWidth);
    expect(part(element, 'control-leave')!.getBoundingClientRect().width).to.be.above(40);
    const note = [...document.querySelectorAll('p')].find(
      p => p.textContent === 'The call is in its own window.',
    );
    expect(note).to.exist;
    [...document.querySelectorAll('button')].find(one => one.textContent === 'Bring it back')!.click();
    await until(() => element.ownerDocument === document && element.parentElement === parent);
    expect(note!.isConnected).to.equal(false);
    await settle(element);
    expect(call.state).to.equal('connected');
    expect(call.asked).not.to.include('leave');
    parent.style.removeProperty('--rtc-accent');
  });

  it('is opened and closed by the method, and closed with the call', async () => {
    const {element, call} = await inCall();
    await Promise.all([element.togglePictureInPicture(), element.togglePictureInPicture(true)]);
    expect(fake.frames).to.have.length(1);
    await element.togglePictureInPicture(false);
    expect(element.ownerDocument).to.equal(document);
    await element.togglePictureInPicture();
    expect(element.ownerDocument).not.to.equal(document);
    call.end('peer-hung-up');
    await until(() => element.ownerDocument === document);
  });

  it('is closed if the page removes what is there instead, and the call is left', async () => {
    const {element, call} = await inCall();
    await element.togglePictureInPicture(true);
    [...document.querySelectorAll('button')]
      .find(one => one.textContent === 'Bring it back')!
      .parentElement!.remove();
    await until(() => call.asked.includes('leave'));
    expect(element.isConnected).to.equal(false);
    expect(fake.frames[0]!.isConnected).to.equal(false);
  });

  it('is refused with a code, and one line', async () => {
    const {element} = await inCall();
    fake.refusal = new DOMException('no gesture', 'NotAllowedError');
    const error: unknown = await element.togglePictureInPicture(true).catch((cause: unknown) => cause);
    expect((error as CallError).code).to.equal('picture-in-picture-refused');
    expect(warnings).to.have.length(1);
    await click(element, 'control-picture-in-picture');
    await until(() => parts(element, 'notice').some(one => one.textContent?.includes('window of its own')));
    expect(element.ownerDocument).to.equal(document);
  });

  it('is one video where there are no windows for documents: the largest of somebody else', async () => {
    Object.assign(window, {documentPictureInPicture: undefined});
    const {prototype} = HTMLVideoElement;
    const before = Object.getOwnPropertyDescriptors(prototype);
    const shown: HTMLVideoElement[] = [];
    Object.defineProperties(prototype, {
      videoWidth: {configurable: true, get: () => 640},
      requestPictureInPicture: {
        configurable: true,
        async value(this: HTMLVideoElement) {
          if (fake.refusal) throw fake.refusal;
          shown.push(this);
        },
      },
    });
    const exits: unknown[] = [];
    Object.defineProperties(document, {
      pictureInPictureEnabled: {configurable: true, value: true},
      exitPictureInPicture: {configurable: true, value: async () => void exits.push(true)},
    });
    try {
      const {element, call} = await inCall();
      call.set({participants: [participant({id: 'ada', isCameraMuted: false})]});
      await settle(element);
      await click(element, 'control-picture-in-picture');
      const video = await until(() => shown[0]);
      expect(video.closest('.tile')!.part.contains('participant')).to.equal(true);
      await click(element, 'control-more');
      const control = () => part(element, 'control-picture-in-picture')?.innerText.trim();
      await until(() => control() === 'Exit picture-in-picture');
      // The visitor closes the window with its own button.
      video.dispatchEvent(new Event('leavepictureinpicture'));
      await click(element, 'control-more');
      await until(() => control() === 'Picture-in-picture');
      fake.refusal = new DOMException('no gesture', 'NotAllowedError');
      const error: unknown = await element.togglePictureInPicture(true).catch((cause: unknown) => cause);
      expect((error as CallError).code).to.equal('picture-in-picture-refused');
      expect(exits).to.be.empty;
      fake.refusal = null;
      await element.togglePictureInPicture(true);
      call.end('peer-hung-up');
      await until(() => exits.length > 0);
      await still(element);
      expect(exits).to.have.length(1);
    } finally {
      Reflect.deleteProperty(document, 'exitPictureInPicture');
      Reflect.deleteProperty(document, 'pictureInPictureEnabled');
      for (const name of ['videoWidth', 'requestPictureInPicture'] as const)
        if (before[name]) Object.defineProperty(prototype, name, before[name]);
        else Reflect.deleteProperty(prototype, name);
    }
  });

  it('opens by itself if the visitor chose so, also on the next visit', async () => {
    const handlers = new Map<string, MediaSessionActionHandler | null>();
    const {setActionHandler} = navigator.mediaSession;
    navigator.mediaSession.setActionHandler = (action, handler) => void handlers.set(action, handler);
    try {
      const {element} = await inCall();
      expect(handlers.get('enterpictureinpicture')).to.equal(undefined);
      await click(element, 'control-auto-picture-in-picture');
      await until(() => handlers.get('enterpictureinpicture'));
      const {element: next, call} = await inCall();
      await until(() => handlers.get('enterpictureinpicture'));
      handlers.get('enterpictureinpicture')!({action: 'enterpictureinpicture' as MediaSessionAction});
      await until(() => next.ownerDocument !== document);
      call.end('hung-up');
      await until(() => handlers.get('enterpictureinpicture') === null);
    } finally {
      navigator.mediaSession.setActionHandler = setActionHandler;
    }
  });
});
