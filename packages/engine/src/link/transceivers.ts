import {limitToPreview, preferCodecs, shapeVideo, startSmall} from '../media/index.js';
import type {Media, SendingShape, TrackRole} from '../media/index.js';
import type {DescriptionMessage} from './negotiation.js';

/** The roles of media sections that carry neither microphone nor camera, by `mid`. */
export type TrackLabels = NonNullable<DescriptionMessage['tracks']>;

/** What is sent to a peer: nothing, a small video of my camera without audio, or all my tracks. */
export type Sending = 'nothing' | 'preview' | 'everything';

interface TransceiversOptions {
  readonly pc: RTCPeerConnection;
  readonly media: Media;
  readonly sending: () => Sending;
  readonly isRtcCall: () => boolean;
  /** Whether a screen can be added, which is negotiated over the control channel. */
  readonly canAddScreen: () => boolean;
}

/** Assigns my tracks to the transceivers of a connection. Only a screen needs a new negotiation. */
export class Transceivers {
  readonly #options: TransceiversOptions;
  readonly #byRole = new Map<TrackRole, RTCRtpTransceiver>();
  /** What the peer says about its own tracks. */
  #remoteLabels: TrackLabels = {};
  /** The camera track that has been limited to a preview. */
  #limited: MediaStreamTrack | null = null;
  #isCleared = false;

  constructor(options: TransceiversOptions) {
    this.#options = options;
  }

  /** Adds the caller's first audio and video, in the order that a stock PeerJS page expects. */
  create() {
    const stream = new MediaStream();
    for (const role of ['microphone', 'camera'] as const) {
      const kind = role === 'microphone' ? 'audio' : 'video';
      const transceiver = this.#options.pc.addTransceiver(kind, {direction: 'sendrecv', streams: [stream]});
      if (role === 'camera') {
        preferCodecs(transceiver);
        startSmall(transceiver);
      }
      this.#byRole.set(role, transceiver);
    }
    this.update();
  }

  /** Uses the transceivers of the peer's offer for my tracks too: the first audio and the first video go both ways. */
  adopt() {
    const stream = new MediaStream();
    for (const transceiver of this.#options.pc.getTransceivers()) {
      if (transceiver.mid && this.#remoteLabels[transceiver.mid]) continue;
      const role = transceiver.receiver.track.kind === 'audio' ? 'microphone' : 'camera';
      if (this.#byRole.has(role)) continue;
      this.#byRole.set(role, transceiver);
      transceiver.direction = 'sendrecv';
      transceiver.sender.setStreams(stream);
      if (role === 'camera') startSmall(transceiver);
    }
    this.update();
  }

  /** Assigns my current tracks to their transceivers. */
  update() {
    if (this.#isCleared) return;
    const {pc, media, sending, isRtcCall, canAddScreen} = this.#options;
    const track = (role: TrackRole) => (sending() === 'everything' ? media.track(role) : null);
    // A plain PeerJS page can't receive a second video: the screen replaces the camera.
    const camera = (!isRtcCall() && track('screen')) || track('camera');
    setSending(this.#byRole.get('microphone'), track('microphone'));
    setSending(this.#byRole.get('camera'), sending() === 'preview' ? this.#preview() : camera);
    if (!isRtcCall()) return;
    for (const role of ['screen', 'screen-audio'] as const) {
      const shared = track(role);
      if (shared && !this.#byRole.has(role) && canAddScreen())
        this.#byRole.set(role, pc.addTransceiver(shared.kind, {direction: 'sendonly'}));
      setSending(this.#byRole.get(role), shared);
    }
  }

  /** My camera, once its size has been limited. */
  #preview(): MediaStreamTrack | null {
    const transceiver = this.#byRole.get('camera');
    const camera = this.#options.media.track('camera');
    if (!transceiver || !camera || camera === this.#limited) return camera;
    void limitToPreview(transceiver, camera).then(isLimited => {
      if (isLimited) this.#limited = camera;
      if (isLimited && camera === this.#options.media.track('camera')) this.update();
    });
    return null;
  }

  shape(video: SendingShape['video']) {
    for (const {sender} of this.#byRole.values()) void shapeVideo(sender, video);
  }

  /** The roles of my media sections, for the peer. */
  labels(): TrackLabels {
    const labels: TrackLabels = {};
    for (const role of ['screen', 'screen-audio'] as const) {
      const mid = this.#byRole.get(role)?.mid;
      if (mid) labels[mid] = role;
    }
    return labels;
  }

  setRemoteLabels(labels: TrackLabels) {
    this.#remoteLabels = labels;
  }

  /** The role of the track that a transceiver receives. */
  roleOf({mid, receiver}: RTCRtpTransceiver): TrackRole {
    const label = mid ? this.#remoteLabels[mid] : undefined;
    return label ?? (receiver.track.kind === 'audio' ? 'microphone' : 'camera');
  }

  /** Stops sending all my tracks, for good. */
  clear() {
    this.#isCleared = true;
    for (const transceiver of this.#byRole.values()) setSending(transceiver, null);
  }
}

/** Sends a track, or nothing. Needs no negotiation (W3C WebRTC, `replaceTrack`). */
function setSending(transceiver: RTCRtpTransceiver | undefined, track: MediaStreamTrack | null) {
  if (!transceiver || transceiver.sender.track === track || transceiver.currentDirection === 'stopped')
    return;
  // Rejects only if the connection is closed in the meantime.
  transceiver.sender.replaceTrack(track).catch(() => {});
}
