import {CallError, type ParticipantStats, type TraceEntry} from '@rtc-call/engine';
import {type RtcCall} from '../../rtc-call.js';
import {click, part, until} from '../dom.js';
import {type FakeCall} from '../fake-call.js';
import * as traces from '../recorded-traces.js';
import {inCall, joined, me, openPanel, person, type Scenes} from './scene.js';

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
  async (call: FakeCall, element: RtcCall) => {
    let reading = 0;
    call.getStats = () => Promise.resolve(call.participants.map(({id}) => statsAt(reading++, id, isRelayed)));
    const setInterval = window.setInterval.bind(window);
    window.setInterval = ((callback: () => void, ms: number) => {
      if (ms === 2_000) for (let i = 0; i < 30; i++) callback();
      return setInterval(callback, ms);
    }) as typeof window.setInterval;
    try {
      arrange(call);
      call.set({trace: trace.map(entry => ({...entry, peer: entry.peer && 'peer-1'}))});
      await openPanel(element, 'flow');
      const isDrawn = () => element.shadowRoot?.querySelector('polyline') != null;
      await until(() => call.participants.length === 0 || isDrawn());
    } finally {
      window.setInterval = setInterval;
    }
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

const withGrace = (call: FakeCall) =>
  call.set({
    state: 'connected',
    room: 'standup',
    isOnline: true,
    local: me(),
    participants: [person(1)],
  });

/** The connection details. */
export const flow: Scenes = {
  flow: {attributes: joined, arrange: withFlow(withPublicAddress, withGrace)},
  'flow-page': {
    attributes: {...joined, flow: 'page'},
    arrange: async (call, element) => {
      await click(element, 'control-close');
      await withFlow(withPublicAddress, withGrace)(call, element);
      await until(() => part(element, 'flow-explanation'));
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
};
