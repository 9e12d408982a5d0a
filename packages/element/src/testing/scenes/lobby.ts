import {CallError, type LocalParticipant} from '@rtc-call/engine';
import {part, until} from '../dom.js';
import {brokenDevice, type FakeCall} from '../fake-call.js';
import {devices, me, member, room, withMenu, type Scenes} from './scene.js';

const inLobby =
  (change: Partial<LocalParticipant> = {}, more: Parameters<FakeCall['set']>[0] = {}) =>
  (call: FakeCall) => {
    call.set({state: 'lobby', isOnline: true, local: me({devices: devices(), ...change}), ...more});
    call.setDoor({});
  };

/** Before a room is entered. */
export const lobby: Scenes = {
  'lobby-starting': {attributes: room, arrange: call => call.set({state: 'lobby'})},
  lobby: {attributes: room, arrange: inLobby({devices: []})},
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
  'lobby-people': {
    attributes: {...room, 'room-label': 'Monday standup'},
    arrange: inLobby({}, {members: [0, 1, 2, 3, 4].map(index => member(index))}),
  },
  'lobby-speaking': {
    attributes: room,
    arrange: async (call, element) => {
      inLobby()(call);
      const level = await until(() => part(element, 'level')?.querySelector('span'));
      level.style.setProperty('--level', '0.7');
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
  'lobby-private-broker': {
    attributes: room,
    arrange: call =>
      call.set({state: 'lobby', local: me(), error: new CallError('private-broker-unreachable')}),
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
};
