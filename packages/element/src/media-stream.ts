import {noChange, type LitElement, type ReactiveController} from 'lit';
import {Directive, directive, type ElementPart, PartType, type PartInfo} from 'lit/directive.js';

export interface Playback {
  /** Sink for the sound, as `local.speakerId`; null for the system's default. */
  readonly speakerId?: string | null;
  /** Muted for good: my own picture. */
  readonly isMuted?: boolean;
  /** Called when the browser refuses sound before a click; the picture then plays without it. */
  readonly onSoundBlocked?: () => void;
}

/** Plays a stream in the `<video>` that it stands on. StreamRelease lets go of it. */
class MediaStreamDirective extends Directive {
  #isMuted = false;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new TypeError('mediaStream() stands on an element');
  }

  render(_stream: MediaStream | null, _playback: Playback) {
    return noChange;
  }

  override update(part: ElementPart, [stream, playback]: [MediaStream | null, Playback]) {
    const video = part.element as HTMLVideoElement;
    const isMuted = playback.isMuted ?? false;
    if (video.srcObject !== stream || this.#isMuted !== isMuted) {
      this.#isMuted = isMuted;
      if (video.srcObject !== stream) video.srcObject = stream;
      video.muted = isMuted;
      if (stream) void play(video, playback.onSoundBlocked);
    }
    const sink = playback.speakerId ?? '';
    // Firefox before 116 and Safari before 18.4 have no setSinkId; a sink that is gone leaves the default.
    if ('setSinkId' in video && video.sinkId !== sink && !isMuted) video.setSinkId(sink).catch(() => {});
    return noChange;
  }
}

async function play(video: HTMLVideoElement, onSoundBlocked?: () => void) {
  try {
    await video.play();
  } catch (error) {
    // AbortError means that another stream was set meanwhile, which plays by itself.
    if (!(error instanceof DOMException) || error.name !== 'NotAllowedError' || video.muted) return;
    video.muted = true;
    onSoundBlocked?.();
    await video.play().catch(() => {});
  }
}

export const mediaStream = directive(MediaStreamDirective);

/**
 * Lets go of the stream of every `<video>` that has left the page, together with the host or alone. A host that
 * comes back is rendered again, and each picture has its stream again.
 */
export class StreamRelease implements ReactiveController {
  readonly #host: LitElement;
  #videos: readonly HTMLVideoElement[] = [];

  constructor(host: LitElement) {
    this.#host = host;
  }

  hostUpdated() {
    this.hostDisconnected();
    this.#videos = [...(this.#host.shadowRoot?.querySelectorAll('video') ?? [])];
  }

  hostDisconnected() {
    for (const video of this.#videos) if (!video.isConnected) video.srcObject = null;
  }
}
