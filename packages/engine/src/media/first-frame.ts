/**
 * Calls back once, when the first picture of `track` has been rendered. A detached video renders too; it shares the
 * decoder with whatever shows the track. It is not made before something arrives, so as not to hold up an answer.
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
