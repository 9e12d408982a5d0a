import {expect} from '@open-wc/testing';
import {
  AppMessageEvent,
  CallError,
  type CallErrorEvent,
  CALL_EVENTS,
  IncomingCallEvent,
  type CallOptions,
} from '@rtc-call/engine';
import {incoming, localWith, participant} from './testing/fake-call.js';
import type {RtcCall} from './rtc-call.js';
import {click, mount, part, parts, settle, text, unmount, until} from './testing/mount.js';

const nextTask = () => new Promise(resolve => setTimeout(resolve));

describe('<rtc-call>', () => {
  afterEach(unmount);

  describe('before a call', () => {
    it('shows the lobby of its room and joins on a click', async () => {
      const {element, call} = await mount({room: 'standup'});
      await until(() => call.asked.includes('preview standup'));
      expect(element.state).to.equal('lobby');
      await click(element, 'join-button');
      await until(() => call.asked.includes('join standup'));
      expect(element.state).to.equal('waiting');
    });

    it('joins immediately with prejoin="off"', async () => {
      const {call} = await mount({room: 'standup', prejoin: 'off'});
      await until(() => call.asked.includes('join standup'));
      expect(call.asked).not.to.include('preview standup');
    });

    it('connects to the broker to be reachable under its peer id', async () => {
      const {element, call} = await mount({'peer-id': 'alice'});
      await until(() => call.asked.includes('open'));
      expect(call.options.peerId).to.equal('alice');
      call.set({isOnline: true, local: localWith({id: 'alice'})});
      await settle(element);
      expect(text(element)).to.include('Others can reach you as “alice”');
    });

    it('opens no device or connection until the visitor calls', async () => {
      const {element, call} = await mount({to: 'bob'});
      await until(() => part(element, 'call-button'));
      expect(call.asked).to.deep.equal([]);
      await click(element, 'call-button');
      await until(() => call.asked.includes('call bob'));
    });

    it('rejoins after a reload, without the lobby', async () => {
      const {call} = await mount();
      const resumed: (string | undefined)[] = [];
      call.resume = room => {
        resumed.push(room);
        return Promise.resolve(true);
      };
      document.querySelector('rtc-call')!.room = 'standup';
      await until(() => resumed.length > 0);
      await nextTask();
      expect(resumed).to.deep.equal(['standup']);
      expect(call.asked).not.to.include('preview standup');
    });

    it('resumes nothing before the page has set a room or a peer', async () => {
      const {call} = await mount();
      let count = 0;
      call.resume = () => {
        count += 1;
        return Promise.resolve(true);
      };
      document.querySelector('rtc-call')!.layout = 'grid';
      await nextTask();
      expect(count).to.equal(0);
    });

    it('passes its attributes, and later changes, to the call', async () => {
      const {element, call} = await mount({
        broker: 'https://calls.example.com/rtc/',
        token: 'secret',
        'display-name': 'Ada',
        audio: 'off',
        'relay-only': '',
      });
      await until(() => call.options.broker);
      expect(call.options).to.include({
        broker: 'https://calls.example.com/rtc',
        token: 'secret',
        displayName: 'Ada',
        audio: false,
        video: true,
        relayOnly: true,
      } satisfies CallOptions);
      element.displayName = 'Ada L.';
      element.iceServers = [{urls: 'stun:stun.example.com'}];
      await element.updateComplete;
      expect(call.options.displayName).to.equal('Ada L.');
      expect(call.options.iceServers).to.deep.equal([{urls: 'stun:stun.example.com'}]);
    });

    it('changes the room when the attribute changes', async () => {
      const {element, call} = await mount({room: 'one', prejoin: 'off'});
      await until(() => call.asked.includes('join one'));
      element.room = 'two';
      await until(() => call.asked.includes('join two'));
      expect(call.asked.indexOf('leave')).to.be.within(1, call.asked.indexOf('join two') - 1);
    });

    it('reports an invalid attribute once, even if others change', async () => {
      const {element} = await mount({layout: 'tiled'});
      let count = 0;
      element.addEventListener('rtc-error', () => (count += 1));
      element.to = 'bob';
      await element.updateComplete;
      element.to = '/';
      await element.updateComplete;
      expect(count).to.equal(1);
    });

    it('warns once on the console for each mistake, and suggests what was meant', async () => {
      const warnings: string[] = [];
      const {warn} = console;
      console.warn = (message: string) => void warnings.push(message);
      try {
        const {element} = await mount({
          room: 'standup',
          layout: 'gird',
          displayname: 'Ada',
          'data-x': '1',
          onclick: '',
        });
        element.iceServers = [{urls: 'http://a'}];
        await element.updateComplete;
        element.to = 'bob';
        await element.updateComplete;
        expect(warnings).to.deep.equal([
          '<rtc-call> invalid-option: layout="gird": use one of auto, grid, speaker; did you mean "grid"?',
          '<rtc-call> invalid-option: displayname: no such attribute; did you mean display-name?',
          '<rtc-call> invalid-option: iceServers: [0]: each of urls is like stun:host:port, turn:host:port or turns:host:port?transport=tcp',
        ]);
      } finally {
        console.warn = warn;
      }
    });

    it('takes null and undefined, which frameworks set, as not set', async () => {
      const {element} = await mount({room: 'standup'});
      const errors: string[] = [];
      element.addEventListener('rtc-error', ({error}) => errors.push(error.message));
      for (const value of [null, undefined])
        for (const name of (element.constructor as typeof RtcCall).elementProperties.keys()) {
          if (name === 'createCall' || name === 'room') continue;
          Object.assign(element, {[name]: value});
          await element.updateComplete;
        }
      expect(errors).to.deep.equal([]);
      expect(part(element, 'lobby')).to.exist;
      expect(element.state).to.equal('lobby');
    });

    it('shows an error when the engine can’t be loaded', async () => {
      const {element} = await mount();
      const codes: string[] = [];
      element.addEventListener('rtc-error', ({error}) => codes.push(error.code));
      element.createCall = () => {
        throw new TypeError('Failed to fetch dynamically imported module');
      };
      element.room = 'standup';
      await until(() => text(element).includes('The call server doesn’t answer'));
      expect(codes).to.deep.equal(['broker-unreachable']);
    });

    it('reports an invalid attribute and ignores it', async () => {
      const errors: CallError[] = [];
      const listen = ({error}: CallErrorEvent) => errors.push(error);
      document.addEventListener('rtc-error', listen);
      const {element} = await mount({room: 'standup', layout: 'tiled'});
      document.removeEventListener('rtc-error', listen);
      expect(errors.map(({code}) => code)).to.deep.equal(['invalid-option']);
      expect(errors[0]?.message).to.include('layout="tiled"').and.include('auto, grid, speaker');
      expect(part(element, 'lobby')).to.exist;
    });
  });

  describe('as an element', () => {
    it('dispatches every event of the call again, bubbling and with its fields', async () => {
      const {element, call} = await mount();
      await until(() => call.options.broker);
      const seen: Event[] = [];
      const listen = (event: Event) => seen.push(event);
      for (const type of CALL_EVENTS) document.body.addEventListener(type, listen);
      call.dispatchEvent(new AppMessageEvent({from: 'bob', data: {a: 1}}));
      for (const type of CALL_EVENTS) document.body.removeEventListener(type, listen);
      expect(seen).to.have.length(1);
      expect(seen[0])
        .to.be.instanceOf(AppMessageEvent)
        .and.deep.include({from: 'bob', data: {a: 1}});
      expect(seen[0]?.target).to.equal(element);
    });

    it('shows no ringing view if the page calls preventDefault()', async () => {
      const {element, call} = await mount({'peer-id': 'alice'});
      await until(() => call.asked.includes('open'));
      element.addEventListener('rtc-incoming-call', event => event.preventDefault());
      const ring = new IncomingCallEvent({peerId: 'bob', displayName: 'Bob'});
      call.set({state: 'ringing', incoming: incoming()});
      call.dispatchEvent(ring);
      await settle(element);
      expect(ring.defaultPrevented).to.equal(true);
      expect(part(element, 'accept-button')).to.equal(null);
      await element.accept();
      expect(call.asked).to.include('accept');
    });

    it('reads its facts from the call', async () => {
      const {element, call} = await mount({room: 'standup'});
      const ada = participant({id: 'ada'});
      call.set({
        state: 'connected',
        participants: [ada],
        activeSpeaker: ada,
        error: new CallError('not-connected'),
      });
      expect(element.state).to.equal('connected');
      expect(element.participants).to.deep.equal([ada]);
      expect(element.activeSpeaker).to.equal(ada);
      expect(element.error?.code).to.equal('not-connected');
      expect(element.endReason).to.equal(null);
      call.end('peer-hung-up');
      expect(element.endReason).to.equal('peer-hung-up');
    });

    it('forwards its methods to the call', async () => {
      const {element, call} = await mount({room: 'standup', to: 'bob'});
      call.asked.length = 0;
      await element.join();
      await element.call();
      await element.toggleMicrophone(false);
      await element.toggleCamera(true);
      await element.toggleScreenshare();
      await element.setCameraDevice('c');
      await element.setMicrophoneDevice('m');
      await element.setSpeakerDevice('s');
      element.sendChatMessage('hello');
      element.sendAppMessage({a: 1});
      element.sendFile(new File([], 'a'));
      element.hangUp();
      expect(call.asked).to.deep.equal([
        'join standup',
        'call bob',
        'toggleMicrophone false',
        'toggleCamera true',
        'toggleScreenshare',
        'setCameraDevice c',
        'setMicrophoneDevice m',
        'setSpeakerDevice s',
        'sendChatMessage hello',
        'sendAppMessage',
        'sendFile a',
        'hangUp',
      ]);
      expect(await element.getStats()).to.deep.equal([]);
    });

    it('rejects invalid commands with a CallError', async () => {
      const loose = document.createElement('rtc-call');
      const codeOf = (promise: Promise<unknown>) =>
        promise.then(
          () => 'fine',
          (error: unknown) => (error instanceof CallError ? error.code : 'another error'),
        );
      expect(await codeOf(loose.join())).to.equal('wrong-state');
      expect(() => loose.sendChatMessage('hello')).to.throw(CallError, 'wrong-state');
      const {element} = await mount();
      expect(await codeOf(element.join())).to.equal('invalid-room');
    });

    it('moves less for visitors who prefer that, whatever a rule for a class says', async () => {
      const {element} = await mount({room: 'standup'});
      const isReduced = (rule: CSSRule) =>
        rule instanceof CSSMediaRule && rule.conditionText.includes('prefers-reduced-motion: reduce');
      const rules = element
        .shadowRoot!.adoptedStyleSheets.flatMap(sheet => [...sheet.cssRules])
        .filter(isReduced)
        .flatMap(rule => [...(rule as CSSMediaRule).cssRules] as CSSStyleRule[]);
      const all = rules.find(({selectorText}) => selectorText.startsWith('*'))!;
      for (const property of ['animation-name', 'transition-property', 'transition-duration'])
        expect(all.style.getPropertyPriority(property), property).to.equal('important');
    });

    it('has custom states for styling', async () => {
      const {element, call} = await mount({room: 'standup'});
      call.set({
        state: 'connected',
        local: localWith({camera: {isMuted: true, isInterrupted: false, deviceId: null, error: null}}),
      });
      await settle(element);
      expect(element.matches(':state(connected):state(camera-muted):not(:state(lobby))')).to.equal(true);
      expect(element.matches(':state(microphone-muted)')).to.equal(false);
    });

    it('leaves when it is removed, and starts again when it is added again', async () => {
      const {element, call} = await mount({room: 'standup', prejoin: 'off'});
      await until(() => element.state === 'waiting');
      const left: string[] = [];
      element.addEventListener('rtc-left', () => left.push('left'));
      element.remove();
      await until(() => call.asked.includes('leave'));
      expect(element.state).to.equal('idle');
      call.asked.length = 0;
      document.body.append(element);
      await until(() => call.asked.includes('join standup'));
    });

    it('stays in the call when it is only moved', async () => {
      const {element, call} = await mount({room: 'standup', prejoin: 'off'});
      await until(() => element.state === 'waiting');
      const elsewhere = document.createElement('section');
      document.body.append(elsewhere);
      element.remove();
      await Promise.resolve();
      elsewhere.append(element);
      await nextTask();
      await nextTask();
      expect(call.asked).not.to.include('leave');
      expect(element.state).to.equal('waiting');
      elsewhere.remove();
      await until(() => call.asked.includes('leave'));
    });

    it('ignores events of a call that it has left', async () => {
      const {element, call} = await mount({room: 'standup', prejoin: 'off'});
      await until(() => element.state === 'waiting');
      element.remove();
      await until(() => element.state === 'idle');
      let count = 0;
      element.addEventListener('rtc-app-message', () => (count += 1));
      call.dispatchEvent(new AppMessageEvent({from: 'bob', data: 1}));
      expect(count).to.equal(0);
    });

    it('releases the streams of its videos when it is removed', async () => {
      const {element, call} = await mount({room: 'standup', prejoin: 'off'});
      call.set({state: 'connected', local: localWith(), participants: [participant({id: 'ada'})]});
      await settle(element);
      const videos = await until(() => {
        const found = parts(element, 'video') as HTMLVideoElement[];
        return found.length === 2 ? found : null;
      });
      expect(videos.every(({srcObject}) => srcObject instanceof MediaStream)).to.equal(true);
      element.remove();
      expect(videos.every(({srcObject}) => srcObject === null)).to.equal(true);
    });
  });
});
