import {
  Inbox,
  Outbox,
  type Body,
  type ControlMessage,
  type EndReason,
  type Link,
  type Status,
} from '../link/index.js';
import {SendingGate, type Quality, type TrackRole} from '../media/index.js';
import {keepIfSame} from '../snapshot.js';
import type {Participant} from './participant.js';
import {NOTHING_VOUCHED, type LinkMessage, type Member} from '../signaling/index.js';

/** The largest height of a video that I ask for while I save data, in pixels. */
const SAVING_HEIGHT = 360;

/** A peer: everything that outlives a single link to it, and its public snapshot. */
export class RemotePeer {
  readonly id: string;
  readonly outbox = new Outbox<Body>();
  readonly inbox = new Inbox();
  /** The current link, connected or connecting. */
  link: Link | null = null;
  /** The peer's own status; null before the control channel opens, and for a plain PeerJS page. */
  status: Status | null = null;
  name: string;
  session: string | null = null;
  /** What the broker confirmed of this caller's token. */
  vouched = NOTHING_VOUCHED;
  /** Has joined my call, and is not ringing or in the lobby. */
  isIn = false;
  /** Why the peer left; null while it is here. */
  leftFor: EndReason | null = null;
  /** Height at which the peer shows my camera, in pixels; null if unknown. */
  viewHeight: number | null = null;
  /** Decides how my media for this peer is encoded. */
  readonly gate = new SendingGate();
  isMyVideoPaused = false;
  quality: Quality = 'good';
  /** When the hand was raised; it stays raised while the link is replaced. */
  #handRaisedAt: number | null = null;
  isSpeaking = false;
  /** A peer that was connected before is shown as reconnecting. */
  #hasBeenConnected = false;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #retries = 0;
  #shownAt: number | null = null;
  #member: Member | null = null;
  /** What a host turned off: it stays off while the broker doesn't know the peer. */
  #sanctions: Pick<Member, 'muted' | 'shareStopped'> = {};
  readonly #disabled = new WeakSet<MediaStreamTrack>();
  readonly #onChange: () => void;
  readonly #isSavingData: () => boolean;
  readonly #stream = new MediaStream();
  #screen: MediaStream | null = null;
  readonly #tracks = new Map<TrackRole, MediaStreamTrack>();
  #snapshot: Participant | null = null;
  #tracking = new AbortController();

  constructor(id: string, name: string, onChange: () => void, isSavingData = () => false) {
    this.id = id;
    this.name = name;
    this.#onChange = onChange;
    this.#isSavingData = isSavingData;
  }

