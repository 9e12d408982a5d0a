/** Detects the colours and tones that a person at the page would see and hear. */

export interface Sight {
  /** Mean colour of the middle of the frame, 0 to 255 each. */
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** All `<video>` and `<audio>` elements of the page, also in open shadow roots. */
export function mediaElements(root: Document | ShadowRoot = document): HTMLMediaElement[] {
  const found: HTMLMediaElement[] = [];
  for (const element of root.querySelectorAll('*')) {
    if (element instanceof HTMLMediaElement) found.push(element);
    if (element.shadowRoot) found.push(...mediaElements(element.shadowRoot));
  }
  return found;
}

/** Samples the current frame of `video`; null if there is none. */
export function look(video: HTMLVideoElement): Sight | null {
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth < 16) return null;
  const canvas = new OffscreenCanvas(16, 16);
  const context = canvas.getContext('2d')!;
  const {videoWidth: width, videoHeight: height} = video;
  context.drawImage(video, width / 4, height / 4, width / 2, height / 2, 0, 0, 16, 16);
  const {data} = context.getImageData(0, 0, 16, 16);
  const mean = (offset: number) => {
    let sum = 0;
    for (let i = offset; i < data.length; i += 4) sum += data[i]!;
    return Math.round(sum / 256);
  };
  return {red: mean(0), green: mean(1), blue: mean(2)};
}

/** The name of a colour: `black` if it is very dark, `other` for a mixture. */
export function colourOf({red, green, blue}: Sight): string {
  const bits = [red, green, blue].map(value => (value > 90 ? 1 : 0)).join('');
  const names: Record<string, string> = {
    '100': 'red',
    '010': 'green',
    '001': 'blue',
    '110': 'yellow',
    '000': 'black',
  };
  return names[bits] ?? 'other';
}

/** The audio nodes of a track; the first is kept to prevent its garbage collection. */
interface Ear {
  readonly source: MediaStreamAudioSourceNode;
  readonly analyser: AnalyserNode;
}

/** One per track, kept as long as the page. */
const ears = new WeakMap<MediaStreamTrack, Ear>();
let context: AudioContext | undefined;

function createEar(track: MediaStreamTrack): Ear {
  context ??= new AudioContext();
  const analyser = new AnalyserNode(context, {fftSize: 8192, smoothingTimeConstant: 0});
  const source = context.createMediaStreamSource(new MediaStream([track]));
  source.connect(analyser);
  return {source, analyser};
}

/** The strongest frequency in `stream` in Hz, rounded to the width of an FFT bin (6 Hz); null while it is silent. */
export function listen(stream: MediaStream): number | null {
  const [track] = stream.getAudioTracks();
  if (!track) return null;
  const ear = ears.get(track) ?? createEar(track);
  ears.set(track, ear);
  const {fftSize, frequencyBinCount, context} = ear.analyser;
  const bins = new Float32Array(frequencyBinCount);
  ear.analyser.getFloatFrequencyData(bins);
  let best = 0;
  for (let i = 1; i < bins.length; i += 1) if (bins[i]! > bins[best]!) best = i;
  return bins[best]! > -60 ? Math.round((best * context.sampleRate) / fftSize) : null;
}
