import * as v from 'valibot';
import type {CallError, ErrorCode} from './errors.js';

/**
 * What a link needs of any signaling: to find the other side, and to carry what two sides say to each other
 * before they have a channel of their own. `docs/protocol.md` has the wire.
 */
export interface Signaling {
  /** My peer id, fixed for the life of this object. */
  readonly id: string;
  readonly isOpen: boolean;
  /** Everyone on this broker has shown a token, so a caller is no stranger. */
  readonly isAuthenticated: boolean;
  /** Connects, and goes on reconnecting until `close()` or `onFatal`. */
  open(handlers: SignalingHandlers): void;
  /** STUN and TURN servers for the next connection; never rejects, an empty list where there are none. */
  iceServers(): Promise<RTCIceServer[]>;
  invite(to: string, invitation: Invitation): void;
  /** `isNative` is false for a plain PeerJS page, which understands only its own messages. */
  send(to: string, link: string, message: LinkMessage, isNative: boolean): void;
  enter(room: string, entry: RoomEntry): void;
  update(room: string, entry: Partial<RoomEntry>): void;
  exit(room: string): void;
  /** Something happened to the network: find out now whether the connection lives. */
  probe(): void;
  /** Releases everything; nothing is called back afterwards. */
  close(): void;
}

export interface SignalingHandlers {
  /** Connected, or connected again: rooms have to be entered again. */
  onOpen(): void;
  /** The connection is gone and is being tried again. */
  onLost(error: CallError): void;
  /** The connection can't be had at all. */
  onFatal(error: CallError): void;
  onInvite(from: string, invitation: Invitation): void;
  onMessage(from: string, link: string, message: LinkMessage): void;
  /** Nobody holds this id, or the other side could not be reached in time. */
  onUnavailable(peer: string): void;
  onRoom(event: RoomEvent): void;
}

/** The broker itself, in our envelope: no valid peer id, so on a broker of ours nobody can hold it. */
export const BROKER_ID = '@broker';

/** A peer id, as PeerJS defines it, and not longer than our broker takes. */
const PeerIdSchema = v.pipe(v.string(), v.maxLength(64), v.regex(/^[A-Za-z0-9]+(?:[ _-][A-Za-z0-9]+)*$/));
// eslint-disable-next-line no-control-regex
const RoomSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(128), v.regex(/^[^\u0000-\u001f\u007f]*$/));
const SessionSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const NameSchema = v.pipe(v.string(), v.maxLength(100));
const LinkIdSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(128));
/** A session description of five media sections with all their codecs stays below 20 kB. */
const SdpSchema = v.pipe(v.string(), v.maxLength(60_000));

export const isPeerId = (value: unknown) => v.is(PeerIdSchema, value);
export const isRoomName = (value: unknown) => v.is(RoomSchema, value);

const StageSchema = v.picklist(['lobby', 'in']);
/** `lobby`: looking, not yet in. */
export type Stage = v.InferOutput<typeof StageSchema>;

export interface RoomEntry {
  readonly name: string;
  readonly stage: Stage;
  /** New with each page load: tells a reload from a lost socket. */
  readonly session: string;
}

const MemberSchema = v.object({
  id: PeerIdSchema,
  name: NameSchema,
  stage: StageSchema,
  session: SessionSchema,
  /** Grows with each first entry; of a pair, the higher one dials. */
  seq: v.number(),
  /** The socket is gone, the grace runs. */
  away: v.boolean(),
});
export type Member = v.InferOutput<typeof MemberSchema>;

/** RTCIceServer as the broker gives it. */
export const IceServersSchema = v.pipe(
  v.array(
    v.object({
      urls: v.union([v.string(), v.array(v.string())]),
      username: v.optional(v.string()),
      credential: v.optional(v.string()),
    }),
  ),
  v.maxLength(16),
);

const RefusalSchema = v.object({
  kind: v.literal('refused'),
  of: v.string(),
  room: v.optional(v.string()),
  code: v.string(),
  hint: v.optional(v.string()),
});

const RoomEventSchema = v.variant('kind', [
  v.object({
    kind: v.literal('room'),
    room: RoomSchema,
    seq: v.number(),
    members: v.pipe(v.array(MemberSchema), v.maxLength(1_000)),
  }),
  v.object({kind: v.literal('entered'), room: RoomSchema, member: MemberSchema}),
  v.object({kind: v.literal('updated'), room: RoomSchema, member: MemberSchema}),
  v.object({
    kind: v.literal('exited'),
    room: RoomSchema,
    id: PeerIdSchema,
    reason: v.picklist(['left', 'lost']),
  }),
  RefusalSchema,
]);
export type RoomEvent = v.InferOutput<typeof RoomEventSchema>;

