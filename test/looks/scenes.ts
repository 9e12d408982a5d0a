import {
  CallError,
  ChatMessageEvent,
  MissedCallEvent,
  ReactionEvent,
  type ChatMessage,
  type FileTransfer,
  type LocalParticipant,
  type Participant,
  type ParticipantStats,
  type TraceEntry,
} from '@rtc-call/engine';
import {
  FakeCall,
  brokenDevice,
  interruptedDevice,
  localWith,
  participant,
  incoming,
} from '../../packages/element/src/testing/fake-call.js';
import {panels} from '../../packages/element/src/panels/index.js';
import * as traces from '../../packages/element/src/testing/recorded-traces.js';
import {fileTransfer} from '../../packages/element/src/testing/file-transfer.js';
import {RtcCall} from '../../packages/element/src/rtc-call.js';

customElements.define('rtc-call', RtcCall);

/** A state of the element to review. */
interface Scene {
  readonly attributes?: Readonly<Record<string, string>>;
  readonly arrange?: (call: FakeCall, element: HTMLElement) => void | Promise<void>;
}

const NAMES = [
  'Ada Lovelace',
  'Grace Hopper',
  'Katherine Johnson',
  'Radia Perlman',
  'Barbara Liskov',
  'Mary Kenneth Keller',
  'Frances Allen',
  'Jean Bartik',
];

/** An animated video of a person: a room, shoulders and a head, in their own colours. */
function portrait(seed: number): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), {width: 960, height: 600});
  const paint = canvas.getContext('2d')!;
  const hue = (seed * 67 + 210) % 360;
  const draw = () => {
    const wall = paint.createLinearGradient(0, 0, 960, 600);
    wall.addColorStop(0, `hsl(${hue} 24% 62%)`);
    wall.addColorStop(1, `hsl(${hue + 40} 22% 38%)`);
    paint.fillStyle = wall;
    paint.fillRect(0, 0, 960, 600);
    paint.fillStyle = `hsl(${hue + 60} 30% 78% / 0.6)`;
    paint.fillRect(90, 60, 210, 260);
    paint.fillStyle = `hsl(${hue + 180} 32% 34%)`;
    paint.beginPath();
    paint.ellipse(480, 640, 270, 250, 0, 0, 7);
    paint.fill();
    paint.fillStyle = `hsl(${24 + ((seed * 5) % 14)} ${38 + seed * 3}% ${72 - ((seed * 13) % 42)}%)`;
    paint.fillRect(430, 360, 100, 90);
    paint.beginPath();
    paint.ellipse(480, 270, 112, 142, 0, 0, 7);
    paint.fill();
    paint.fillStyle = `hsl(${(seed * 41) % 50} 30% ${14 + ((seed * 9) % 30)}%)`;
    paint.beginPath();
    paint.ellipse(480, 190, 126, 96, 0, 2.9, 6.6);
    paint.fill();
  };
  draw();
  setInterval(draw, 200);
  return canvas.captureStream(5);
}

/** A shared screen: a document with a chart. */
function desktop(): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), {width: 1600, height: 900});
  const paint = canvas.getContext('2d')!;
  const draw = () => {
    paint.fillStyle = '#fff';
    paint.fillRect(0, 0, 1600, 900);
    paint.fillStyle = '#1d2433';
    paint.font = '600 54px system-ui';
    paint.fillText('Third quarter', 100, 140);
    for (let i = 0; i < 9; i += 1) {
      paint.fillStyle = i === 7 ? '#3b5bdb' : '#c9d2f4';
      const height = 140 + ((i * 97) % 380);
      paint.fillRect(110 + i * 155, 780 - height, 100, height);
    }
  };
  draw();
  setInterval(draw, 200);
  return canvas.captureStream(5);
}

const me = (change: Partial<LocalParticipant> = {}) => localWith({stream: portrait(5), ...change});

const person = (index: number, change: Partial<Participant> = {}) =>
  participant({
    id: `peer-${index}`,
    displayName: NAMES[index % NAMES.length]!,
    isCameraMuted: false,
    stream: portrait(index),
    ...change,
  });

const people = (count: number, change: (index: number) => Partial<Participant> = () => ({})) =>
  Array.from({length: count}, (_, index) => person(index, change(index)));

const room = {room: 'standup'};
const joined = {...room, prejoin: 'off'};
const ring = {to: 'Grace Hopper'};

