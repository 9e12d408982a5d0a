import {
  QualityMeter,
  shareUplink,
  toParticipantStats,
  type LinkLoad,
  type Media,
  type ParticipantStats,
  type Reading,
} from '../media/index.js';
import type {RemotePeer} from './remote-peer.js';

/** How often it is asked who speaks, in ms. */
const SPEAKER_MS = 200;
/** Level of sound, 0 to 1, that counts as speech (RFC 6464 levels, linear). */
const SPEECH_LEVEL = 0.02;
/** How long somebody still counts as speaking after the last sound, in ms: words have gaps. */
const HANGOVER_MS = 600;
/** Somebody else must be the loudest for so long, in ms, to become the active speaker. */
const SWITCH_MS = 800;
/** How often the quality is read, in ms. */
const QUALITY_MS = 2_000;

interface MonitorOptions {
  readonly peers: () => readonly RemotePeer[];
  readonly media: Media;
  readonly onChange: () => void;
  readonly onSpeaker: (peer: RemotePeer | null) => void;
  readonly onQuality: (peer: RemotePeer) => void;
  /** My video to this peer was paused, or goes on: it has to be told. */
  readonly onVideoPaused: (peer: RemotePeer) => void;
}

/** Listens to who speaks and how well everyone arrives, while there is anyone. */
export class Monitor {
  readonly #options: MonitorOptions;
  #speakerTimer: ReturnType<typeof setInterval> | undefined;
  #qualityTimer: ReturnType<typeof setInterval> | undefined;
  readonly #spokeAt = new WeakMap<RemotePeer, number>();
  readonly #meters = new WeakMap<RemotePeer, QualityMeter>();
  readonly #readings = new WeakMap<RemotePeer, {readonly pc: RTCPeerConnection; readonly reading: Reading}>();
  #speaker: RemotePeer | null = null;
  #challenger: {readonly peer: RemotePeer; readonly since: number} | null = null;
  #spokeMyselfAt = -Infinity;
  isSpeaking = false;

  constructor(options: MonitorOptions) {
    this.#options = options;
  }

  start() {
    this.#speakerTimer ??= setInterval(() => this.#listen(), SPEAKER_MS);
    this.#qualityTimer ??= setInterval(() => void this.#readQuality(), QUALITY_MS);
  }

  stop() {
    clearInterval(this.#speakerTimer);
    clearInterval(this.#qualityTimer);
    this.#speakerTimer = this.#qualityTimer = undefined;
    this.#challenger = null;
    this.isSpeaking = false;
    if (this.#speaker) this.#options.onSpeaker((this.#speaker = null));
  }

  /** One record for each participant who is connected. */
  async getStats(): Promise<readonly ParticipantStats[]> {
    const all = await Promise.all(this.#options.peers().map(peer => this.#read(peer)));
    return all.filter(stats => stats !== null);
  }

  async #read(peer: RemotePeer): Promise<ParticipantStats | null> {
    const pc = peer.link?.pc;
    if (!pc || pc.connectionState === 'closed') return null;
    const report = await pc.getStats();
    const last = this.#readings.get(peer);
    const [stats, reading] = toParticipantStats(
      peer.id,
      report.values(),
      last?.pc === pc ? last.reading : null,
    );
    if (!last || last.pc !== pc || reading.time - last.reading.time > QUALITY_MS / 2) {
      this.#readings.set(peer, {pc, reading});
    }
    const audio = [...report.values()].find(({type, kind}) => type === 'media-source' && kind === 'audio');
    if ((audio?.audioLevel ?? 0) > SPEECH_LEVEL) this.#spokeMyselfAt = performance.now();
    return stats;
  }

  async #readQuality() {
    const captureHeight = this.#options.media.track('camera')?.getSettings().height ?? null;
    const loads: (LinkLoad & {readonly peer: RemotePeer})[] = [];
    for (const peer of this.#options.peers()) {
      const isLost = peer.link?.state.status !== 'connected';
      const stats = isLost ? null : await this.#read(peer).catch(() => null);
      if (stats) loads.push({peer, stats, gate: peer.gate, viewHeight: peer.viewHeight, captureHeight});
      let meter = this.#meters.get(peer);
      if (!meter) this.#meters.set(peer, (meter = new QualityMeter()));
      const quality = meter.read(stats);
      if (quality === peer.quality || this.#qualityTimer === undefined) continue;
      peer.quality = quality;
      this.#options.onChange();
      this.#options.onQuality(peer);
    }
    if (this.#qualityTimer !== undefined) this.#shape(loads);
  }

  /** Divides what the uplink carries among those whom I send to. */
  #shape(loads: readonly (LinkLoad & {readonly peer: RemotePeer})[]) {
    const shapes = shareUplink(loads);
    for (const [i, {peer}] of loads.entries()) {
      const shape = shapes[i]!;
      peer.link?.shape(shape);
      const isChanged = peer.isMyVideoPaused !== shape.video.isPaused;
      peer.isMyVideoPaused = shape.video.isPaused;
      if (isChanged) this.#options.onVideoPaused(peer);
    }
  }

  #listen() {
    const now = performance.now();
    let loudest: {readonly peer: RemotePeer; readonly level: number} | null = null;
    let isChanged = false;
    for (const peer of this.#options.peers()) {
      const level = audioLevel(peer);
      if (level > SPEECH_LEVEL) {
        this.#spokeAt.set(peer, now);
        if (!loudest || level > loudest.level) loudest = {peer, level};
      }
      const isSpeaking = now - (this.#spokeAt.get(peer) ?? -Infinity) < HANGOVER_MS;
      isChanged ||= isSpeaking !== peer.isSpeaking;
      peer.isSpeaking = isSpeaking;
    }
    const isSpeaking =
      now - this.#spokeMyselfAt < QUALITY_MS + HANGOVER_MS &&
      !this.#options.media.device('microphone').isMuted;
    isChanged ||= isSpeaking !== this.isSpeaking;
    this.isSpeaking = isSpeaking;
    if (isChanged) this.#options.onChange();
    this.#elect(loudest?.peer ?? null, now);
  }

  #elect(loudest: RemotePeer | null, now: number) {
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

/** Level of the sound that was played last, 0 to 1 (W3C WebRTC §5.5). */
function audioLevel(peer: RemotePeer): number {
  const track = peer.track('microphone');
  const receiver = track && peer.link?.pc?.getReceivers().find(receiver => receiver.track === track);
  return receiver?.getSynchronizationSources()[0]?.audioLevel ?? 0;
}
