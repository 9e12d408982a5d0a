import type {TraceEntry} from '@rtc-call/engine';
import type {ErrorCode} from '@rtc-call/engine/errors';

/** The lanes of the diagram. I am the first one, since everything is observed from here. */
const [ME, BROKER, SERVERS, PEER] = [0, 1, 2, 3];

/** What a step belongs to, which decides its colour. */
export type FlowKind = 'local' | 'signaling' | 'ice' | 'media';

interface Shape {
  readonly kind: FlowKind;
  /** The other end of the arrow; without it, the step happens at my side. */
  readonly to?: number;
  /** The lane that it passes through. */
  readonly via?: number;
  /** A server sends it. */
  readonly isIncoming?: boolean;
  /** It goes both ways. */
  readonly isMutual?: boolean;
  /** Drawn as being in progress until one of these follows. */
  readonly until?: readonly FlowName[];
  readonly status?: 'failed' | 'ended';
}

const SIGNALING = {kind: 'signaling', to: PEER, via: BROKER} as const;
const TRANSPORT = {kind: 'ice', to: PEER, isMutual: true} as const;
const FROM_SERVER = {kind: 'ice', to: SERVERS, isIncoming: true} as const;
const ANSWERS = ['answer', 'offer', 'ringing', 'accepted', 'hang-up', 'failed'] as const;
const PATHS = ['path-found', 'ice-failed', 'encrypted', 'hang-up', 'failed'] as const;

/** Every step of the diagram, as my side takes it. The arrow of the other side's points to me. */
const SHAPES = {
  'broker-connecting': {kind: 'signaling', to: BROKER, until: ['broker-open', 'broker-failed']},
  'broker-open': {kind: 'signaling', to: BROKER},
  'broker-failed': {kind: 'signaling', to: BROKER, status: 'failed'},
  'room-requested': {
    kind: 'signaling',
    to: BROKER,
    until: ['members-received', 'room-refused', 'broker-failed'],
  },
  'members-received': {kind: 'signaling', to: BROKER},
  'room-refused': {kind: 'signaling', to: BROKER, status: 'failed'},
  'media-captured': {kind: 'local'},
  'connection-created': {kind: 'local'},
  'offer-created': {kind: 'local'},
  offer: {...SIGNALING, until: ANSWERS},
  'answer-created': {kind: 'local'},
  answer: SIGNALING,
  'remote-description-set': {kind: 'local'},
  'servers-asked': {
    kind: 'ice',
    to: SERVERS,
    until: ['address', 'relay', 'no-stun', 'no-relay', 'no-candidates', ...PATHS],
  },
  address: FROM_SERVER,
  relay: FROM_SERVER,
  'no-stun': {...FROM_SERVER, status: 'failed'},
  'no-relay': {...FROM_SERVER, status: 'failed'},
  'no-candidates': {kind: 'local', status: 'failed'},
  candidates: SIGNALING,
  ringing: SIGNALING,
  accepted: SIGNALING,
  checking: {...TRANSPORT, until: PATHS},
  'path-found': TRANSPORT,
  'ice-failed': {...TRANSPORT, status: 'failed'},
  encrypted: TRANSPORT,
  'dtls-failed': {...TRANSPORT, status: 'failed'},
  'channel-open': {...TRANSPORT, kind: 'media'},
  'first-frame': {kind: 'media', to: PEER},
  stalled: {...TRANSPORT, status: 'failed'},
  'ice-restart': {kind: 'local', until: ['recovered', 'hang-up', 'failed']},
  recovered: {...TRANSPORT, kind: 'media'},
  'hang-up': {...SIGNALING, status: 'ended'},
  failed: {kind: 'local', status: 'failed'},
} as const;

export type FlowName = keyof typeof SHAPES;

/** A step of the diagram: an entry of the trace, or several that belong together. */
export interface FlowStep {
  readonly name: FlowName;
  readonly kind: FlowKind;
  /** Lanes: me, the broker, STUN and TURN servers, the other side. Equal for what happens at one side. */
  readonly from: number;
  readonly to: number;
  readonly via: number | null;
  readonly isMutual: boolean;
  /** ms since the start of this call; negative if it was long before. */
  readonly time: number;
  /** How often each detail of the merged entries occurs, such as `host`: 4. */
  readonly details: ReadonlyMap<string, number>;
  readonly status: 'done' | 'pending' | 'failed' | 'ended';
  /** Why it failed or ended. */
  readonly problem: ErrorCode | null;
}

