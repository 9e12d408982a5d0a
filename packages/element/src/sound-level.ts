/** How often the level is read, in ms. CSS moves smoothly in between. */
const READ_MS = 60;
/** The loudness that counts as silence, and the span up to full level, in dB. Speech at a desk is about −40 to −15. */
const SILENCE = -60;
const SPAN = 50;

/** The meters of each stream, by place: always the same elements, which measure while they are in the page. */
const meters = new WeakMap<MediaStream, Map<string, HTMLElement>>();
const measuring = new WeakSet<HTMLElement>();

/**
 * An element that shows the loudness of a stream's audio in its custom property `--level`, from 0 to 1. Use that in
 * `scale`, `translate` or `opacity`, which need no layout. It stops measuring when it leaves the page. Each place that shows
 * the same stream has an element of its own.
 */
export function soundMeter(stream: MediaStream, place = ''): HTMLElement {
  const ofStream = meters.get(stream) ?? new Map<string, HTMLElement>();
  const meter = ofStream.get(place) ?? document.createElement('span');
  meters.set(stream, ofStream.set(place, meter));
  if (!measuring.has(meter) && stream.getAudioTracks().length > 0) measure(meter, stream);
  return meter;
}

const silence = () => -Infinity;

function measure(element: HTMLElement, stream: MediaStream) {
  measuring.add(element);
  const {AudioContext, navigator} = element.ownerDocument.defaultView ?? window;
  let context: AudioContext | undefined;
  let read = silence;
  const start = () => {
    context = new AudioContext();
    const analyser = new AnalyserNode(context, {fftSize: 1_024});
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    read = () => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      return 10 * Math.log10(power);
    };
  };
  const timer = setInterval(() => {
    if (!element.isConnected) {
      clearInterval(timer);
      measuring.delete(element);
      context?.close().catch(() => {});
      return;
    }
    // Before the first click or key, Chromium would not let it run, and would say so on the console.
    if (!context && (navigator.userActivation?.hasBeenActive ?? true)) start();
    if (context?.state === 'suspended') context.resume().catch(() => {}); // closed meanwhile
    const level = Math.min(1, Math.max(0, (read() - SILENCE) / SPAN));
    element.style.setProperty('--level', level.toFixed(2));
  }, READ_MS);
}
