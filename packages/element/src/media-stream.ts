import {noChange} from 'lit';
import {AsyncDirective, directive, type ElementPart, PartType, type PartInfo} from 'lit/async-directive.js';

export interface Playback {
  /** Sink for the sound, as `local.speakerId`; null for the system's default. */
  readonly speakerId?: string | null;
  /** Muted for good: my own picture. */
  readonly isMuted?: boolean;
  /** Called when the browser refuses sound before a click; the picture then plays without it. */
  readonly onSoundBlocked?: () => void;
}

/** Plays a stream in the `<video>` that it stands on, and lets go of it when the element leaves the page. */
class MediaStreamDirective extends AsyncDirective {
  #video: HTMLVideoElement | null = null;
  #stream: MediaStream | null = null;
  #isMuted = false;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new TypeError('mediaStream() stands on an element');
  }

  render(_stream: MediaStream | null, _playback: Playback) {
    return noChange;
  }

  override update(part: ElementPart, [stream, playback]: [MediaStream | null, Playback]) {
    const video = (this.#video = part.element as HTMLVideoElement);
    const isMuted = playback.isMuted ?? false;
    if (video.srcObject !== stream || this.#isMuted !== isMuted) {
      this.#stream = stream;
      this.#isMuted = isMuted;
      if (video.srcObject !== stream) video.srcObject = stream;
      video.muted = isMuted;
      if (stream) void this.#play(video, playback.onSoundBlocked);
    }
    const sink = playback.speakerId ?? '';
    // Firefox before 116 and Safari before 18.4 have no setSinkId; a sink that is gone leaves the default.
    if ('setSinkId' in video && video.sinkId !== sink && !isMuted) video.setSinkId(sink).catch(() => {});
    return noChange;
  }

  protected override disconnected() {
    if (this.#video) this.#video.srcObject = null;
  }

  protected override reconnected() {
    if (!this.#video) return;
    this.#video.srcObject = this.#stream;
    if (this.#stream) void this.#play(this.#video);
  }

  async #play(video: HTMLVideoElement, onSoundBlocked?: () => void) {
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
}

export const mediaStream = directive(MediaStreamDirective);