type Draft = {-readonly [name in keyof FlowStep]: FlowStep[name]} & {readonly details: Map<string, number>};

/** The steps for entries of the trace that are called otherwise: by step, or by step and detail. */
const NAMES: Readonly<Record<string, FlowName>> = {
  'offer-sent': 'offer',
  'offer-received': 'offer',
  'answer-sent': 'answer',
  'answer-received': 'answer',
  'ice-gathering gathering': 'servers-asked',
  'candidate-gathered srflx': 'address',
  'candidate-gathered relay': 'relay',
  'candidate-sent': 'candidates',
  'candidate-received': 'candidates',
  'ice-state checking': 'checking',
  'ice-state connected': 'path-found',
  'ice-state completed': 'path-found',
  'ice-state failed': 'ice-failed',
  'path-selected': 'path-found',
  'dtls-state connected': 'encrypted',
  'dtls-state failed': 'dtls-failed',
};

const nameOf = ({step, detail}: TraceEntry): FlowName | undefined =>
  NAMES[`${step} ${detail}`] ?? NAMES[step] ?? (Object.hasOwn(SHAPES, step) ? (step as FlowName) : undefined);

/** The words of the trace that a step shows. */
function wordsOf(name: FlowName, {step, detail = ''}: TraceEntry, servers: string): readonly string[] {
  const words = (name === 'servers-asked' ? servers : detail).split(' ');
  if (name === 'servers-asked') return words.filter(word => word !== 'relay-only');
  if (step === 'path-selected') return words.slice(0, 2);
  return ['media-captured', 'connection-created', 'candidates'].includes(name) ? words : [];
}

/** Why a call ended, by the reason in a goodbye, where the two differ. */
const BYES: Readonly<Record<string, ErrorCode>> = {
  'hung-up': 'peer-hung-up',
  replaced: 'peer-hung-up',
  leaving: 'peer-hung-up',
  failed: 'connection-failed',
};

const reasonOf = ({side, detail}: TraceEntry) =>
  ((side === 'remote' || detail === 'failed' ? BYES[detail ?? ''] : null) ??
    detail ??
    null) as ErrorCode | null;

/** More than this before the call started, in ms, and it is no part of its time. */
const EARLIER_MS = 10_000;

/** Whom the trace mentions, in order. */
export const peersOf = (trace: readonly TraceEntry[]): readonly string[] => [
  ...new Set(trace.map(({peer}) => peer).filter(peer => peer !== null)),
];

/**
 * Turns the trace into the steps of the last call with this peer; without a peer, those towards the broker. Pure. What
 * comes in many small parts, such as candidates, is one step per negotiation and direction, at the time of its first part.
 */