  /** The broker's entry for this peer in the room; null outside rooms, and while there is none. */
  get member(): Member | null {
    return this.#member;
  }
  set member(member: Member | null) {
    this.#member = member;
    if (member) this.#sanctions = member;
    for (const [role, track] of this.#tracks) this.#obey(role, track);
  }

  /** A host muted this peer, which has not unmuted itself yet. */
  get isMutedByHost(): boolean {
    return this.#sanctions.muted === true;
  }

  /** The name that others see: what the broker says, which knows the token's, wins over what the peer says of itself. */
  get displayName(): string {
    return this.vouched.name ?? this.member?.name ?? this.status?.name ?? this.name;
  }

  /** The video that arrives, if I show it; null otherwise. */
  get preview(): MediaStream | null {
    return this.#shownAt && this.#isArriving('camera') ? this.#stream : null;
  }

  /** Tells the peer at which height I show its camera, in pixels. */
  showAt(height: number) {
    this.#shownAt = height;
    this.sendView();
    this.#onChange();
  }

  /** Tells the peer again, after I began or ceased to save data. */
  sendView(link = this.link) {
    if (this.#shownAt === null) return;
    const height = this.#isSavingData() ? Math.min(this.#shownAt, SAVING_HEIGHT) : this.#shownAt;
    link?.send({kind: 'view', height});
  }

  /** Sends everything that has waited for the control channel. */
  onChannelOpen(link: Link) {
    this.sendView(link);
    const outbox = this.outbox.id;
    this.outbox.open((seq, body) => link.send({kind: 'data', outbox, seq, body}));
  }

  hasConnected() {
    this.#hasBeenConnected = true;
    this.#retries = 0;
  }

  /** Calls `retry` after a wait from `waits`, in ms: the next one each time; the last one repeats. */
  waitBeforeRetry(waits: readonly number[], retry: () => void) {
    clearTimeout(this.#retryTimer);
    const wait = waits[Math.min(this.#retries++, waits.length - 1)];
    this.#retryTimer = setTimeout(() => {
      this.#retryTimer = undefined;
      retry();
    }, wait);
  }

  get isWaiting(): boolean {
    return this.#retryTimer !== undefined;
  }

  /** Handles a message from the control channel. Returns the body of a new data message for the caller to handle. */
  receive(message: Exclude<ControlMessage, LinkMessage>): Body | null {
    switch (message.kind) {
      case 'status':
        this.status = message;
        this.session = message.session;
        this.#seeHand(message.handRaisedFor);
        return null;
      case 'ack':
        this.outbox.acknowledge(message.seq);
        return null;
      case 'view':
        this.viewHeight = message.height;
        return null;
      case 'data':
        this.link?.send({kind: 'ack', seq: message.seq});
        return this.inbox.accept(message.outbox, message.seq) ? message.body : null;
      default:
        return null;
    }
  }

  /** A hand that is already raised keeps its time, which each status tells slightly differently. */
  #seeHand(raisedFor: number | undefined) {
    this.#handRaisedAt = raisedFor === undefined ? null : (this.#handRaisedAt ?? Date.now() - raisedFor);
  }

  /** Adds a track from a new link, replacing the previous one with the same role. */
  setTrack(role: TrackRole, track: MediaStreamTrack) {
    const {signal} = this.#tracking;
    const isScreen = isOfScreen(role);
    if (isScreen) this.#screen ??= new MediaStream();
    const stream = isScreen ? this.#screen! : this.#stream;
    const previous = this.#tracks.get(role);
    if (previous) stream.removeTrack(previous);
    this.#tracks.set(role, track);
    this.#obey(role, track);
    stream.addTrack(track);
    for (const type of ['mute', 'unmute', 'ended'] as const)
      track.addEventListener(type, this.#onChange, {signal});
    this.#onChange();
  }

  /** What a host turned off is not played, whatever the peer sends: of a muted peer, no audio at all. */
  #obey(role: TrackRole, track: MediaStreamTrack) {
    const {muted, shareStopped} = this.#sanctions;
    const isOff = (muted && track.kind === 'audio') || (shareStopped && isOfScreen(role));
    // The page may have disabled a track as well.
    if (isOff) this.#disabled.add(track);
    else if (!this.#disabled.delete(track)) return;
    track.enabled = !isOff;
  }

  track(role: TrackRole): MediaStreamTrack | null {
    return this.#tracks.get(role) ?? null;
  }

  /** Returns the public snapshot; the same object as long as nothing changed. */
  toParticipant(): Participant {
    const next: Participant = {
      id: this.id,
      displayName: this.displayName,
      status: this.#linkStatus(),
      stream: this.#stream,
      screen: this.status?.screen && !this.#sanctions.shareStopped ? this.#screen : null,
      isMicrophoneMuted: this.isMutedByHost || !(this.status?.microphone ?? this.#isArriving('microphone')),
      isCameraMuted: !(this.status?.camera ?? this.#isArriving('camera')),
      isVideoPaused: this.status?.isVideoPaused ?? false,
      isSpeaking: this.isSpeaking,
      isHandRaised: this.#handRaisedAt !== null,
      handRaisedAt: this.#handRaisedAt,
      quality: this.quality,
      isHost: this.member?.host === true,
      isMutedByHost: this.isMutedByHost,
      isNative: this.session !== null,
      verification: this.link?.verification ?? null,
    };
    return (this.#snapshot = keepIfSame(this.#snapshot, next));
  }

  release() {
    clearTimeout(this.#retryTimer);
    this.#tracking.abort();
    this.outbox.close();
  }

  #linkStatus(): Participant['status'] {
    const status = this.link?.state.status;
    if (status === 'connected' || status === 'reconnecting') return status;
    // The peer is away or reloading, and is expected back.
    if (status === 'leaving' || this.member?.away || this.#hasBeenConnected) return 'reconnecting';
    return 'connecting';
  }

  #isArriving(role: TrackRole): boolean {
    const track = this.#tracks.get(role);
    return track !== undefined && !track.muted && track.readyState === 'live';
  }
}

const isOfScreen = (role: TrackRole) => role === 'screen' || role === 'screen-audio';
