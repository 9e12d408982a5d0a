import type {ByeReason} from '../signaling/index.js';

/** Why a link, or the whole call, ended. */
export type EndReason =
  | 'hung-up'
  | 'peer-hung-up'
  | 'declined'
  | 'busy'
  | 'no-answer'
  | 'cancelled'
  | 'peer-unavailable'
  | 'connection-failed'
  | 'connection-lost'
  /** A host removed me, did not let me in, or ended the call for everyone. */
  | 'removed'
  | 'not-admitted'
  | 'ended-by-host';

/** How long a link may ring, in ms. */
export const RING_MS = 30_000;
/** How long the first connection may take, in ms: ICE gives up after about 15 s, and gets two attempts. */
export const CONNECT_MS = 30_000;
/** How long a broken connection may take to recover, in ms. matrix-js-sdk uses the same limit. */
export const RECONNECT_MS = 30_000;
/**
 * How long a peer may be silent once the broker has said that it can't reach it either, in ms. It says so about 7 s after
 * the last packet, so that a killed page is gone after 20 s, like its place in a room.
 */
export const ABSENT_MS = 13_000;

/**
 * How long a page that said goodbye is expected back, in ms. It is gone from the screen within 4 s; the rest is for
 * the network and for drawing.
 */
export const LEAVING_MS = 3_500;

/**
 * The state of one link. If `isUp` is true while dialing or ringing, the transport is already connected, so accepting
 * needs no further round trips.
 */
export type LinkState =
  | {readonly status: 'idle'}
  | {readonly status: 'dialing'; readonly isUp: boolean}
  | {readonly status: 'ringing'; readonly isUp: boolean}
  | {readonly status: 'connecting'}
  | {readonly status: 'connected'}
  /** `isAbsent`: the broker can't reach the peer either. */
  | {readonly status: 'reconnecting'; readonly isAbsent: boolean}
  /** The peer's page has said goodbye: it is being reloaded, or gone. The connection is dropped. */
  | {readonly status: 'leaving'}
  /** `text`: what the callee says to the caller, if it declined with a text. */
  | {readonly status: 'ended'; readonly reason: EndReason; readonly text?: string};

export type LinkEvent =
  /** I ring the peer. */
  | {readonly type: 'dial'}
  /** The peer rings me. `isTheirs`: if both rang each other, whether their offer is the one that counts. */
  | {readonly type: 'invited'; readonly isTheirs: boolean}
  /** Both are in a room, so nobody has to accept. `isDialer`: I make the offer. */
  | {readonly type: 'met'; readonly isDialer: boolean}
  | {readonly type: 'accept'}
  | {readonly type: 'accepted'}
  | {readonly type: 'decline'; readonly reason: 'declined' | 'busy'; readonly text?: string}
  /** The transport carries packets, for the first time or again. */
  | {readonly type: 'up'}
  /** Nothing arrives, ICE is disconnected, or the network changed. */
  | {readonly type: 'stalled'}
  /** ICE or DTLS failed. */
  | {readonly type: 'failed'}
  /** This browser can't create a connection at all. */
  | {readonly type: 'unusable'}
  | {readonly type: 'timed-out'}
  | {readonly type: 'unavailable'}
  | {readonly type: 'hang-up'}
  /** The peer ended the link, or its page went away `ago` ms ago. */
  | {
      readonly type: 'bye';
      readonly reason: ByeReason;
      readonly text?: string;
      readonly ago?: number;
    };

export type LinkEffect =
  /** Create the first offer and send it as an invitation. */
  | {readonly type: 'invite'}
  /** Drop my offer in favor of theirs. */
  | {readonly type: 'yield'}
  /** Answer their offer, unless it was answered while ringing, and send `accept`. */
  | {readonly type: 'accept'}
  | {readonly type: 'restart-ice'}
  /** Ask the peer for a key frame. */
  | {readonly type: 'request-key-frame'}
  /** Start the timer, replacing one that is running. */
  | {readonly type: 'start-timer'; readonly ms: number}
  | {readonly type: 'stop-timer'}
  | {readonly type: 'send-bye'; readonly reason: ByeReason; readonly text?: string}
  | {readonly type: 'release'};

type Step = readonly [LinkState, readonly LinkEffect[]];

/** Whether a connection broke, or the attempt to make one failed. */
const isLost = (state: {readonly isUp: boolean}, event: LinkEvent) => state.isUp || event.type === 'failed';
const unchanged = (state: LinkState): Step => [state, []];
const toConnecting = (...first: LinkEffect[]): Step => [
  {status: 'connecting'},
  [...first, {type: 'start-timer', ms: CONNECT_MS}],
];
const toConnected = (...first: LinkEffect[]): Step => [
  {status: 'connected'},
  [...first, {type: 'stop-timer'}],
];
/** `text`: what the callee says to the caller. */
const end = (reason: EndReason, bye?: ByeReason, text?: string): Step => [
  {status: 'ended', reason, ...(text && {text})},
  [
    ...(bye ? [{type: 'send-bye', reason: bye, ...(text && {text})} as const] : []),
    {type: 'stop-timer'},
    {type: 'release'},
  ],
];

