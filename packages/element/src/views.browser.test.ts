import {expect} from '@open-wc/testing';
import {CallError} from '@rtc-call/engine';
import {
  brokenDevice,
  FakeCall,
  incoming,
  interruptedDevice,
  localWith,
  participant,
} from './testing/fake-call.js';
import type {RtcCall} from './rtc-call.js';
import {
  click,
  expectAccessible,
  mount,
  type Mounted,
  part,
  parts,
  settle,
  still,
  text,
  unmount,
  until,
} from './testing/mount.js';

const off = {isMuted: true, isInterrupted: false, deviceId: null, error: null};

/** Every state of the element, and texts that it must show. */
const SCENES: readonly {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly arrange?: (call: FakeCall) => void;
  readonly says: readonly string[];
}[] = [
  {name: 'nothing to do', says: ['No call yet']},
  {name: 'somebody to call', attributes: {to: 'bob'}, says: ['Call bob', 'Your name']},
  {
    name: 'reachable',
    attributes: {'peer-id': 'alice'},
    arrange: call => call.set({isOnline: true, local: localWith({id: 'alice'})}),
    says: ['Ready for calls', 'Others can reach you as “alice”'],
  },
  {
    name: 'an address that is taken',
    attributes: {'peer-id': 'alice'},
    arrange: call => call.set({error: new CallError('id-taken')}),
    says: ['You can’t receive calls', 'Somebody else is using this address', 'Try again'],
  },
  {
    name: 'the lobby',
    attributes: {room: 'standup'},
    arrange: call => call.set({state: 'lobby', local: localWith()}),
    says: ['Join the call', 'Your name', 'Join now'],
  },
  {
    name: 'the lobby, the camera off',
    attributes: {room: 'standup'},
    arrange: call => call.set({state: 'lobby', local: localWith({camera: off})}),
    says: ['Your camera is off'],
  },
  {
    name: 'the lobby, both devices blocked',
    attributes: {room: 'standup'},
    arrange: call =>
      call.set({
        state: 'lobby',
        local: localWith({
          camera: brokenDevice('permission-denied'),
          microphone: brokenDevice('permission-denied'),
        }),
      }),
    says: ['Camera and microphone are blocked for this site', 'Try again', 'Join now'],
  },
  {
    name: 'the lobby, no camera and a microphone in use',
    attributes: {room: 'standup'},
    arrange: call =>
      call.set({
        state: 'lobby',
        local: localWith({
          camera: brokenDevice('device-not-found'),
          microphone: brokenDevice('device-in-use'),
        }),
      }),
    says: ['No camera was found', 'Another application uses your microphone', 'Try again', 'Join now'],
  },
  {
    name: 'the lobby of an insecure page',
    attributes: {room: 'standup'},
    arrange: call =>
      call.set({
        state: 'lobby',
        local: localWith({
          camera: brokenDevice('insecure-context'),
          microphone: brokenDevice('insecure-context'),
        }),
      }),
    says: ['Open this page over https'],
  },
  {
    name: 'the lobby, no broker',
    attributes: {room: 'standup'},
    arrange: call =>
      call.set({state: 'lobby', local: localWith(), error: new CallError('broker-unreachable')}),
    says: ['The call server doesn’t answer. Trying again'],
  },
  {
    name: 'alone in the room',
    attributes: {room: 'standup'},
    arrange: call => call.set({state: 'waiting', local: localWith()}),
    says: ['You’re the only one here', 'Share this link', 'Copy link'],
  },
  {
    name: 'ringing somebody',
    attributes: {to: 'bob'},
    arrange: call =>
      call.set({
        state: 'dialing',
        local: localWith(),
        outgoing: {peerId: 'bob', displayName: 'Bob', isRinging: true, isSeen: false},
      }),
    says: ['Calling Bob', 'Cancel'],
  },
  {
    name: 'being rung',
    attributes: {'peer-id': 'alice'},
    arrange: call => call.set({state: 'ringing', incoming: incoming()}),
    says: ['Bob is calling', 'This name isn’t verified', 'Decline', 'Message', 'Audio', 'Video'],
  },
  {
    name: 'being rung by somebody who can be seen',
    attributes: {'peer-id': 'alice'},
    arrange: call => call.set({state: 'ringing', incoming: incoming({canShowVideo: true})}),
    says: ['Bob is calling', 'Show video'],
  },
  {
    name: 'being rung by somebody who is seen, with my camera ready',
    attributes: {'peer-id': 'alice'},
    arrange: call => {
      const seen = {isTrusted: true, isNameVerified: true, canShowVideo: true, video: new MediaStream()};
      call.set({state: 'ringing', local: localWith(), incoming: incoming(seen)});
    },
    says: ['Bob is calling', 'Video'],
  },
  {
    name: 'ringing somebody who sees me',
    attributes: {to: 'bob'},
    arrange: call =>
      call.set({
        state: 'dialing',
        local: localWith(),
        outgoing: {peerId: 'bob', displayName: 'Bob', isRinging: true, isSeen: true},
      }),
    says: ['Calling Bob', 'Bob can see you'],
  },
  {
    name: 'connecting',
    attributes: {room: 'standup'},
    arrange: call =>
      call.set({
        state: 'connecting',
        local: localWith(),
        participants: [participant({id: 'ada', status: 'connecting'})],
      }),
    says: ['ada', 'Connecting…'],
  },
  {
    name: 'a call of two',
    attributes: {room: 'standup'},
    arrange: call =>
      call.set({
        state: 'connected',
        local: localWith(),
        participants: [participant({id: 'p', displayName: 'Ada'})],
      }),
    says: ['Ada', 'You'],
  },
  {
    name: 'a call of four',
    attributes: {room: 'standup'},
    arrange: call =>
      call.set({
        state: 'connected',
        local: localWith({screen: new MediaStream()}),
        participants: [
          participant({id: 'ada', isMicrophoneMuted: true, quality: 'poor'}),
          participant({id: 'ben', isVideoPaused: true, isCameraMuted: false}),
          participant({id: 'eve', status: 'reconnecting', isSpeaking: true}),
        ],
      }),
    says: [
      'ada',
      'ben',
      'eve',
      'Reconnecting…',
      'Weak connection: audio only',
      'You’re sharing your screen',
      'Stop sharing',
    ],
  },
  {
    name: 'the broker away in a call',
    attributes: {room: 'standup'},
    arrange: call =>
      call.set({
        state: 'connected',
        local: localWith(),
        participants: [participant({id: 'ada'})],
        error: new CallError('broker-unreachable'),
      }),
    says: ['The call server doesn’t answer', 'ada'],
  },
  {
    name: 'after I left',
    attributes: {room: 'standup'},
    arrange: call => call.set({state: 'ended', endReason: 'hung-up'}),
    says: ['You left the call', 'Rejoin'],
  },
  {
    name: 'after the room was full',
    attributes: {room: 'standup'},
    arrange: call =>
      call.set({state: 'ended', endReason: 'connection-failed', error: new CallError('room-full')}),
    says: ['The room is full', 'Try again when somebody has left', 'Try again'],
  },
  {
    name: 'after the room was forbidden',
    attributes: {room: 'standup'},
    arrange: call =>
      call.set({state: 'ended', endReason: 'connection-failed', error: new CallError('room-forbidden')}),
    says: ['You can’t enter this room', 'You don’t have access to this room', 'Try again'],
  },
  {
    name: 'a broker on a local network',
    attributes: {room: 'standup'},
    arrange: call =>
      call.set({state: 'lobby', local: localWith(), error: new CallError('private-broker-unreachable')}),
    says: ['The call server doesn’t answer', 'local network', 'allow this site', 'Join now'],
  },
  {
    name: 'a frame that may use no device',
    attributes: {room: 'standup'},
    arrange: call =>
      call.set({
        state: 'lobby',
        local: localWith({
          camera: brokenDevice('policy-forbidden', 'allow="camera; microphone" on the <iframe>'),
          microphone: brokenDevice('policy-forbidden', 'allow="camera; microphone" on the <iframe>'),
        }),
      }),
    says: ['isn’t allowed to use your camera and microphone', 'allow="camera; microphone" on the <iframe>'],
  },
  {
    name: 'a microphone that the system has muted',
    attributes: {room: 'standup'},
    arrange: call =>
      call.set({
        state: 'connected',
        local: localWith({microphone: interruptedDevice}),
        participants: [participant({id: 'ada'})],
      }),
    says: ['Your system or browser has muted your microphone'],
  },
  {
    name: 'a camera that the system has paused, in the lobby',
    attributes: {room: 'standup'},
    arrange: call => call.set({state: 'lobby', local: localWith({camera: interruptedDevice})}),
    says: ['Your camera is paused', 'Your system or browser has paused your camera'],
  },
  {
    name: 'a room with a label',
    attributes: {room: 'r-8271', 'room-label': 'Team lunch'},
    arrange: call => call.set({state: 'lobby', local: localWith()}),
    says: ['Team lunch', 'Join now'],
  },
  {
    name: 'after nobody answered',
    attributes: {to: 'bob'},
    arrange: call => call.set({state: 'ended', endReason: 'no-answer'}),
    says: ['Nobody answered', 'Call again', 'Close'],
  },
];

