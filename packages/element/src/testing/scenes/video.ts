/** Videos that need no camera: everything is drawn. */

/** Videos by what they show: each is drawn once, however many scenes show it. */
const videos = new Map<unknown, MediaStream>();

function shared(key: unknown, draw: () => MediaStream): MediaStream {
  let video = videos.get(key);
  if (!video) videos.set(key, (video = draw()));
  return new MediaStream(video.getTracks());
}

/** An animated video of a person: a room, shoulders and a head, in their own colours. */
export const portrait = (seed: number) => shared(seed % PORTRAITS, () => drawPortrait(seed % PORTRAITS));

const PORTRAITS = 9;

function drawPortrait(seed: number): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), {width: 960, height: 600});
  const paint = canvas.getContext('2d')!;
  const hue = (seed * 67 + 210) % 360;
  const draw = () => {
    const wall = paint.createLinearGradient(0, 0, 960, 600);
    wall.addColorStop(0, `hsl(${hue} 24% 62%)`);
    wall.addColorStop(1, `hsl(${hue + 40} 22% 38%)`);
    paint.fillStyle = wall;
    paint.fillRect(0, 0, 960, 600);
    paint.fillStyle = `hsl(${hue + 60} 30% 78% / 0.6)`;
    paint.fillRect(90, 60, 210, 260);
    paint.fillStyle = `hsl(${hue + 180} 32% 34%)`;
    paint.beginPath();
    paint.ellipse(480, 640, 270, 250, 0, 0, 7);
    paint.fill();
    paint.fillStyle = `hsl(${24 + ((seed * 5) % 14)} ${38 + seed * 3}% ${72 - ((seed * 13) % 42)}%)`;
    paint.fillRect(430, 360, 100, 90);
    paint.beginPath();
    paint.ellipse(480, 270, 112, 142, 0, 0, 7);
    paint.fill();
    paint.fillStyle = `hsl(${(seed * 41) % 50} 30% ${14 + ((seed * 9) % 30)}%)`;
    paint.beginPath();
    paint.ellipse(480, 190, 126, 96, 0, 2.9, 6.6);
    paint.fill();
  };
  draw();
  setInterval(draw, 200);
  return canvas.captureStream(5);
}

/** A shared screen: a document with a chart. */
export const desktop = () => shared('desktop', drawDesktop);

function drawDesktop(): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), {width: 1600, height: 900});
  const paint = canvas.getContext('2d')!;
  const draw = () => {
    paint.fillStyle = '#fff';
    paint.fillRect(0, 0, 1600, 900);
    paint.fillStyle = '#1d2433';
    paint.font = '600 54px system-ui';
    paint.fillText('Third quarter', 100, 140);
    for (let i = 0; i < 9; i += 1) {
      paint.fillStyle = i === 7 ? '#3b5bdb' : '#c9d2f4';
      const height = 140 + ((i * 97) % 380);
      paint.fillRect(110 + i * 155, 780 - height, 100, height);
    }
  };
  draw();
  setInterval(draw, 200);
  return canvas.captureStream(5);
}

/** Adds a voice, which is muted, like that of somebody who speaks while the microphone is off. */
export function withVoice(stream: MediaStream): MediaStream {
  const audio = new AudioContext();
  const voice = new OscillatorNode(audio, {frequency: 220});
  const output = audio.createMediaStreamDestination();
  voice.connect(output);
  voice.start();
  const [track] = output.stream.getAudioTracks();
  track!.enabled = false;
  stream.addTrack(track!);
  return stream;
}
