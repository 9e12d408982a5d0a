/**
 * Calls `callback` once, when the first frame of `track` has been rendered. A detached video element renders too, and
 * shares the decoder with other elements. It is created only when frames arrive, so that it doesn't delay an answer.
 */
export function onFirstFrame(track: MediaStreamTrack, signal: AbortSignal, callback: () => void) {
  const watch = () => {
    const video = document.createElement('video');
    if (!('requestVideoFrameCallback' in video)) return;
    const stop = () => {
      video.srcObject = null;
    };
    video.muted = video.playsInline = true;
    video.srcObject = new MediaStream([track]);
    video.requestVideoFrameCallback(() => {
      stop();
      callback();
    });
    video.play().catch(stop);
    signal.addEventListener('abort', stop);
  };
  track.addEventListener('unmute', watch, {once: true, signal});
}