const inCall = (count: number, change?: (index: number) => Partial<Participant>) => (call: FakeCall) => {
  call.set({
    state: 'connected',
    room: 'standup',
    isOnline: true,
    local: me(),
    participants: people(count, change),
  });
};

const said = (from: number, text: string, minutes: number): ChatMessage => ({
  id: text,
  from: `peer-${from}`,
  displayName: from < 0 ? '' : NAMES[from]!,
  text,
  time: Date.UTC(2026, 0, 5, 9, 30 + minutes),
  isMine: from < 0,
});

const CHAT = [
  said(0, 'Good morning! Notes are at https://example.com/notes.', 0),
  said(0, 'Please add what you’re working on.', 0),
  said(-1, 'Morning. Done, thank you.', 2),
  said(
    1,
    'I’ll be two minutes late to the next one, the train is slow today and the tunnel ahead has no network.',
    5,
  ),
  said(1, '🚂💨', 5),
  {...said(-1, 'Shall I start without you?', 6), to: 'peer-1'},
  {...said(1, 'Yes please, the agenda is:\n1. numbers\n2. the new room\n3. anything else', 8), to: 'me'},
  said(-1, '👍', 9),
];

const LONG = [
  said(0, 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(2), 0),
  said(1, `https://example.com/${'a-very-long-path/'.repeat(12)}?q=(x)`, 1),
  said(-1, 'word '.repeat(120), 2),
  said(0, 'مرحبا بالجميع، هذا نص من اليمين إلى اليسار', 3),
];

const openPanel = async (element: HTMLElement, name: string) => {
  await new Promise(requestAnimationFrame);
  press(element, `control-${name}`);
};

const typed = async (element: HTMLElement, text: string, recipient?: string) => {
  await new Promise(resolve => setTimeout(resolve, 300));
  const find = (part: string) =>
    element.shadowRoot!.querySelector<HTMLSelectElement | HTMLTextAreaElement>(`[part~='${part}']`)!;
  if (recipient) {
    find('chat-to').value = recipient;
    find('chat-to').dispatchEvent(new Event('change'));
  }
  find('chat-field').value = text;
  find('chat-field').dispatchEvent(new InputEvent('input'));
};
const member = (index: number, isIn = true) => ({id: `peer-${index}`, displayName: NAMES[index] ?? '', isIn});

const inLobby =
  (change: Partial<LocalParticipant> = {}, more: Parameters<FakeCall['set']>[0] = {}) =>
  (call: FakeCall) =>
    call.set({state: 'lobby', isOnline: true, local: me({devices: devices(), ...change}), ...more});

/** Opens a menu after arranging the rest. */
const withMenu =
  (name: string, arrange: (call: FakeCall) => void) => async (call: FakeCall, element: HTMLElement) => {
    arrange(call);
    await new Promise(requestAnimationFrame);
    element.shadowRoot?.querySelector<HTMLElement>(`[part~=control-${name}-menu]`)?.click();
  };

const press = (element: HTMLElement, part: string) =>
  element.shadowRoot?.querySelector<HTMLElement>(`[part~='${part}']`)?.click();

/** Plausible statistics: the uplink gets worse for a while. */
function statsAt(reading: number, id: string, isRelayed: boolean): ParticipantStats {
  const wave = Math.sin(reading * 1.7) + Math.sin(reading * 0.6);
  const isWeak = reading > 16 && reading < 22;
  return {
    id,
    roundTripTime: (isRelayed ? 74 : 31) + wave * 6 + (isWeak ? 120 : 0),
    packetLoss: isWeak ? 0.03 : 0.001,
    outgoingPacketLoss: isWeak ? 0.06 + wave / 100 : 0,
    jitter: 4,
    incomingBitrate: 1_450_000 + wave * 120_000,
    outgoingBitrate: (isWeak ? 520_000 : 1_680_000) + wave * 90_000,
    availableOutgoingBitrate: 2_400_000,
    incomingVideo: {width: 1280, height: 720, frameRate: 30, codec: 'VP8'},
    outgoingVideo: {width: 960, height: 540, frameRate: 30, codec: 'VP8', limitedBy: 'bandwidth'},
    incomingAudioCodec: 'opus',
    path: isRelayed ? 'relay' : 'direct',
    protocol: isRelayed ? 'tls' : 'udp',
  };
}

