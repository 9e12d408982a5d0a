import {preferCodecs, shapeVideo, startSmall} from '../media/index.js';
import type {Media, SendingShape, TrackRole} from '../media/index.js';
import type {DescriptionMessage} from './negotiation.js';

/** What the media sections carry, if not microphone and camera: `mid` → role. */
export type TrackLabels = NonNullable<DescriptionMessage['tracks']>;

interface TrackPlacesOptions {
  readonly pc: RTCPeerConnection;
  readonly media: Media;
  /** Whether my tracks go to this peer now. */
  readonly isSending: () => boolean;
  readonly isRtcCall: () => boolean;
  /** A screen needs a negotiation, over the channel. */
  readonly canAddScreen: () => boolean;
}

/** Which transceiver of a connection sends which of my tracks. Only a screen needs a negotiation. */
export class TrackPlaces {
  readonly #options: TrackPlacesOptions;
  readonly #transceivers = new Map<TrackRole, RTCRtpTransceiver>();
  /** What the other side says about its own tracks. */
  #theirLabels: TrackLabels = {};

  constructor(options: TrackPlacesOptions) {
    this.#options = options;
  }

  /** The caller's first audio and video, in the order that a stock PeerJS page expects. */
  create() {
    const stream = new MediaStream();
    for (const role of ['microphone', 'camera'] as const) {
      const kind = role === 'microphone' ? 'audio' : 'video';
      const transceiver = this.#options.pc.addTransceiver(kind, {direction: 'sendrecv', streams: [stream]});
      if (role === 'camera') {
        preferCodecs(transceiver);
        startSmall(transceiver);
      }
      this.#transceivers.set(role, transceiver);
    }
    this.update();
  }

  /** The transceivers of their offer become mine too: the first audio and the first video go both ways. */
  adopt() {
    const stream = new MediaStream();
    for (const transceiver of this.#options.pc.getTransceivers()) {
      if (transceiver.mid && this.#theirLabels[transceiver.mid]) continue;
      const role = transceiver.receiver.track.kind === 'audio' ? 'microphone' : 'camera';
      if (this.#transceivers.has(role)) continue;
      this.#transceivers.set(role, transceiver);
      transceiver.direction = 'sendrecv';
      transceiver.sender.setStreams(stream);
      if (role === 'camera') startSmall(transceiver);
    }
    this.update();
  }

  /** Puts my tracks, as they are now, in their places. */
  update() {
    const {pc, media, isSending, isRtcCall, canAddScreen} = this.#options;
    const track = (role: TrackRole) => (isSending() ? media.track(role) : null);
    // A plain PeerJS page can't be told of a second video: the screen takes the camera's place.
    const camera = (!isRtcCall() && track('screen')) || track('camera');
    setSending(this.#transceivers.get('microphone'), track('microphone'));
    setSending(this.#transceivers.get('camera'), camera);
    if (!isRtcCall()) return;
    for (const role of ['screen', 'screen-audio'] as const) {
      const shared = track(role);
      if (shared && !this.#transceivers.has(role) && canAddScreen())
        this.#transceivers.set(role, pc.addTransceiver(shared.kind, {direction: 'sendonly'}));
      setSending(this.#transceivers.get(role), shared);
    }
  }

  shape(video: SendingShape['video']) {
    for (const {sender} of this.#transceivers.values()) void shapeVideo(sender, video);
  }

  /** What my media sections carry, for the other side to know. */
  labels(): TrackLabels {
    const labels: TrackLabels = {};
    for (const role of ['screen', 'screen-audio'] as const) {
      const mid = this.#transceivers.get(role)?.mid;
      if (mid) labels[mid] = role;
    }
    return labels;
  }

  setTheirLabels(labels: TrackLabels) {
    this.#theirLabels = labels;
  }

  /** The role of a track of theirs. */
  roleOf({mid, receiver}: RTCRtpTransceiver): TrackRole {
    const label = mid ? this.#theirLabels[mid] : undefined;
    return label ?? (receiver.track.kind === 'audio' ? 'microphone' : 'camera');
  }

  /** Takes all my tracks out. */
  clear() {
    for (const transceiver of this.#transceivers.values()) setSending(transceiver, null);
  }
}

/** Puts a track in its place, or takes it out. Needs no negotiation (W3C WebRTC, `replaceTrack`). */
function setSending(transceiver: RTCRtpTransceiver | undefined, track: MediaStreamTrack | null) {
  if (!transceiver || transceiver.sender.track === track || transceiver.currentDirection === 'stopped')
    return;
  // Rejects only when the connection is closed meanwhile: then there is nothing to send to.
  transceiver.sender.replaceTrack(track).catch(() => {});
}
