import {noChange, type ReactiveController} from 'lit';
import {Directive, directive, type ElementPart, PartType, type PartInfo} from 'lit/directive.js';

export interface Playback {
  /** Audio output device, as in `local.speakerId`; null for the system's default. */
  readonly speakerId?: string | null;
  /** From 0 to 1. Phones may ignore it. */
  readonly volume?: number;
  /** Always muted: my own video. */
  readonly isMuted?: boolean;
  /** Called when the browser blocks audio until a click; the video then plays muted. */
  readonly onSoundBlocked?: () => void;
}

/** The videos with a stream, and whether each was asked to be muted; the browser may have muted more. */
const playing = new Map<HTMLVideoElement, boolean>();

function apply(video: HTMLVideoElement, stream: MediaStream | null, playback: Playback) {
  const {isMuted = false, speakerId, volume = 1, onSoundBlocked} = playback;
  if (video.srcObject !== stream || playing.get(video) !== isMuted) {
    playing.set(video, isMuted);
    if (video.srcObject !== stream) video.srcObject = stream;
    video.muted = isMuted;
    if (stream) void play(video, onSoundBlocked);
  }
  if (video.volume !== volume) video.volume = volume;
  const sink = speakerId ?? '';
  // Firefox before 116 and Safari before 18.4 have no setSinkId. If the device is gone, the default stays.
  if ('setSinkId' in video && video.sinkId !== sink && !isMuted) video.setSinkId(sink).catch(() => {});
}

/** Plays a stream in its `<video>` element. streamRelease removes the stream again. */
class MediaStreamDirective extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new TypeError('mediaStream() must be used on an element');
  }

  render(_stream: MediaStream | null, _playback: Playback) {
    return noChange;
  }

  override update(part: ElementPart, [stream, playback]: [MediaStream | null, Playback]) {
    apply(part.element as HTMLVideoElement, stream, playback);
    return noChange;
  }
}

async function play(video: HTMLVideoElement, onSoundBlocked?: () => void) {
  try {
    await video.play();
  } catch (error) {
    // AbortError means that another stream was set in the meantime, which starts on its own.
    if (!(error instanceof DOMException) || error.name !== 'NotAllowedError' || video.muted) return;
    // In an element that the page has removed: it would be rendered, start the video again, and so on without end.
    if (!video.isConnected) return;
    video.muted = true;
    onSoundBlocked?.();
    await video.play().catch(() => {});
  }
}

export const mediaStream = directive(MediaStreamDirective);

/** The video elements of participants, by their streams. */
const videos = new WeakMap<MediaStream, HTMLVideoElement>();

/**
 * The `<video>` of a participant's stream: always the same element, so that what the ringing card shows goes on in the
 * tile without a new start.
 */
export function participantVideo(
  stream: MediaStream,
  {className, label, ...playback}: Playback & {readonly className: string; readonly label: string},
): HTMLVideoElement {
  let video = videos.get(stream);
  if (!video) {
    videos.set(stream, (video = document.createElement('video')));
    video.setAttribute('part', 'video');
    video.autoplay = video.playsInline = true;
  }
  video.className = className;
  video.setAttribute('aria-label', label);
  apply(video, stream, playback);
  return video;
}

function release() {
  for (const video of playing.keys()) {
    if (video.isConnected) continue;
    video.srcObject = null;
    playing.delete(video);
  }
}

/**
 * Removes the stream of every `<video>` that has left its page, with the host or alone. If the host comes back, it is
 * rendered again, which sets the streams again.
 */
export const streamRelease: ReactiveController = {hostUpdated: release, hostDisconnected: release};