/** Opens the connection details in the state that `arrange` sets, a minute later. */
const withFlow =
  (trace: readonly TraceEntry[], arrange: (call: FakeCall) => void, isRelayed = false) =>
  async (call: FakeCall, element: HTMLElement) => {
    let reading = 0;
    call.getStats = () => Promise.resolve(call.participants.map(({id}) => statsAt(reading++, id, isRelayed)));
    const {setInterval} = window;
    window.setInterval = ((callback: () => void, ms: number) => {
      if (ms === 2_000) for (let i = 0; i < 30; i++) callback();
      return setInterval(callback, ms);
    }) as typeof window.setInterval;
    arrange(call);
    call.set({trace: trace.map(entry => ({...entry, peer: entry.peer && 'peer-1'}))});
    await new Promise(requestAnimationFrame);
    press(element, 'control-flow');
    await new Promise(resolve => setTimeout(resolve, 200));
    window.setInterval = setInterval;
  };

/** What a STUN server would have added to the recorded trace. */
const withPublicAddress = traces.relayed.flatMap(entry =>
  entry.step === 'connection-created'
    ? [{...entry, detail: 'stun turn'}]
    : entry.step === 'ice-gathering' && entry.detail === 'gathering'
      ? [
          entry,
          ...[4, 5].flatMap(() =>
            (['candidate-gathered', 'candidate-sent'] as const).map(step => ({
              ...entry,
              step,
              time: entry.time + 4,
              detail: 'host',
            })),
          ),
          ...(['candidate-gathered', 'candidate-sent'] as const).map(step => ({
            ...entry,
            step,
            time: entry.time + 31,
            detail: 'srflx',
          })),
        ]
      : entry.step === 'path-selected'
        ? [{...entry, detail: 'direct udp srflx srflx'}]
        : [entry],
);

const withGrace = (call: FakeCall) => {
  call.set({
    state: 'connected',
    room: 'standup',
    isOnline: true,
    local: me(),
    participants: [person(1)],
  });
};