/** Why the link ended for me, by the reason in the peer's goodbye. */
const REASON_OF_BYE: Readonly<Record<Exclude<ByeReason, 'leaving'>, EndReason>> = {
  declined: 'declined',
  busy: 'busy',
  'no-answer': 'no-answer',
  cancelled: 'cancelled',
  'hung-up': 'peer-hung-up',
  replaced: 'peer-hung-up',
  failed: 'connection-failed',
};

/** The peer's page goes away. A ring ends at once; a call goes on if the page comes back, as after a reload. */
function onLeaving(state: LinkState, ago = 0): Step {
  switch (state.status) {
    case 'idle':
      return end('peer-hung-up');
    case 'dialing':
      return end('peer-unavailable');
    case 'ringing':
      return end('cancelled');
    case 'connecting':
    case 'connected':
    case 'reconnecting':
      return [
        {status: 'leaving'},
        [{type: 'release'}, {type: 'start-timer', ms: Math.max(0, LEAVING_MS - ago)}],
      ];
    default:
      return unchanged(state);
  }
}

/**
 * Returns the next state of a link and the effects to run. Pure: only this function decides a link's state. An event
 * that makes no sense in the current state (a late accept, a duplicate goodbye) changes nothing.
 */
export function step(state: LinkState, event: LinkEvent): Step {
  if (state.status === 'ended') return unchanged(state);
  if (event.type === 'bye') {
    if (event.reason === 'leaving') return onLeaving(state, event.ago);
    // A plain PeerJS page, or a caller that doesn't know yet that I am an rtc-call, can only hang up.
    const isCancelled = state.status === 'ringing' && event.reason === 'hung-up';
    if (isCancelled) return end('cancelled');
    // Only a callee that declines has something to say.
    const isDeclined = state.status === 'dialing' && event.reason === 'declined';
    return end(REASON_OF_BYE[event.reason], undefined, isDeclined ? event.text : undefined);
  }
  if (event.type === 'unusable') return end('connection-failed', 'failed');
  switch (state.status) {
    case 'idle':
      switch (event.type) {
        case 'dial':
          return [{status: 'dialing', isUp: false}, [{type: 'invite'}, {type: 'start-timer', ms: RING_MS}]];
        case 'invited':
          return [{status: 'ringing', isUp: false}, [{type: 'start-timer', ms: RING_MS}]];
        case 'met':
          return event.isDialer ? toConnecting({type: 'invite'}) : toConnecting();
        case 'hang-up':
          return end('hung-up');
        default:
          return unchanged(state);
      }
    case 'dialing':
      switch (event.type) {
        case 'invited':
          if (event.isTheirs) return toConnecting({type: 'yield'}, {type: 'accept'});
          return state.isUp ? toConnected() : toConnecting();
        case 'accepted':
        case 'met':
          return state.isUp ? toConnected() : toConnecting();
        case 'up':
          return [{...state, isUp: true}, []];
        case 'stalled':
        case 'failed':
          return [{...state, isUp: false}, isLost(state, event) ? [{type: 'restart-ice'}] : []];
        case 'unavailable':
          return end('peer-unavailable');
        case 'timed-out':
          return end('no-answer', 'no-answer');
        case 'hang-up':
          return end('cancelled', 'cancelled');
        default:
          return unchanged(state);
      }
    case 'ringing':
      switch (event.type) {
        case 'accept':
          return state.isUp ? toConnected({type: 'accept'}) : toConnecting({type: 'accept'});
        case 'decline':
          return end(event.reason, event.reason, event.text);
        case 'up':
          return [{...state, isUp: true}, []];
        case 'stalled':
        case 'failed':
          return [{...state, isUp: false}, []];
        case 'timed-out':
          return end('no-answer', 'no-answer');
        case 'hang-up':
          return end('declined', 'declined');
        default:
          return unchanged(state);
      }
    case 'connecting':
      switch (event.type) {
        case 'up':
          return toConnected();
        case 'failed':
          return [state, [{type: 'restart-ice'}]];
        case 'invited':
          return event.isTheirs ? [state, [{type: 'yield'}, {type: 'accept'}]] : unchanged(state);
        case 'unavailable':
          return end('peer-unavailable');
        case 'timed-out':
          return end('connection-failed', 'failed');
        case 'hang-up':
          return end('hung-up', 'hung-up');
        default:
          return unchanged(state);
      }
    case 'connected':
      switch (event.type) {
        case 'stalled':
        case 'failed':
          return [
            {status: 'reconnecting', isAbsent: false},
            [{type: 'restart-ice'}, {type: 'start-timer', ms: RECONNECT_MS}],
          ];
        case 'hang-up':
          return end('hung-up', 'hung-up');
        default:
          return unchanged(state);
      }
    case 'reconnecting':
      switch (event.type) {
        case 'up':
          return toConnected({type: 'request-key-frame'});
        case 'failed':
          return [state, [{type: 'restart-ice'}]];
        case 'unavailable':
          if (state.isAbsent) return unchanged(state);
          return [{...state, isAbsent: true}, [{type: 'start-timer', ms: ABSENT_MS}]];
        case 'timed-out':
          return end('connection-lost', 'failed');
        case 'hang-up':
          return end('hung-up', 'hung-up');
        default:
          return unchanged(state);
      }
    case 'leaving':
      switch (event.type) {
        case 'timed-out':
          return end('peer-hung-up');
        case 'hang-up':
          return end('hung-up'); // a reloaded page asks, and is told then
        default:
          return unchanged(state);
      }
  }
}