/** What the broker itself says. */
export const BrokerMessageSchema = v.union([
  RoomEventSchema,
  v.object({
    kind: v.literal('welcome'),
    authenticated: v.boolean(),
    iceServers: v.optional(IceServersSchema),
    iceTtl: v.optional(v.number()),
  }),
  v.object({kind: v.literal('drain'), spreadMs: v.pipe(v.number(), v.minValue(0), v.maxValue(600_000))}),
]);

/** What a refusal of the broker means to the person in the call. */
export const REFUSALS: Readonly<Record<string, ErrorCode>> = {
  'room-full': 'room-full',
  'room-forbidden': 'room-forbidden',
  'rate-limited': 'rate-limited',
};

const DescriptionSchema = v.object({type: v.picklist(['offer', 'answer']), sdp: SdpSchema});
export type Description = v.InferOutput<typeof DescriptionSchema>;

const CandidateSchema = v.object({
  candidate: v.pipe(v.string(), v.maxLength(2_000)),
  sdpMid: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(32)))),
  sdpMLineIndex: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(64)))),
  usernameFragment: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(256)))),
});

const ByeReasonSchema = v.picklist([
  'declined',
  'busy',
  'no-answer',
  'cancelled',
  'hung-up',
  'replaced',
  'failed',
]);
export type ByeReason = v.InferOutput<typeof ByeReasonSchema>;

/** What two native sides say about one link, over the broker or over their control channel. */
export const LinkMessageSchema = v.variant('kind', [
  v.object({kind: v.literal('ringing'), session: SessionSchema, name: NameSchema}),
  v.object({
    kind: v.literal('description'),
    description: DescriptionSchema,
    /** Number of the offer, growing with each offer of its sender; an answer repeats it. */
    n: v.pipe(v.number(), v.integer(), v.minValue(0)),
    /** Of an answer: its sender's own offers up to this number are void. */
    voids: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
    /** Which `mid` carries a screen; all others are microphone and camera. */
    tracks: v.optional(v.record(v.pipe(v.string(), v.maxLength(32)), v.picklist(['screen', 'screen-audio']))),
  }),
  v.object({kind: v.literal('candidate'), candidate: v.nullable(CandidateSchema)}),
  v.object({kind: v.literal('accept')}),
  v.object({kind: v.literal('bye'), reason: ByeReasonSchema}),
]);
export type LinkMessage = v.InferOutput<typeof LinkMessageSchema>;

/** What a native caller says of itself in the `metadata` of its first offer. */
const NativeSchema = v.object({
  session: SessionSchema,
  name: NameSchema,
  room: v.optional(RoomSchema),
  /** The link that this one continues after a reload: proof that it is the same person. */
  replaces: v.optional(LinkIdSchema),
});

export interface Invitation {
  readonly link: string;
  readonly sdp: string;
  /** Null for a plain PeerJS page. */
  readonly native: v.InferOutput<typeof NativeSchema> | null;
}

/** The PeerServer frames that reach a client, with nothing but what we use of them. */
export const PeerServerFrameSchema = v.variant('type', [
  v.object({
    type: v.literal('OFFER'),
    src: v.union([PeerIdSchema, v.literal(BROKER_ID)]),
    payload: v.variant('type', [
      v.looseObject({type: v.literal('rtc-call'), kind: v.string(), link: v.optional(LinkIdSchema)}),
      v.object({
        type: v.literal('media'),
        connectionId: LinkIdSchema,
        sdp: v.object({type: v.literal('offer'), sdp: SdpSchema}),
        metadata: v.optional(v.unknown()),
      }),
    ]),
  }),
  v.object({
    type: v.literal('ANSWER'),
    src: PeerIdSchema,
    payload: v.object({
      connectionId: LinkIdSchema,
      sdp: v.object({type: v.literal('answer'), sdp: SdpSchema}),
    }),
  }),
  v.object({
    type: v.literal('CANDIDATE'),
    src: PeerIdSchema,
    payload: v.object({connectionId: LinkIdSchema, candidate: v.nullable(CandidateSchema)}),
  }),
  v.object({type: v.picklist(['LEAVE', 'EXPIRE']), src: v.string()}),
]);

/** The native part of a PeerJS `metadata`; null where there is none, or a malformed one. */
export function readNative(metadata: unknown): Invitation['native'] {
  const parsed = v.safeParse(v.object({rtcCall: NativeSchema}), metadata);
  return parsed.success ? parsed.output.rtcCall : null;
}
