import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

/** A person whose camera shows one colour and whose microphone plays one tone, so that each is recognizable. */
export interface Looks {
  readonly colour: 'red' | 'green' | 'blue' | 'yellow';
  /** In Hz. No tone is a multiple of another. */
  readonly tone: number;
}

export const LOOKS = {
  red: {colour: 'red', tone: 420},
  green: {colour: 'green', tone: 730},
  blue: {colour: 'blue', tone: 1130},
  yellow: {colour: 'yellow', tone: 1730},
} as const satisfies Record<string, Looks>;

/** Y, Cb, Cr of each colour at full saturation (BT.601, studio range). */
const YCBCR = {
  red: [82, 90, 240],
  green: [145, 54, 34],
  blue: [41, 240, 110],
  yellow: [210, 16, 146],
} as const;

const WIDTH = 320;
const HEIGHT = 240;
const FRAMES = 60;

/** A video of one colour with a dark bar that moves from left to right: 60 frames, in Y4M. */
export function makeVideo(colour: Looks['colour'], frameRate = 30): Buffer {
  const [y, cb, cr] = YCBCR[colour];
  const frames = Array.from({length: FRAMES}, (_, frame) => {
    const luma = Buffer.alloc(WIDTH * HEIGHT, y);
    const bar = Math.floor((frame * (WIDTH - 8)) / FRAMES);
    for (let row = 0; row < HEIGHT; row += 1) luma.fill(y / 2, row * WIDTH + bar, row * WIDTH + bar + 8);
    const chroma = (WIDTH * HEIGHT) / 4;
    return Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc(chroma, cb), Buffer.alloc(chroma, cr)]);
  });
  return Buffer.concat([
    Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${frameRate}:1 Ip A1:1 C420jpeg\n`),
    ...frames,
  ]);
}

const RATE = 48_000;

/**
 * One second of a tone as 16-bit mono WAV, on and off every 125 ms: noise suppression would remove a continuous
 * tone.
 */
export function makeTone(hertz: number): Buffer {
  const samples = Buffer.alloc(RATE * 2);
  for (let i = 0; i < RATE; i += 1) {
    const isOn = Math.floor((i * 8) / RATE) % 2 === 0;
    const value = isOn ? 0.6 * Math.sin((2 * Math.PI * hertz * i) / RATE) : 0;
    samples.writeInt16LE(Math.round(value * 32_767), i * 2);
  }
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}

/** Writes both files into `folder` and returns the Chromium switches that turn them into camera and microphone. */
export async function fakeDeviceFlags(
  folder: string,
  {colour, tone}: Looks,
  frameRate?: number,
): Promise<string[]> {
  await mkdir(folder, {recursive: true});
  const video = join(folder, `${colour}.y4m`);
  const audio = join(folder, `${tone}.wav`);
  await Promise.all([writeFile(video, makeVideo(colour, frameRate)), writeFile(audio, makeTone(tone))]);
  return [`--use-file-for-fake-video-capture=${video}`, `--use-file-for-fake-audio-capture=${audio}`];
}
