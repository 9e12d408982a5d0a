import {selectedPath} from '../media/index.js';
import type {TraceEntry, TraceStep} from '../trace.js';

type AddStep = (step: TraceStep, side?: TraceEntry['side'], detail?: string) => void;

/**
 * Adds what a new connection and its ICE agent do to the trace: which kinds of servers it has, gathering, states and the
 * path in use. Never an address.
 */
export function traceIce(pc: RTCPeerConnection, trace: AddStep, signal: AbortSignal) {
  trace('connection-created', 'local', kindsOf(pc.getConfiguration()));
  const listen = <K extends keyof RTCPeerConnectionEventMap>(
    type: K,
    listener: (event: RTCPeerConnectionEventMap[K]) => void,
  ) => pc.addEventListener(type, listener as EventListener, {signal});
  let path = '';
  const tracePath = async () => {
    const selected = selectedPath((await pc.getStats()).values());
    if (!selected || signal.aborted || pc.connectionState !== 'connected') return;
    const {kind, protocol, local, remote} = selected;
    const now = [kind, protocol, local, remote].join(' ');
    if (now !== path) trace('path-selected', 'local', (path = now));
  };
  const onPath = () => void tracePath().catch(() => {}); // the connection was closed
  listen('icegatheringstatechange', () => {
    if (pc.iceGatheringState !== 'new') trace('ice-gathering', 'local', pc.iceGatheringState);
  });
  // The event occurs for each network interface. Some have no route to the server, which says nothing.
  const failures = new Set<string>();
  listen('icecandidateerror', ({url, errorCode}) => {
    const detail = `${url?.startsWith('stun') ? 'stun' : 'turn'} ${errorCode}`;
    if (failures.has(detail)) return;
    failures.add(detail);
    trace('candidate-error', 'remote', detail);
  });
  listen('iceconnectionstatechange', () => trace('ice-state', 'local', pc.iceConnectionState));
  listen('connectionstatechange', () => {
    trace('dtls-state', 'local', pc.connectionState);
    onPath();
    // A restart of ICE may find another path without a change of the state.
    const transport = pc.sctp?.transport?.iceTransport;
    transport?.addEventListener?.('selectedcandidatepairchange', onPath, {signal});
  });
}

function kindsOf({iceServers = [], iceTransportPolicy}: RTCConfiguration): string {
  const urls = iceServers.flatMap(({urls}) => urls);
  const kinds = ['stun', 'turn'].filter(kind => urls.some(url => url.startsWith(kind)));
  if (kinds.length === 0) kinds.push('none');
  return [...kinds, ...(iceTransportPolicy === 'relay' ? ['relay-only'] : [])].join(' ');
}
