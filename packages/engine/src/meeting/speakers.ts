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
  /** Time between two readings of my own level, in ms. */
  readonly ownLevelMs: number;
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

  /** Adds a level of my own microphone, 0 to 1, from the statistics. */
  addOwnLevel(level: number) {
    if (level > SPEECH_LEVEL) this.#iSpokeAt = performance.now();
  }

  #check() {
    const {peers, media, ownLevelMs, onChange} = this.#options;
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
    const isSpeaking = now - this.#iSpokeAt < ownLevelMs + HANGOVER_MS && !media.device('microphone').isMuted;
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
  const track = peer.track('microphone');
  const receiver = track && peer.link?.pc?.getReceivers().find(receiver => receiver.track === track);
  return receiver?.getSynchronizationSources()[0]?.audioLevel ?? 0;
}
