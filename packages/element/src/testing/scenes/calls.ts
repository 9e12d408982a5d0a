import {CallError, MissedCallEvent} from '@rtc-call/engine';
import {part, until} from '../dom.js';
import {localWith, incoming} from '../fake-call.js';
import {NAMES, inCall, joined, me, ring, withMenu, type Scenes} from './scene.js';
import {portrait} from './video.js';

/** No call yet, a ringing call, and the end of one. */
export const calls: Scenes = {
  idle: {},
  start: {attributes: ring},
  'start-reachable': {
    attributes: {'peer-id': 'alice'},
    arrange: call => call.set({isOnline: true, local: localWith({id: 'alice', stream: null})}),
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
    arrange: async (call, element) => {
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
      await until(() => part(element, 'missed-calls'));
    },
  },
  'ended-declined': {
    attributes: ring,
    arrange: call => call.end('declined', 'I’m in a meeting. I’ll call you back at ten.'),
  },
  'ended-busy': {attributes: ring, arrange: call => call.end('busy')},
  'ended-unavailable': {attributes: ring, arrange: call => call.end('peer-unavailable')},
  'ended-they-left': {attributes: ring, arrange: call => call.end('peer-hung-up')},
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