/** All scenes by name. */
export const SCENES: Readonly<Record<string, Scene>> = {
  idle: {},
  start: {attributes: ring},
  'start-reachable': {
    attributes: {'peer-id': 'alice'},
    arrange: call => call.set({isOnline: true, local: localWith({id: 'alice', stream: null})}),
  },
  'lobby-starting': {attributes: room, arrange: call => call.set({state: 'lobby'})},
  lobby: {attributes: room, arrange: call => call.set({state: 'lobby', local: me()})},
  'lobby-named-camera-off': {
    attributes: {...room, 'display-name': 'Ada Lovelace'},
    arrange: call =>
      call.set({
        state: 'lobby',
        local: me({camera: {isMuted: true, isInterrupted: false, deviceId: null, error: null}}),
      }),
  },
  'lobby-blocked': {
    attributes: room,
    arrange: call =>
      call.set({
        state: 'lobby',
        local: me({
          stream: null,
          camera: brokenDevice('permission-denied'),
          microphone: brokenDevice('permission-denied'),
        }),
      }),
  },
  'lobby-no-camera': {
    attributes: room,
    arrange: call =>
      call.set({
        state: 'lobby',
        local: me({camera: brokenDevice('device-not-found'), microphone: brokenDevice('device-in-use')}),
      }),
  },
  'lobby-insecure': {
    attributes: room,
    arrange: call =>
      call.set({
        state: 'lobby',
        local: me({
          stream: null,
          camera: brokenDevice('insecure-context'),
          microphone: brokenDevice('insecure-context'),
        }),
      }),
  },
  'lobby-unreachable': {
    attributes: room,
    arrange: call => call.set({state: 'lobby', local: me(), error: new CallError('broker-unreachable')}),
  },
  'lobby-settings': {
    attributes: room,
    arrange: async (call, element) => {
      call.set({state: 'lobby', local: me({devices: devices()})});
      await Promise.resolve();
      await new Promise(requestAnimationFrame);
      press(element, 'control-settings');
    },
  },
  'lobby-people': {
    attributes: {...room, 'room-label': 'Monday standup'},
    arrange: inLobby({}, {members: [0, 1, 2, 3, 4].map(index => member(index))}),
  },
  'lobby-speaking': {
    attributes: room,
    arrange: async (call, element) => {
      inLobby()(call);
      await new Promise(resolve => setTimeout(resolve, 100));
      element.shadowRoot?.querySelector<HTMLElement>('.level > span')?.style.setProperty('--level', '0.7');
    },
  },
  'lobby-one-person': {attributes: room, arrange: inLobby({}, {members: [member(1)]})},
  'lobby-menu-microphone': {
    attributes: room,
    arrange: withMenu('microphone', inLobby({}, {members: [member(0), member(3)]})),
  },
  'lobby-menu-camera': {attributes: room, arrange: withMenu('camera', inLobby())},
  'lobby-menu-no-camera': {
    attributes: room,
    arrange: withMenu('camera', inLobby({devices: [], camera: brokenDevice('device-not-found')})),
  },
  'lobby-dismissed': {
    attributes: room,
    arrange: inLobby({
      stream: null,
      camera: brokenDevice('permission-dismissed'),
      microphone: brokenDevice('permission-dismissed'),
    }),
  },
  'lobby-blocked-by-system': {
    attributes: room,
    arrange: inLobby({stream: null, camera: brokenDevice('permission-denied-by-system')}),
  },
  'two-people-and-one-looking': {
    attributes: joined,
    arrange: call => {
      inCall(1)(call);
      call.set({members: [member(0), member(1, false)]});
    },
  },
  'waiting-and-three-looking': {
    attributes: joined,
    arrange: call =>
      call.set({
        state: 'waiting',
        room: 'standup',
        local: me(),
        members: [member(0, false), member(1, false), member(2, false)],
      }),
  },
  joining: {attributes: joined, arrange: call => call.set({state: 'connecting', local: me()})},
  'joining-unreachable': {
    attributes: joined,
    arrange: call => call.set({state: 'connecting', local: me(), error: new CallError('broker-unreachable')}),
  },
  'origin-forbidden': {
    attributes: joined,
    arrange: call =>
      call.set({
        state: 'ended',
        endReason: 'connection-failed',
        error: new CallError('origin-forbidden', {detail: 'https://www.example.com'}),
      }),
  },
  'left-before-joining': {
    attributes: {room: 'standup', prejoin: 'off'},
    arrange: call => call.set({state: 'idle'}),
  },
  waiting: {attributes: joined, arrange: call => call.set({state: 'waiting', room: 'standup', local: me()})},
  'waiting-camera-off': {
    attributes: joined,
    arrange: call =>
      call.set({
        state: 'waiting',
        room: 'standup',
        local: me({stream: null, camera: brokenDevice('device-not-found')}),
      }),
  },
  dialing: {
    attributes: ring,
    arrange: call =>
      call.set({
        state: 'dialing',
        local: me(),
        outgoing: {peerId: 'grace', displayName: 'Grace Hopper', isRinging: true, isSeen: false},
      }),
  },
  'dialing-seen': {
    attributes: ring,
    arrange: call =>
      call.set({
        state: 'dialing',
        local: me(),
        outgoing: {peerId: 'grace', displayName: 'Grace Hopper', isRinging: true, isSeen: true},
      }),
  },
  'ringing-seen': {
    attributes: {'peer-id': 'grace'},
    arrange: call => {
      const trusted = {isTrusted: true, isNameVerified: true, canShowVideo: true, video: portrait(1)};
      const incomingCall = incoming({peerId: 'ada', displayName: 'Ada Lovelace', ...trusted});
      call.set({state: 'ringing', local: me(), incoming: incomingCall});
    },
  },
  'ringing-stranger': {
    attributes: {'peer-id': 'grace'},
    arrange: call =>
      call.set({
        state: 'ringing',
        incoming: incoming({peerId: 'ada', displayName: 'Ada Lovelace', canShowVideo: true}),
      }),
  },
  ringing: {
    attributes: {'peer-id': 'grace'},
    arrange: call =>
      call.set({state: 'ringing', incoming: incoming({peerId: 'ada', displayName: 'Ada Lovelace'})}),
  },
  'ringing-decline-menu': {
    attributes: {'peer-id': 'grace'},
    arrange: withMenu('decline', call =>
      call.set({state: 'ringing', incoming: incoming({peerId: 'ada', displayName: 'Ada Lovelace'})}),
    ),
  },
  'start-missed': {
    attributes: {'peer-id': 'alice'},
    arrange: call => {
      call.set({isOnline: true, local: localWith({id: 'alice', stream: null})});
      const now = Date.now();
      const missed = (index: number, ago: number) =>
        call.dispatchEvent(
          new MissedCallEvent({peerId: `peer-${index}`, displayName: NAMES[index]!, time: now - ago}),
        );
      localStorage.removeItem('rtc-call:missed:alice');
      missed(3, 30 * 3_600_000);
      missed(1, 3_600_000);
      missed(1, 1_800_000);
      missed(0, 60_000);
    },
  },
  'two-people-and-a-missed-call': {
    attributes: joined,
    arrange: call => {
      inCall(1)(call);
      call.dispatchEvent(
        new MissedCallEvent({peerId: 'grace', displayName: 'Grace Hopper', time: Date.now()}),
      );
    },
  },
  'ended-declined': {
    attributes: ring,
    arrange: call => call.end('declined', 'I’m in a meeting. I’ll call you back at ten.'),
  },
  'ended-busy': {attributes: ring, arrange: call => call.end('busy')},
  'ended-unavailable': {attributes: ring, arrange: call => call.end('peer-unavailable')},
  'ended-they-left': {attributes: ring, arrange: call => call.end('peer-hung-up')},
  connecting: {
    attributes: joined,
    arrange: call =>
      call.set({
        state: 'connecting',
        local: me(),
        participants: [person(0, {status: 'connecting', isCameraMuted: true})],
      }),
  },
  'two-people': {attributes: joined, arrange: inCall(1)},
  'two-people-self-start': {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(1)(call);
      for (let count = 0; count < 3; count += 1) {
        await new Promise(requestAnimationFrame);
        press(element, 'move-button');
      }
    },
  },
  'two-people-self-hidden': {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(1)(call);
      await new Promise(requestAnimationFrame);
      press(element, 'hide-button');
    },
  },
  'two-people-camera-off': {
    attributes: joined,
    arrange: inCall(1, () => ({isCameraMuted: true, isMicrophoneMuted: true})),
  },
  'two-people-reconnecting': {
    attributes: joined,
    arrange: inCall(1, () => ({status: 'reconnecting', quality: 'lost'})),
  },
  'three-people': {attributes: joined, arrange: inCall(2, index => ({isSpeaking: index === 0}))},
  'five-people': {
    attributes: joined,
    arrange: inCall(4, index => ({
      isSpeaking: index === 1,
      isMicrophoneMuted: index === 2,
      isCameraMuted: index === 3,
      quality: index === 0 ? 'poor' : 'good',
    })),
  },
  'nine-people': {attributes: joined, arrange: inCall(8)},
  'sixteen-people': {attributes: joined, arrange: inCall(15, index => ({isCameraMuted: index % 5 === 2}))},
  'twenty-five-people': {
    attributes: joined,
    arrange: inCall(24, index => ({
      isCameraMuted: index % 4 === 1,
      isMicrophoneMuted: index % 3 === 0,
      isSpeaking: index === 6,
      quality: (['good', 'fair', 'poor', 'lost'] as const)[index % 4]!,
    })),
  },
  'twelve-people': {attributes: joined, arrange: inCall(11)},
  'microphone-interrupted': {
    attributes: joined,
    arrange: call => {
      inCall(1)(call);
      call.setLocal({microphone: interruptedDevice});
    },
  },
  'frame-forbidden': {
    attributes: room,
    arrange: call => {
      const device = brokenDevice(
        'policy-forbidden',
        'allow="camera; microphone; display-capture; autoplay; fullscreen" on the <iframe>',
      );
      call.set({state: 'lobby', local: me({stream: null, camera: device, microphone: device})});
    },
  },
  'lobby-private-broker': {
    attributes: room,
    arrange: call =>
      call.set({state: 'lobby', local: me(), error: new CallError('private-broker-unreachable')}),
  },
  'chat-alone': {
    attributes: joined,
    arrange: async (call, element) => {
      call.set({state: 'waiting', room: 'standup', local: me()});
      await new Promise(requestAnimationFrame);
      press(element, 'control-chat');
    },
  },
  'five-people-weak-network': {
    attributes: joined,
    arrange: inCall(4, index => ({isVideoPaused: index > 1, quality: index > 1 ? 'poor' : 'good'})),
  },
  'speaker-layout': {
    attributes: {...joined, layout: 'speaker'},
    arrange: inCall(4, index => ({isSpeaking: index === 0})),
  },
  screenshare: {attributes: joined, arrange: inCall(3, index => (index === 1 ? {screen: desktop()} : {}))},
  'screenshare-sixteen-people': {
    attributes: joined,
    arrange: inCall(15, index => (index === 1 ? {screen: desktop()} : {})),
  },
  'screenshare-zoomed': {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(2, index => (index === 1 ? {screen: desktop()} : {}))(call);
      await new Promise(resolve => setTimeout(resolve, 300));
      press(element, 'zoom-in-button');
      press(element, 'zoom-in-button');
      element.shadowRoot
        ?.querySelector<HTMLElement>("[part~='fit-button']")
        ?.focus({focusVisible: true} as FocusOptions);
    },
  },
  'two-people-screenshare': {attributes: joined, arrange: inCall(1, () => ({screen: desktop()}))},
  'sharing-mine': {
    attributes: joined,
    arrange: call => {
      inCall(2)(call);
      call.setLocal({screen: desktop()});
    },
  },
  captions: {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(2)(call);
      const say = (index: number, text: string, isFinal = true) =>
        (element as RtcCall).addCaption({participantId: `peer-${index}`, text, isFinal, lang: 'en'});
      await say(
        0,
        'We moved the release to Thursday, because the translations of the last part came in late.',
      );
      await say(1, 'That works for me.');
      await say(1, 'Could somebody tell the people who', false);
    },
  },
  'broker-away': {
    attributes: joined,
    arrange: call => {
      inCall(1)(call);
      call.set({error: new CallError('broker-unreachable')});
    },
  },
  chat: {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(2)(call);
      call.set({messages: CHAT});
      await openPanel(element, 'chat');
    },
  },
  'chat-empty': {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(1)(call);
      await openPanel(element, 'chat');
    },
  },
  'chat-long': {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(2, index => ({displayName: NAMES[index]!.repeat(4)}))(call);
      call.set({messages: LONG.map(message => ({...message, displayName: message.displayName.repeat(4)}))});
      await openPanel(element, 'chat');
      await typed(
        element,
        'A private line.\nAnd a second one, which is longer than the field is wide.\nThird.',
        'peer-1',
      );
    },
  },
  settings: {
    attributes: {...joined, 'display-name': 'Ada Lovelace'},
    arrange: async (call, element) => {
      inCall(1)(call);
      call.setLocal({devices: devices()});
      await openPanel(element, 'more');
      await new Promise(resolve => setTimeout(resolve, 300));
      await openPanel(element, 'settings');
      await new Promise(resolve => setTimeout(resolve, 300));
      element.shadowRoot?.querySelector<HTMLElement>('.meter > span')?.style.setProperty('--level', '0.6');
    },
  },
  people: {
    attributes: {...joined, 'display-name': 'Ada Lovelace'},
    arrange: async (call, element) => {
      inCall(6, index => ({
        isHandRaised: index === 0,
        isMicrophoneMuted: index % 2 === 1,
        isCameraMuted: index === 3,
        isSpeaking: index === 2,
        quality: index === 4 ? 'poor' : 'good',
        status: index === 5 ? 'reconnecting' : 'connected',
      }))(call);
      call.set({members: [{id: 'm', displayName: 'Jean Bartik', isIn: false}]});
      await openPanel(element, 'people');
    },
  },
  'people-open': {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(3, index =>
        index === 1 ? {displayName: NAMES[1]!.repeat(5), isMicrophoneMuted: true, isCameraMuted: true} : {},
      )(call);
      await openPanel(element, 'people');
      await new Promise(resolve => setTimeout(resolve, 400));
      for (const details of element.shadowRoot!.querySelectorAll<HTMLDetailsElement>(
        '[part=person-details], .invite details',
      ))
        details.open = !details.nextElementSibling && details.closest('li:nth-child(3), .invite') !== null;
    },
  },
  'people-alone': {
    attributes: joined,
    arrange: async (call, element) => {
      call.set({state: 'waiting', room: 'standup', local: me()});
      await openPanel(element, 'people');
    },
  },
  'chat-files': {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(3)(call);
      const time = (minutes: number) => Date.UTC(2026, 0, 5, 9, 40 + minutes);
      const to = (peer: number, change: Partial<FileTransfer>) =>
        fileTransfer({
          id: `to-${peer}`,
          offer: 'mine',
          peer: `peer-${peer}`,
          direction: 'send',
          name: 'Quarterly figures, final version (3) with comments.xlsx',
          size: 84_213,
          time: time(2),
          ...change,
        });
      call.set({
        messages: CHAT.slice(0, 1),
        transfers: [
          fileTransfer({id: 'a', peer: 'peer-0', time: time(0)}),
          fileTransfer({
            id: 'b',
            peer: 'peer-1',
            name: 'recording.webm',
            size: 1.23e9,
            status: 'active',
            transferred: 4.5e8,
            time: time(1),
          }),
          to(0, {status: 'done'}),
          to(1, {status: 'active', transferred: 42_000}),
          to(2, {status: 'active'}),
          fileTransfer({
            id: 'c',
            peer: 'peer-2',
            name: 'notes.txt',
            size: 0,
            status: 'done',
            blob: new Blob(),
            time: time(3),
          }),
          to(1, {
            id: 'x',
            offer: 'x',
            name: 'photo.heic',
            status: 'declined',
            time: time(4),
            blob: new Blob(),
          }),
        ],
      });
      await openPanel(element, 'chat');
    },
  },
  'chat-dragging': {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(2)(call);
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([], 'a.txt'));
      element.dispatchEvent(new DragEvent('dragover', {dataTransfer, cancelable: true}));
      await Promise.resolve();
    },
  },
  'chat-scrolled': {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(2)(call);
      call.set({
        messages: Array.from({length: 12}, () => CHAT)
          .flat()
          .map(message => ({...message})),
      });
      await openPanel(element, 'chat');
      await new Promise(resolve => setTimeout(resolve, 300));
      element.shadowRoot!.querySelector("[part='messages']")!.scrollTop = -900;
    },
  },
  'chat-emoji': {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(1)(call);
      call.set({messages: CHAT});
      await openPanel(element, 'chat');
      await new Promise(resolve => setTimeout(resolve, 300));
      press(element, 'control-emoji');
    },
  },
  'chat-failed': {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(1)(call);
      call.failing = {command: 'sendChatMessage', error: new CallError('not-connected')};
      await openPanel(element, 'chat');
      await typed(element, 'Can anybody hear me?');
      press(element, 'control-send');
    },
  },
  'chat-recipient-left': {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(2)(call);
      call.set({messages: CHAT});
      await openPanel(element, 'chat');
      await typed(element, 'One more thing', 'peer-1');
      inCall(1)(call);
    },
  },
  'chat-not-loaded': {
    attributes: joined,
    arrange: async (call, element) => {
      const failure = new CallError('code-not-loaded');
      Object.assign(panels, {chat: {failure, load: () => Promise.reject(failure)}});
      inCall(2)(call);
      await new Promise(requestAnimationFrame);
      press(element, 'control-chat');
    },
  },
  'chat-unread': {
    attributes: joined,
    arrange: call => {
      inCall(1)(call);
      call.set({messages: CHAT});
      for (const message of CHAT) call.dispatchEvent(new ChatMessageEvent({message}));
    },
  },
  flow: {attributes: joined, arrange: withFlow(withPublicAddress, withGrace)},
  'flow-page': {
    attributes: {...joined, flow: 'page'},
    arrange: async (call, element) => {
      press(element, 'control-close');
      await withFlow(withPublicAddress, withGrace)(call, element);
    },
  },
  'flow-relay': {attributes: joined, arrange: withFlow(traces.relayed, withGrace, true)},
  'flow-relay-while-ringing': {attributes: joined, arrange: withFlow(traces.directCaller, withGrace)},
  'flow-reconnected': {attributes: joined, arrange: withFlow(traces.reconnected, withGrace)},
  'flow-five-people': {attributes: joined, arrange: withFlow(withPublicAddress, inCall(4))},
  'flow-connecting': {
    attributes: joined,
    arrange: withFlow(traces.relayed.slice(0, 9), call =>
      call.set({
        state: 'connecting',
        local: me(),
        participants: [person(1, {status: 'connecting', isCameraMuted: true})],
      }),
    ),
  },
  'flow-failed': {
    attributes: joined,
    arrange: async (call, element) => {
      await withFlow(traces.deadTurn, withGrace)(call, element);
      call.end('connection-failed');
    },
  },
  'flow-broker-unreachable': {
    attributes: joined,
    arrange: withFlow(traces.unreachable.slice(0, 2), call =>
      call.set({state: 'connecting', local: me(), error: new CallError('broker-unreachable')}),
    ),
  },
  more: {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(2)(call);
      await new Promise(requestAnimationFrame);
      await new Promise(resolve => setTimeout(resolve, 100));
      press(element, 'control-more');
    },
  },
  reactions: {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(3, index => ({isHandRaised: index === 1, handRaisedAt: index === 1 ? 1 : null}))(call);
      call.setLocal({isHandRaised: true, handRaisedAt: 2});
      await new Promise(requestAnimationFrame);
      await new Promise(resolve => setTimeout(resolve, 100));
      const narrow = element.shadowRoot?.querySelector(`[part~='control-reactions']`) === null;
      if (narrow) press(element, 'control-more');
      await new Promise(resolve => setTimeout(resolve, 300));
      press(element, 'control-reactions');
      for (const [from, emoji] of [
        ['peer-0', '🎉'],
        ['peer-0', '👏'],
        ['peer-2', '❤️'],
        ['me', '👍'],
      ] as const)
        call.dispatchEvent(new ReactionEvent({from, emoji, isMine: from === 'me'}));
    },
  },
  shortcuts: {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(1)(call);
      await new Promise(resolve => setTimeout(resolve, 100));
      element.shadowRoot
        ?.querySelector(`[part~='stage']`)
        ?.dispatchEvent(new KeyboardEvent('keydown', {key: '?', bubbles: true, composed: true}));
    },
  },
  'speaking-while-muted': {
    attributes: joined,
    arrange: call => {
      const microphone = {isMuted: true, isInterrupted: false, deviceId: null, error: null};
      inCall(1)(call);
      call.setLocal({microphone, stream: withVoice(portrait(5))});
    },
  },
  'chosen-controls': {
    attributes: {...joined, controls: 'microphone camera reactions layout fullscreen leave'},
    arrange: inCall(1),
  },
  'ended-left': {
    attributes: joined,
    arrange: call => {
      inCall(1)(call);
      call.end('hung-up');
    },
  },
  'ended-lost': {
    attributes: joined,
    arrange: call => {
      inCall(1)(call);
      call.end('connection-lost');
    },
  },
  'ended-refused': {
    attributes: joined,
    arrange: call => {
      call.set({error: new CallError('room-full')});
      call.end('connection-failed');
    },
  },
  'ended-no-answer': {attributes: ring, arrange: call => call.end('no-answer')},
};

