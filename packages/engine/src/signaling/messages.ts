import {
  anything,
  boolean,
  count,
  either,
  list,
  literal,
  nullable,
  number,
  optional,
  record,
  shape,
  text,
  type Guarded,
} from './guard.js';
import {isDisplayName, isPeerId, isRoomName} from '../names.js';

/**
 * The guards of everything that comes from the network, and the types that they guarantee. `docs/protocol.md` has the
 * wire.
 */

/** The broker itself, in our envelope: no valid peer id, so on a broker of ours nobody can hold it. */
export const BROKER_ID = '@broker';

const isSession = text(64, 1);
const isLinkId = text(128, 1);
/** A session description of five media sections with all their codecs stays below 20 kB. */
const isSdp = text(60_000);

const isStage = literal('lobby', 'in');
/** `lobby`: looking, not yet in. */
export type Stage = Guarded<typeof isStage>;

const isMember = shape({
  id: isPeerId,
  name: isDisplayName,
  stage: isStage,
  session: isSession,
  /** Grows with each first entry; of a pair, the higher one dials. */
  seq: number(),
  /** The socket is gone, the grace runs. */
  away: boolean,
});
export type Member = Guarded<typeof isMember>;

/** RTCIceServer as the broker gives it. */
const isIceServers = list(
  shape({
    urls: either(text(2_000), list(text(2_000), 16)),
    username: optional(text(2_000)),
    credential: optional(text(2_000)),
  }),
  16,
);

/** Why the broker refuses a request; a stock PeerServer gives no code. */
export const isRequestRefusal = shape({code: text(100, 1), hint: optional(text(2_000))});

/** What `/ice` answers; `ttl` in seconds. */
export const isIceAnswer = shape({iceServers: isIceServers, ttl: optional(number(0))});

const isRefusal = shape({
  kind: literal('refused'),
  of: text(2_000),
  room: optional(text(2_000)),
  code: text(2_000),
  hint: optional(text(2_000)),
});

const isRoomEvent = either(
  shape({
    kind: literal('room'),
    room: isRoomName,
    seq: number(),
    members: list(isMember, 1_000),
  }),
  shape({kind: literal('entered'), room: isRoomName, member: isMember}),
  shape({kind: literal('updated'), room: isRoomName, member: isMember}),
  shape({
    kind: literal('exited'),
    room: isRoomName,
    id: isPeerId,
    reason: literal('left', 'lost'),
  }),
  isRefusal,
);
export type RoomEvent = Guarded<typeof isRoomEvent>;

/** What the broker itself says. */
export const isBrokerMessage = either(
  isRoomEvent,
  shape({
    kind: literal('welcome'),
    authenticated: boolean,
    iceServers: optional(isIceServers),
    iceTtl: optional(number()),
  }),
  shape({kind: literal('drain'), spreadMs: number(0, 600_000)}),
);

export type BrokerMessage = Guarded<typeof isBrokerMessage>;

const isDescription = shape({type: literal('offer', 'answer'), sdp: isSdp});
export type Description = Guarded<typeof isDescription>;

const isCandidate = shape({
  candidate: text(2_000),
  sdpMid: optional(nullable(text(32))),
  sdpMLineIndex: optional(nullable(count(64))),
  usernameFragment: optional(nullable(text(256))),
});

const isByeReason = literal('declined', 'busy', 'no-answer', 'cancelled', 'hung-up', 'replaced', 'failed');
export type ByeReason = Guarded<typeof isByeReason>;

/** What two native sides say about one link, over the broker or over their control channel. */
export const isLinkMessage = either(
  shape({kind: literal('ringing'), session: isSession, name: isDisplayName}),
  shape({
    kind: literal('description'),
    description: isDescription,
    /** Number of the offer, growing with each offer of its sender; an answer repeats it. */
    n: count(),
    /** Of an answer: its sender's own offers up to this number are void. */
    voids: optional(count()),
    /** Which `mid` carries a screen; all others are microphone and camera. */
    tracks: optional(record(text(32), literal('screen', 'screen-audio'))),
  }),
  shape({kind: literal('candidate'), candidate: nullable(isCandidate)}),
  shape({kind: literal('accept')}),
  /** The caller has heard that I accept. */
  shape({kind: literal('accepted')}),
  shape({kind: literal('bye'), reason: isByeReason}),
);
export type LinkMessage = Guarded<typeof isLinkMessage>;

/** What a native caller says of itself in the `metadata` of its first offer. */
const isNativeCaller = shape({
  session: isSession,
  name: isDisplayName,
  room: optional(isRoomName),
  /** The link that this one continues after a reload: proof that it is the same person. */
  replaces: optional(isLinkId),
});

export type NativeCaller = Guarded<typeof isNativeCaller>;

/** The PeerServer frames that reach a client, with nothing but what we use of them. */
export const isPeerServerFrame = either(
  shape({
    type: literal('OFFER'),
    src: either(isPeerId, literal(BROKER_ID)),
    /** `true` where the broker says that the token of `src` has the claim `trusted`. */
    trusted: anything,
    /** The name in the token of `src`, set by the broker. */
    name: anything,
    payload: either(
      shape({type: literal('rtc-call'), kind: text(2_000), link: optional(isLinkId)}),
      shape({
        type: literal('media'),
        connectionId: isLinkId,
        sdp: shape({type: literal('offer'), sdp: isSdp}),
        metadata: optional(anything),
      }),
    ),
  }),
  shape({
    type: literal('ANSWER'),
    src: isPeerId,
    payload: shape({
      connectionId: isLinkId,
      sdp: shape({type: literal('answer'), sdp: isSdp}),
    }),
  }),
  shape({
    type: literal('CANDIDATE'),
    src: isPeerId,
    payload: shape({connectionId: isLinkId, candidate: nullable(isCandidate)}),
  }),
  shape({type: literal('LEAVE', 'EXPIRE'), src: text(2_000)}),
);

export type PeerServerFrame = Guarded<typeof isPeerServerFrame>;

/** The native part of a PeerJS `metadata`; null where there is none, or a malformed one. */
export function readNative(metadata: unknown): NativeCaller | null {
  return hasNative(metadata) ? metadata.rtcCall : null;
}

const hasNative = shape({rtcCall: isNativeCaller});
