/** How often to listen, in ms. */
const LISTEN_MS = 100;
/** Root mean square of the samples, 0 to 1, that counts as speech; a quiet room is below 0.01. */
const SPEECH_LEVEL = 0.03;
/** How long speech must last, in ms, so that a cough or a key is none, and how long a pause may be. */
const SPEECH_MS = 400;
const PAUSE_MS = 3_000;

/**
 * Calls back when somebody starts or stops speaking into a microphone that is muted. It listens to a copy of the track, which
 * stays in this page: a copy has its own `enabled` (Media Capture and Streams §4.3.1). Returns a function that ends it.
 */
export function whenSpeaking(muted: MediaStreamTrack, onChange: (isSpeaking: boolean) => void): () => void {
  const track = muted.clone();
  track.enabled = true;
  const audio = new AudioContext();
  const analyser = new AnalyserNode(audio, {fftSize: 1024});
  audio.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let isSpeaking = false;
  let spokeFor = 0;
  let silentFor = 0;
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const level = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
    if (level > SPEECH_LEVEL) [spokeFor, silentFor] = [spokeFor + LISTEN_MS, 0];
    else silentFor += LISTEN_MS;
    // Speech has gaps between its words.
    if (silentFor > SPEECH_MS) spokeFor = 0;
    const next = isSpeaking ? silentFor < PAUSE_MS : spokeFor >= SPEECH_MS;
    if (next !== isSpeaking) onChange((isSpeaking = next));
  }, LISTEN_MS);
  return () => {
    clearInterval(timer);
    track.stop();
    void audio.close();
  };
}