/** Adds a voice, which is muted, like that of somebody who speaks while the microphone is off. */
function withVoice(stream: MediaStream): MediaStream {
  const audio = new AudioContext();
  const voice = new OscillatorNode(audio, {frequency: 220});
  const output = audio.createMediaStreamDestination();
  voice.connect(output);
  voice.start();
  const [track] = output.stream.getAudioTracks();
  track!.enabled = false;
  stream.addTrack(track!);
  return stream;
}

function devices(): MediaDeviceInfo[] {
  const device = (kind: MediaDeviceKind, deviceId: string, label: string) =>
    ({kind, deviceId, label, groupId: '', toJSON: () => ({})}) as MediaDeviceInfo;
  return [
    device('videoinput', 'camera-1', 'FaceTime HD Camera'),
    device('videoinput', 'camera-2', 'USB Camera'),
    device('audioinput', 'microphone-1', 'Built-in Microphone'),
    device('audioinput', 'microphone-2', 'AirPods Pro'),
    device('audiooutput', 'default', 'Default – MacBook Pro Speakers'),
    device('audiooutput', 'speaker-1', 'AirPods Pro'),
  ];
}

/** Shows one scene in the page; resolves when it is rendered. */
export async function show(name: string): Promise<void> {
  const {attributes = {}, arrange} = SCENES[name]!;
  localStorage.clear();
  const element = document.createElement('rtc-call');
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  const call = new FakeCall();
  // The scene sets the state; the element must not change it.
  call.preview =
    call.join =
    call.open =
      () => (name.endsWith('starting') ? new Promise(() => {}) : Promise.resolve());
  element.createCall = () => call;
  document.body.replaceChildren(element);
  await element.updateComplete;
  await new Promise(resolve => setTimeout(resolve, 50));
  await arrange?.(call, element);
  await new Promise(resolve => setTimeout(resolve, 700));
}

Object.assign(globalThis, {show, scenes: Object.keys(SCENES)});
