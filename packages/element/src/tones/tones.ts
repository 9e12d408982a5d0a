/** Tones, generated: no file is loaded. Where the browser allows no sound before a click, they are silent until then. */

interface Tone {
  /** Start in s, frequency in Hz, length in s. */
  readonly notes: readonly (readonly [start: number, hertz: number, length: number])[];
  /** How often the notes are repeated, in s; once if left out. */
  readonly every?: number;
  /** Loudness of a note, 0 to 1. */
  readonly volume: number;
  /** A note fades like a bell's, or ends like a whistle's. */
  readonly isBell?: boolean;
}

const TONES = {
  ring: {
    notes: [
      [0, 659, 1.1],
      [0.18, 880, 1.1],
      [0.36, 1_109, 1.4],
      [0.9, 880, 1.1],
      [1.08, 1_109, 1.6],
    ],
    every: 3,
    volume: 0.22,
    isBell: true,
  },
  /** 425 Hz, 1 s on and 4 s off: what most of the world hears (ITU-T E.180). */
  ringback: {notes: [[0, 425, 1]], every: 5, volume: 0.08},
  /** Somebody asks to be let in. */
  knock: {
    notes: [
      [0, 587, 0.5],
      [0.16, 784, 0.8],
    ],
    volume: 0.2,
    isBell: true,
  },
  test: {
    notes: [
      [0.05, 523, 0.8],
      [0.3, 659, 0.8],
      [0.55, 784, 1.2],
    ],
    volume: 0.3,
    isBell: true,
  },
} as const satisfies Record<string, Tone>;

export type ToneName = keyof typeof TONES;

/** Plays a tone on a speaker (`deviceId`; empty or null for the system's default) until the returned function is called. */
export function play(name: ToneName, speakerId: string | null): () => void {
  const tone: Tone = TONES[name];
  const context = new AudioContext();
  const speaker = outputOf(context, speakerId);
  let hasPlayed = false;
  const sound = () => {
    if (context.state !== 'running' || (hasPlayed && !tone.every)) return;
    hasPlayed = true;
    for (const note of tone.notes) strike(context, speaker.output, tone, note);
  };
  // Each round asks again: by then the visitor may have clicked.
  const round = () => void context.resume().then(sound, () => {});
  round();
  const timer = tone.every && setInterval(round, tone.every * 1_000);
  const end = Math.max(...tone.notes.map(([start, , length]) => start + length));
  const stop = () => {
    clearInterval(timer);
    clearTimeout(ending);
    speaker.release();
    if (context.state !== 'closed') context.close().catch(() => {});
  };
  const ending = tone.every ? undefined : setTimeout(stop, end * 1_000 + 500);
  return stop;
}

function strike(
  context: AudioContext,
  output: AudioNode,
  {volume, isBell}: Tone,
  [start, frequency, length]: Tone['notes'][number],
) {
  const [from, to] = [context.currentTime + start, context.currentTime + start + length];
  const gain = new GainNode(context, {gain: 0});
  // A note that starts or ends at once would click.
  gain.gain.setValueAtTime(0, from);
  gain.gain.linearRampToValueAtTime(volume, from + 0.015);
  if (isBell) gain.gain.exponentialRampToValueAtTime(0.001, to);
  else gain.gain.setValueAtTime(volume, to - 0.03);
  gain.gain.linearRampToValueAtTime(0, to + 0.01);
  const oscillator = new OscillatorNode(context, {frequency});
  oscillator.connect(gain).connect(output);
  oscillator.start(from);
  oscillator.stop(to + 0.02);
}

/** Only an `<audio>` can play on another speaker in every browser. */
function outputOf(context: AudioContext, speakerId: string | null) {
  if (!speakerId) return {output: context.destination, release() {}};
  const output = context.createMediaStreamDestination();
  const audio = new Audio();
  audio.srcObject = output.stream;
  const start = () => audio.play().catch(() => {});
  // A speaker that is gone, or a browser that can't choose: then the default.
  void Promise.resolve(audio.setSinkId?.(speakerId)).then(start, start);
  return {
    output,
    release() {
      audio.srcObject = null;
    },
  };
}