export function stepsOf(trace: readonly TraceEntry[], peer: string | null): readonly FlowStep[] {
  const entries = lastCall(trace.filter(entry => entry.peer === null || entry.peer === peer));
  const begin = entries.find(entry => entry.peer !== null)?.time ?? 0;
  const isLong = begin - (entries[0]?.time ?? 0) > EARLIER_MS;
  const zero = isLong ? begin : (entries[0]?.time ?? 0);
  const steps: Draft[] = [];
  /** The steps of this negotiation that more entries may join. */
  let open = new Map<string, Draft>();
  /** What is known of this connection. A restart of ICE need not gather everything again. */
  let servers = '';
  let gathered = new Set<string>();
  let isStunFailed = false;
  let isRelayed = false;

  const add = (name: FlowName, {time, side}: TraceEntry, ...details: readonly string[]): Draft => {
    const key = `${name} ${side}`;
    let step = MERGED.has(name) ? open.get(key) : undefined;
    if (!step) {
      steps.push((step = draft(name, side, time - zero, isRelayed)));
      open.set(key, step);
    }
    for (const detail of details) step.details.set(detail, (step.details.get(detail) ?? 0) + 1);
    return step;
  };

  /** The servers that were asked and have not answered, when gathering or the call is over. */
  const addMissing = (entry: TraceEntry) => {
    if (isStunFailed && !gathered.has('srflx')) add('no-stun', entry);
    if (servers.includes('turn') && !gathered.has('relay')) add('no-relay', entry);
  };

  for (const entry of entries) {
    const {step, detail = ''} = entry;
    const name = nameOf(entry);
    if (name === 'offer-created' || step === 'offer-received') open = new Map();
    if (step === 'connection-created') {
      servers = detail;
      gathered = new Set();
      isStunFailed = false;
    }
    if (step === 'candidate-gathered') gathered.add(detail);
    if (step === 'candidate-error') isStunFailed ||= detail.startsWith('stun');
    if (/^(?:complete|failed|connection-failed)$/.test(detail)) addMissing(entry);
    if (detail === 'complete' && gathered.size === 0)
      add('no-candidates', entry).problem = 'connection-failed';
    if (!name || (name === 'servers-asked' && /^(?:none|$)/.test(servers))) continue;
    if (name === 'dtls-failed' && open.has('ice-failed local')) continue;
    const ended = steps.at(-1);
    // The goodbye is drawn already.
    const isSaid = name === 'failed' && ended?.name === 'hang-up';
    const added = isSaid ? ended : add(name, entry, ...wordsOf(name, entry, servers));
    if (added.status === 'failed' || added.status === 'ended') added.problem = reasonOf(entry);
    if (isSaid || added.problem === 'connection-failed') added.status = 'failed';
    if (step !== 'path-selected') continue;
    isRelayed = detail.startsWith('relay');
    // What came with this path: it is known a moment later.
    for (const one of steps.slice(steps.indexOf(added)))
      if (one.from + one.to === PEER && one.via !== BROKER) one.via = isRelayed ? SERVERS : null;
  }
  return finish(steps);
}

/** Steps that later entries of the same negotiation join. The others occur as often as their entries. */
const MERGED = new Set<FlowName>([
  'media-captured',
  'servers-asked',
  'address',
  'relay',
  'no-stun',
  'no-relay',
  'no-candidates',
  'candidates',
  'checking',
  'path-found',
  'encrypted',
  'ice-restart',
]);

function draft(name: FlowName, side: TraceEntry['side'], time: number, isRelayed: boolean): Draft {
  const shape: Shape = SHAPES[name];
  const other = shape.to ?? ME;
  const isMine = shape.isMutual ?? (side === 'local' && !shape.isIncoming);
  const isMedia = other === PEER && shape.via === undefined;
  return {
    name,
    kind: shape.kind,
    from: isMine ? ME : other,
    to: isMine ? other : ME,
    via: shape.via ?? (isMedia && isRelayed && name !== 'checking' ? SERVERS : null),
    isMutual: shape.isMutual ?? false,
    time,
    details: new Map(),
    status: shape.status ?? 'done',
    problem: null,
  };
}

const isEnd = ({step}: TraceEntry) => step === 'hang-up' || step === 'failed';

/** Leaves out earlier calls with the same peer, but not the connection to the broker. */
function lastCall(entries: readonly TraceEntry[]): readonly TraceEntry[] {
  const lastOfPeer = entries.findLastIndex(({peer}) => peer !== null);
  let end = lastOfPeer;
  while (end >= 0 && isEnd(entries[end]!)) end--;
  const previous = entries.slice(0, Math.max(0, end)).findLastIndex(isEnd);
  const last = end < lastOfPeer ? lastOfPeer : Infinity;
  return entries.filter(({step}, i) => (i > previous && i <= last) || step.startsWith('broker-'));
}

/** Marks what is still in progress. A sentence is shown once, at the first step that it explains. */
function finish(steps: readonly Draft[]): readonly FlowStep[] {
  const explained = new Set<ErrorCode>();
  for (const [i, step] of steps.entries()) {
    const {until}: Shape = SHAPES[step.name];
    const isOver = steps.slice(i + 1).some(({name}) => until?.includes(name));
    if (until && !isOver && step.from === ME && step.status === 'done') step.status = 'pending';
    if (step.problem && explained.has(step.problem)) step.problem = null;
    else if (step.problem) explained.add(step.problem);
  }
  return steps;
}