async function show({attributes, arrange}: (typeof SCENES)[number]): Promise<Mounted> {
  const mounted = await mount(attributes);
  await until(() => mounted.call.options.broker);
  if (attributes?.['room']) await until(() => mounted.element.state === 'lobby');
  arrange?.(mounted.call);
  await settle(mounted.element);
  return mounted;
}

describe('What <rtc-call> shows', () => {
  afterEach(unmount);

  for (const scene of SCENES) {
    it(`${scene.name}: shows its texts and is accessible`, async () => {
      const {element} = await show(scene);
      await until(() => scene.says.every(words => text(element).includes(words))).catch(() => {
        expect(text(element)).to.include(scene.says.find(words => !text(element).includes(words)));
      });
      // Wait for animations to end: they change the colours that axe checks.
      await animationsEnd(element);
      await expectAccessible(element);
    });
  }

  it('is accessible in dark mode', async () => {
    document.documentElement.style.colorScheme = 'dark';
    for (const scene of SCENES) {
      const {element} = await show(scene);
      await animationsEnd(element);
      await expectAccessible(element);
    }
    document.documentElement.style.colorScheme = '';
  });

  it('tells caller and callee why the call ended, with different texts', async () => {
    const {element, call} = await mount({'peer-id': 'alice'});
    await until(() => call.asked.includes('open'));
    call.set({state: 'ringing', incoming: incoming()});
    call.end('cancelled');
    await until(() => text(element).includes('You missed a call'));
    await click(element, 'again-button');
    await until(() => call.asked.includes('call bob'));
    call.end('busy');
    await until(() => text(element).includes('The line is busy'));
    await click(element, 'close-button');
    expect(text(element)).to.include('Ready for calls');
  });

  it('shows why joining failed and offers a retry', async () => {
    const {element, call} = await mount({room: 'standup'});
    await until(() => element.state === 'lobby');
    call.failing = {command: 'join', error: new CallError('room-forbidden')};
    await click(element, 'join-button');
    await until(() => text(element).includes('You don’t have access to this room'));
    call.failing = null;
    await click(element, 'join-button');
    await until(() => element.state === 'waiting');
  });

  it('shows that the call could not start', async () => {
    const call = new FakeCall();
    call.failing = {command: 'join', error: new CallError('unauthorized')};
    const {element} = await mount();
    element.createCall = () => call;
    element.prejoin = 'off';
    element.room = 'standup';
    await until(() => text(element).includes('You need permission'));
    call.failing = null;
    await click(element, 'join-button');
    await until(() => element.state === 'waiting');
  });

  it('asks for a name if the page sets none, and remembers it', async () => {
    localStorage.clear();
    const {element, call} = await mount({room: 'standup'});
    const field = (await until(() => part(element, 'name-field'))) as HTMLInputElement;
    field.value = ' Ada ';
    field.dispatchEvent(new Event('change'));
    await click(element, 'join-button');
    await until(() => call.asked.includes('join standup'));
    expect(call.options.displayName).to.equal('Ada');
    const again = await mount({room: 'standup'});
    const next = (await until(() => part(again.element, 'name-field'))) as HTMLInputElement;
    expect(next.value).to.equal('Ada');
    localStorage.clear();
    const named = await mount({room: 'standup', 'display-name': 'Grace'});
    expect(part(named.element, 'name-field')).to.equal(null);
  });

  it('keeps the same video elements while the layout changes', async () => {
    const {element, call} = await mount({room: 'standup', prejoin: 'off'});
    const [ada, ben] = [participant({id: 'ada'}), participant({id: 'ben'})];
    call.set({state: 'connected', local: localWith(), participants: [ada]});
    await settle(element);
    const before = await until(() => part(element, 'main')?.querySelector('video'));
    call.set({participants: [ada, ben]});
    await settle(element);
    expect(part(element, 'main')).to.equal(null);
    expect(parts(element, 'video')).to.include(before);
    call.set({participants: [ada, {...ben, screen: new MediaStream()}]});
    await settle(element);
    expect(parts(element, 'video')).to.include(before);
    expect(part(element, 'main')?.matches('.screen')).to.equal(true);
  });

  it('shows initials if there is no video, and still plays the audio', async () => {
    const {element, call} = await mount({room: 'standup', prejoin: 'off'});
    call.set({
      state: 'connected',
      local: localWith(),
      participants: [participant({id: 'p', displayName: 'Ada Lovelace'})],
    });
    await settle(element);
    const tile = await until(() => part(element, 'participant'));
    expect(tile.querySelector('[part=avatar]')?.textContent).to.equal('AL');
    const video = tile.querySelector('video')!;
    expect(video.srcObject).to.be.instanceOf(MediaStream);
    expect(video.muted).to.equal(false);
    expect(part(element, 'me')?.querySelector('video')?.muted).to.equal(true);
  });

  it('tells the engine the size of each video', async () => {
    const {element, call} = await mount({room: 'standup', prejoin: 'off'});
    call.set({state: 'connected', local: localWith(), participants: [participant({id: 'ada'})]});
    await settle(element);
    const large = await until(() => call.viewHeights.get('ada'));
    call.set({
      participants: Array.from({length: 8}, (_, index) =>
        participant({id: index === 0 ? 'ada' : `p${index}`}),
      ),
    });
    await until(() => (call.viewHeights.get('ada') ?? large) < large / 2);
  });

  it('offers to turn on audio when the browser blocks it', async () => {
    const {element, call} = await mount({room: 'standup', prejoin: 'off'});
    const play = HTMLMediaElement.prototype.play;
    const refuse = function (this: HTMLMediaElement) {
      return this.muted ? play.call(this) : Promise.reject(new DOMException('', 'NotAllowedError'));
    };
    HTMLMediaElement.prototype.play = refuse;
    call.set({state: 'connected', local: localWith(), participants: [participant({id: 'ada'})]});
    await until(() => part(element, 'sound-button'));
    const video = part(element, 'participant')!.querySelector('video')!;
    expect(video.muted).to.equal(true);
    HTMLMediaElement.prototype.play = play;
    await click(element, 'sound-button');
    expect(video.muted).to.equal(false);
    await until(() => part(element, 'sound-button') === null);
  });

  it('starts no video again once the page has removed it, though the browser blocks audio', async () => {
    const {element, call} = await mount({room: 'standup', prejoin: 'off'});
    const {play} = HTMLMediaElement.prototype;
    let count = 0;
    HTMLMediaElement.prototype.play = function () {
      count += 1;
      return this.muted ? play.call(this) : Promise.reject(new DOMException('', 'NotAllowedError'));
    };
    try {
      call.set({state: 'connected', local: localWith(), participants: [participant({id: 'ada'})]});
      await until(() => part(element, 'sound-button'));
      element.remove();
      await until(() => call.asked.includes('leave'));
      count = 0;
      call.set({participants: [participant({id: 'ada'}), participant({id: 'bob'})]});
      await still(element);
      expect(count).to.be.below(5);
    } finally {
      HTMLMediaElement.prototype.play = play;
    }
  });

  it('copies the link to the page', async () => {
    const {element} = await mount({room: 'standup', prejoin: 'off'});
    const copied: string[] = [];
    const clipboard = navigator.clipboard;
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: {writeText: (value: string) => Promise.resolve(void copied.push(value))},
    });
    await click(element, 'copy-button');
    await until(() => text(element).includes('Link copied'));
    Object.defineProperty(navigator, 'clipboard', {configurable: true, value: clipboard});
    expect(copied).to.deep.equal([location.href]);
  });

  it('copies the link on an insecure page too, which has no clipboard API', async () => {
    const {element} = await mount({room: 'standup', prejoin: 'off'});
    const {clipboard} = navigator;
    const {execCommand} = document;
    let selected = '';
    Object.defineProperty(navigator, 'clipboard', {configurable: true, value: undefined});
    document.execCommand = () => {
      const field = element.shadowRoot!.activeElement as HTMLTextAreaElement;
      selected = field.value.slice(field.selectionStart, field.selectionEnd);
      return true;
    };
    await click(element, 'copy-button');
    await until(() => text(element).includes('Link copied'));
    Object.defineProperty(navigator, 'clipboard', {configurable: true, value: clipboard});
    document.execCommand = execCommand;
    expect(selected).to.equal(location.href);
    expect(element.shadowRoot!.querySelector('textarea')).to.equal(null);
  });
});

/** Waits for all finite animations. */
async function animationsEnd(element: RtcCall) {
  const finite = element
    .shadowRoot!.getAnimations()
    .filter(({effect}) => effect?.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(finite.map(({finished}) => finished));
}
