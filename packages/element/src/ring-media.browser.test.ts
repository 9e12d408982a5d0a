import {expect} from '@open-wc/testing';
import {incoming, localWith, participant, type FakeCall} from './testing/fake-call.js';
import {click, mount, part, settle, text, unmount, until} from './testing/mount.js';
import type {RtcCall} from './rtc-call.js';

describe('while somebody rings', () => {
  let element: RtcCall;
  let call: FakeCall;
  let visibility: DocumentVisibilityState = 'visible';

  before(() =>
    Object.defineProperty(document, 'visibilityState', {configurable: true, get: () => visibility}),
  );
  after(() => Reflect.deleteProperty(document, 'visibilityState'));
  afterEach(() => {
    visibility = 'visible';
    unmount();
  });

  const come = async (attributes: Record<string, string> = {}) => {
    ({element, call} = await mount({'peer-id': 'alice', ...attributes}));
    await until(() => call.asked.includes('open'));
  };
  const ring = async (change: Parameters<typeof incoming>[0] = {}) => {
    call.set({state: 'ringing', incoming: incoming(change)});
    await settle(element);
    await until(() => text(element).includes('Bob is calling'));
  };
  const asked = (command: string) => call.asked.filter(text => text.startsWith(command));
  const hide = (isHidden: boolean) => {
    visibility = isHidden ? 'hidden' : 'visible';
    document.dispatchEvent(new Event('visibilitychange'));
  };

  describe('the caller’s video', () => {
    it('is requested at once from a trusted caller, once', async () => {
      await come();
      await ring({isTrusted: true});
      element.requestUpdate();
      await element.updateComplete;
      expect([...call.viewHeights]).to.deep.equal([['bob', 360]]);
    });

    it('is requested from others only after a click, which is offered once they are connected', async () => {
      await come();
      await ring();
      expect(part(element, 'show-video-button')).to.equal(null);
      call.set({incoming: incoming({canShowVideo: true})});
      await click(element, 'show-video-button');
      expect(call.viewHeights.get('bob')).to.equal(360);
      expect(part(element, 'show-video-button')).to.equal(null);
    });

    it('is not requested again for the next caller, who was not asked for', async () => {
      await come();
      await ring({canShowVideo: true});
      await click(element, 'show-video-button');
      call.end('cancelled');
      await element.updateComplete;
      call.dispatchEvent(
        new (await import('@rtc-call/engine/events')).IncomingCallEvent({peerId: 'eve', displayName: 'Eve'}),
      );
      await ring({peerId: 'eve', canShowVideo: true});
      expect(call.viewHeights.has('eve')).to.equal(false);
    });

    for (const [name, attributes, prepare] of [
      ['ring-video is off', {'ring-video': 'off'}, () => {}],
      ['the page is hidden', {}, () => hide(true)],
      [
        'the page rings itself',
        {},
        () => element.addEventListener('rtc-incoming-call', event => event.preventDefault()),
      ],
    ] as const)
      it(`is not requested where ${name}`, async () => {
        await come(attributes);
        prepare();
        const {IncomingCallEvent} = await import('@rtc-call/engine/events');
        call.dispatchEvent(new IncomingCallEvent({peerId: 'bob', displayName: 'Bob'}));
        call.set({state: 'ringing', incoming: incoming({isTrusted: true, canShowVideo: true})});
        await settle(element);
        expect(call.viewHeights.get('bob') ?? 0).to.equal(0);
        expect(part(element, 'show-video-button')).to.equal(null);
      });

    it('is given up while the page is hidden, and requested again after', async () => {
      await come();
      await ring({isTrusted: true});
      hide(true);
      expect(call.viewHeights.get('bob')).to.equal(0);
      hide(false);
      expect(call.viewHeights.get('bob')).to.equal(360);
    });

    it('goes on in the tile, in the same element, with sound', async () => {
      const canvas = Object.assign(document.createElement('canvas'), {width: 64, height: 36});
      canvas.getContext('2d')!.fillRect(0, 0, 64, 36);
      const video = canvas.captureStream(5);
      await come();
      await ring({isTrusted: true, canShowVideo: true, video});
      const shown = await until(() => part(element, 'caller')?.querySelector('video'));
      expect(shown.muted).to.equal(true);
      expect(shown.srcObject).to.equal(video);
      let pauses = 0;
      shown.addEventListener('pause', () => pauses++);
      call.set({
        state: 'connected',
        incoming: null,
        local: localWith(),
        participants: [participant({id: 'bob', stream: video, isCameraMuted: false})],
      });
      const tile = await until(() => part(element, 'participant')?.querySelector('video'));
      expect(tile).to.equal(shown);
      expect(tile.muted).to.equal(false);
      expect(tile.srcObject).to.equal(video);
      await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      expect(pauses).to.equal(0);
    });
  });

  describe('my camera', () => {
    it('is prepared for a trusted caller if the page wants that, once', async () => {
      await come({'ring-camera': ''});
      await ring({isTrusted: true});
      element.requestUpdate();
      await element.updateComplete;
      expect(asked('prepareCamera')).to.deep.equal(['prepareCamera true']);
    });

    for (const [name, attributes, change] of [
      ['a stranger', {'ring-camera': ''}, {}],
      ['a page that does not ask for it', {}, {isTrusted: true}],
      ['a call without video', {'ring-camera': '', video: 'off'}, {isTrusted: true}],
    ] as const)
      it(`is not prepared for ${name}`, async () => {
        await come(attributes);
        await ring(change);
        expect(asked('prepareCamera')).to.deep.equal([]);
      });

    it('is closed while the page is hidden', async () => {
      await come({'ring-camera': ''});
      await ring({isTrusted: true});
      hide(true);
      hide(false);
      expect(asked('prepareCamera')).to.deep.equal([
        'prepareCamera true',
        'prepareCamera false',
        'prepareCamera true',
      ]);
    });

    const press = () =>
      part(element, 'accept-button')!.dispatchEvent(new PointerEvent('pointerdown', {bubbles: true}));

    it('is prepared when Accept is pressed, and stays for the click', async () => {
      await come();
      await ring();
      press();
      expect(asked('prepareCamera')).to.deep.equal(['prepareCamera true']);
      window.dispatchEvent(new PointerEvent('pointerup'));
      part(element, 'accept-button')!.click();
      await until(() => asked('accept').length > 0);
      await new Promise(resolve => setTimeout(resolve));
      expect(asked('prepareCamera')).to.deep.equal(['prepareCamera true']);
    });

    it('is closed again when the press becomes no click', async () => {
      await come();
      await ring();
      press();
      window.dispatchEvent(new PointerEvent('pointerup'));
      await until(() => asked('prepareCamera').length === 2);
      expect(asked('prepareCamera')).to.deep.equal(['prepareCamera true', 'prepareCamera false']);
    });
  });
});
