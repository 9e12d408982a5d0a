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
import {isDeclineText, isDisplayName, isKnockText, isPeerId, isRoomName} from '../names.js';

/**
 * The guards of all messages from the network, and the types that they guarantee. `docs/protocol.md` describes the
 * messages.
 */

/** The address of the broker itself. It is not a valid peer id, so no client of our broker can have it. */
export const BROKER_ID = '@broker';

const isSession = text(64, 1);
const isLinkId = text(128, 1);
/** A session description of five media sections with all their codecs stays below 20 kB. */
const isSdp = text(60_000);

const isStage = literal('lobby', 'in');
/** `lobby`: in the preview, not yet in the call. */
export type Stage = Guarded<typeof isStage>;

const isMember = shape({
  id: isPeerId,
  name: isDisplayName,
  stage: isStage,
  session: isSession,
  /** Increases with each new member; of a pair, the member with the higher one dials. */
  seq: number(),
  /** The member's socket is closed, and its grace period is running. */
  away: boolean,
  /** The token has the claim `moderator`, or the member presented the room's host key. */
  moderator: optional(boolean),
  /** A host, also an elected one. */
  host: optional(boolean),
  /** Outside the door. Only hosts hear of it. */
  knocking: optional(boolean),
  /** What a knocking member says. */
  text: optional(isKnockText),
  /** A host muted the member, or stopped its screen share; the member has not turned it on again. */
  muted: optional(boolean),
  shareStopped: optional(boolean),
});
export type Member = Guarded<typeof isMember>;

/** RTCIceServer as the broker sends it. */
const isIceServers = list(
  shape({
    urls: either(text(2_000), list(text(2_000), 16)),
    username: optional(text(2_000)),
    credential: optional(text(2_000)),
  }),
  16,
);

/** Why the broker refuses a request; a stock PeerServer sends no code. */
export const isRequestRefusal = shape({code: text(100, 1), hint: optional(text(2_000))});

/** The answer of `/ice`; `ttl` in seconds. */
export const isIceAnswer = shape({iceServers: isIceServers, ttl: optional(number(0))});

const isRefusal = shape({
  kind: literal('refused'),
  of: text(2_000),
  room: optional(text(2_000)),
  code: text(2_000),
  hint: optional(text(2_000)),
  /** The number of the order that is refused. */
  n: optional(count()),
});

const isRoomEvent = either(
  shape({
    kind: literal('room'),
    room: isRoomName,
    seq: number(),
    members: list(isMember, 1_000),
    /** My own entry. */
    self: optional(isMember),
    isLocked: optional(boolean),
  }),
  /** I am outside the door. What I knew about the room is void. */
  shape({kind: literal('knocking'), room: isRoomName}),
  shape({kind: literal('entered'), room: isRoomName, member: isMember}),
  shape({kind: literal('updated'), room: isRoomName, member: isMember}),
  shape({
    kind: literal('exited'),
    room: isRoomName,
    id: isPeerId,
    reason: literal('left', 'lost'),
    /** A host put the member out, or did not let it in. */
    by: optional(literal('host')),
  }),
  /** Somebody else changed my entry. */
  shape({kind: literal('self'), room: isRoomName, member: isMember}),
  shape({kind: literal('door'), room: isRoomName, isLocked: boolean}),
  /** A host put me out, or did not let me in: I am no member any more. */
  shape({kind: literal('out'), room: isRoomName, reason: literal('removed', 'refused', 'ended')}),
  /** The order with this number is carried out. */
  shape({kind: literal('moderated'), room: isRoomName, n: count()}),
  isRefusal,
);
export type RoomEvent = Guarded<typeof isRoomEvent>;

/** A message from the broker itself. */
export const isBrokerMessage = either(
  isRoomEvent,
  shape({
    kind: literal('welcome'),
    authenticated: boolean,
    iceServers: optional(isIceServers),
    iceTtl: optional(number()),
  }),
  /**
   * The page of somebody whom I ring, or who rings me, went away; or, with `ago`, I have written to a page that had gone
   * `ago` ms before. Without a session, it was a plain PeerJS page.
   */
  shape({kind: literal('left'), id: isPeerId, session: optional(isSession), ago: optional(number(0))}),
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

const isByeReason = literal(
  'declined',
  'busy',
  'no-answer',
  'cancelled',
  'hung-up',
  'replaced',
  'failed',
  /** The page is going away; after a reload, it comes back within 4 s. */
  'leaving',
);
export type ByeReason = Guarded<typeof isByeReason>;

/** What two `<rtc-call>` peers say about one link, over the broker or over their control channel. */
export const isLinkMessage = either(
  shape({kind: literal('ringing'), session: isSession, name: isDisplayName}),
  shape({
    kind: literal('description'),
    description: isDescription,
    /** Number of the offer, growing with each offer of its sender; an answer repeats it. */
    n: count(),
    /** In an answer: the sender's own offers up to this number are void. */
    voids: optional(count()),
    /** Which `mid` carries a screen; all others are microphone and camera. */
    tracks: optional(record(text(32), literal('screen', 'screen-audio'))),
  }),
  shape({kind: literal('candidate'), candidate: nullable(isCandidate)}),
  shape({kind: literal('accept')}),
  /** The caller has received my `accept`. */
  shape({kind: literal('accepted')}),
  shape({
    kind: literal('bye'),
    reason: isByeReason,
    /** What the callee says to the caller; only with `declined`. */
    text: optional(isDeclineText),
  }),
);
export type LinkMessage = Guarded<typeof isLinkMessage>;

/** How an `<rtc-call>` caller introduces itself in the `metadata` of its first offer; a stock PeerJS caller does not. */
const isIntroduction = shape({
  session: isSession,
  name: isDisplayName,
  room: optional(isRoomName),
  /** The link that this one continues after a reload: proof that it is the same person. */
  replaces: optional(isLinkId),
});

export type Introduction = Guarded<typeof isIntroduction>;

/** The PeerServer frames that reach a client, with only the fields that we use. */
export const isPeerServerFrame = either(
  shape({
    type: literal('OFFER'),
    src: either(isPeerId, literal(BROKER_ID)),
    /** `true` if the broker says that the token of `src` has the claim `trusted`. */
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

/** The introduction in a PeerJS `metadata`; null if there is none (a stock PeerJS caller) or it is malformed. */
export function readIntroduction(metadata: unknown): Introduction | null {
  return hasIntroduction(metadata) ? metadata.rtcCall : null;
}

const hasIntroduction = shape({rtcCall: isIntroduction});
