import type {Media} from '../media/index.js';
import type {RemotePeer} from './remote-peer.js';

/** How often to check who is speaking, in ms. */
const LISTEN_MS = 200;
/** Audio level, 0 to 1, that counts as speech (RFC 6464 levels, linear). */
const SPEECH_LEVEL = 0.02;
/** How long a person still counts as speaking after the last speech level, in ms: speech has gaps. */
const HANGOVER_MS = 600;
/** How long another person must be the loudest to become the active speaker, in ms. */
const SWITCH_MS = 800;

interface SpeakersOptions {
  readonly peers: () => readonly RemotePeer[];
  readonly media: Media;
  readonly onChange: () => void;
  readonly onSpeaker: (peer: RemotePeer | null) => void;
}

/** Detects who is speaking and chooses the active speaker. */
export class Speakers {
  readonly #options: SpeakersOptions;
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #spokeAt = new WeakMap<RemotePeer, number>();
  #speaker: RemotePeer | null = null;
  #challenger: {readonly peer: RemotePeer; readonly since: number} | null = null;
  #iSpokeAt = -Infinity;
  #isListeningToMe = false;
  /** Whether I am speaking. */
  isSpeaking = false;

  constructor(options: SpeakersOptions) {
    this.#options = options;
  }

  start() {
    this.#timer ??= setInterval(() => this.#check(), LISTEN_MS);
  }

  stop() {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#challenger = null;
    this.isSpeaking = false;
    if (this.#speaker) this.#options.onSpeaker((this.#speaker = null));
  }

  /** Reads the level of my own microphone, which only the statistics of a sender have. */
  async #listenToMe() {
    if (this.#isListeningToMe) return;
    this.#isListeningToMe = true;
    const level = await ownAudioLevel(this.#options.peers()).catch(() => 0);
    this.#isListeningToMe = false;
    if (level > SPEECH_LEVEL) this.#iSpokeAt = performance.now();
  }

  #check() {
    const {peers, media, onChange} = this.#options;
    const now = performance.now();
    let loudest: {readonly peer: RemotePeer; readonly level: number} | null = null;
    let isChanged = false;
    for (const peer of peers()) {
      const level = audioLevel(peer);
      if (level > SPEECH_LEVEL) {
        this.#spokeAt.set(peer, now);
        if (!loudest || level > loudest.level) loudest = {peer, level};
      }
      const isSpeaking = now - (this.#spokeAt.get(peer) ?? -Infinity) < HANGOVER_MS;
      isChanged ||= isSpeaking !== peer.isSpeaking;
      peer.isSpeaking = isSpeaking;
    }
    const {isMuted} = media.device('microphone');
    if (!isMuted) void this.#listenToMe();
    const isSpeaking = !isMuted && now - this.#iSpokeAt < HANGOVER_MS;
    isChanged ||= isSpeaking !== this.isSpeaking;
    this.isSpeaking = isSpeaking;
    if (isChanged) onChange();
    this.#chooseSpeaker(loudest?.peer ?? null, now);
  }

  #chooseSpeaker(loudest: RemotePeer | null, now: number) {
    const hasSpeaker = this.#speaker?.isSpeaking && this.#options.peers().includes(this.#speaker);
    if (loudest === this.#speaker) this.#challenger = null;
    else if (loudest && loudest !== this.#challenger?.peer) this.#challenger = {peer: loudest, since: now};
    const {peer: next = null, since = now} = this.#challenger ?? {};
    if (hasSpeaker && !(next && now - since >= SWITCH_MS)) return;
    if (next === this.#speaker) return;
    this.#speaker = next;
    this.#challenger = null;
    this.#options.onSpeaker(next);
  }
}

/** Level of the audio that was played last, 0 to 1 (W3C WebRTC §5.5). */
function audioLevel(peer: RemotePeer): number {
  const track = peer.isMutedByHost ? null : peer.track('microphone');
  const receiver = track && peer.link?.pc?.getReceivers().find(receiver => receiver.track === track);
  return receiver?.getSynchronizationSources()[0]?.audioLevel ?? 0;
}

/** Level of my microphone, 0 to 1 (webrtc-stats §8.7): the same on every link, so one is enough. 0 where browsers don't tell. */
async function ownAudioLevel(peers: readonly RemotePeer[]): Promise<number> {
  const senders = peers.flatMap(({link}) => link?.pc?.getSenders() ?? []);
  const report = await senders.find(({track}) => track?.kind === 'audio')?.getStats();
  const source = [...(report?.values() ?? [])].find(
    ({type, kind}) => type === 'media-source' && kind === 'audio',
  );
  return source?.audioLevel ?? 0;
}
