import {noChange, type LitElement, type ReactiveController} from 'lit';
import {Directive, directive, type ElementPart, PartType, type PartInfo} from 'lit/directive.js';

export interface Playback {
  /** Audio output device, as in `local.speakerId`; null for the system's default. */
  readonly speakerId?: string | null;
  /** Always muted: my own video. */
  readonly isMuted?: boolean;
  /** Called when the browser blocks audio until a click; the video then plays muted. */
  readonly onSoundBlocked?: () => void;
}

/** Plays a stream in its `<video>` element. StreamRelease removes the stream again. */
class MediaStreamDirective extends Directive {
  #isMuted = false;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new TypeError('mediaStream() must be used on an element');
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
    // Firefox before 116 and Safari before 18.4 have no setSinkId. If the device is gone, the default stays.
    if ('setSinkId' in video && video.sinkId !== sink && !isMuted) video.setSinkId(sink).catch(() => {});
    return noChange;
  }
}

async function play(video: HTMLVideoElement, onSoundBlocked?: () => void) {
  try {
    await video.play();
  } catch (error) {
    // AbortError means that another stream was set in the meantime, which starts on its own.
    if (!(error instanceof DOMException) || error.name !== 'NotAllowedError' || video.muted) return;
    video.muted = true;
    onSoundBlocked?.();
    await video.play().catch(() => {});
  }
}

export const mediaStream = directive(MediaStreamDirective);

/**
 * Removes the stream of every `<video>` that has left the page, with the host or alone. If the host comes back, it is
 * rendered again, which sets the streams again.
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
