/**
 * Calls back once, when the first picture of `track` has been rendered. A detached video renders too; it shares the
 * decoder with whatever shows the track.
 */
export function onFirstFrame(track: MediaStreamTrack, signal: AbortSignal, callback: () => void) {
  const video = document.createElement('video');
  if (!('requestVideoFrameCallback' in video)) return;
  const stop = () => {
    video.srcObject = null;
    signal.removeEventListener('abort', stop);
  };
  video.muted = video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  video.requestVideoFrameCallback(() => {
    if (!signal.aborted) callback();
    stop();
  });
  video.play().catch(stop);
  track.addEventListener('ended', stop, {once: true, signal});
  signal.addEventListener('abort', stop);
}
