import {QualityMeter, shareUplink, toParticipantStats, type Media} from '../media/index.js';
import type {LinkLoad, ParticipantStats, Reading} from '../media/index.js';
import type {RemotePeer} from './remote-peer.js';
import {Speakers} from './speakers.js';

/** How often to read statistics, in ms. */
const READ_MS = 2_000;

interface MonitorOptions {
  readonly peers: () => readonly RemotePeer[];
  readonly media: Media;
  readonly isSavingData: () => boolean;
  readonly onChange: () => void;
  readonly onSpeaker: (peer: RemotePeer | null) => void;
  readonly onQuality: (peer: RemotePeer) => void;
  /** My video to this peer was paused or resumed, so the peer needs a new status. */
  readonly onVideoPaused: (peer: RemotePeer) => void;
}

interface LastReading {
  readonly pc: RTCPeerConnection;
  readonly reading: Reading;
  readonly stats: ParticipantStats;
  /** As `performance.now()`. */
  readonly at: number;
}

/** Measures the quality of each link and adapts my sending to it, while there are participants. */
export class Monitor {
  readonly #options: MonitorOptions;
  readonly #speakers: Speakers;
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #meters = new WeakMap<RemotePeer, QualityMeter>();
  readonly #readings = new WeakMap<RemotePeer, LastReading>();

  constructor(options: MonitorOptions) {
    this.#options = options;
    this.#speakers = new Speakers(options);
  }

  /** Whether I am speaking. */
  get isSpeaking(): boolean {
    return this.#speakers.isSpeaking;
  }

  start() {
    this.#speakers.start();
    this.#timer ??= setInterval(() => void this.#readAll(), READ_MS);
  }

  stop() {
    this.#speakers.stop();
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /**
   * One record for each participant who is connected. It may be as old as the last reading: whoever asks, and how often,
   * doesn't change what the rates of the others are averages of.
   */
  async getStats(): Promise<readonly ParticipantStats[]> {
    const all = await Promise.all(
      this.#options.peers().map(async peer => this.#recall(peer) ?? this.#read(peer)),
    );
    return all.filter(stats => stats !== null);
  }

  /** The last record, if the connection is the same and the next reading is not long overdue. */
  #recall(peer: RemotePeer): ParticipantStats | null {
    const last = this.#readings.get(peer);
    const isCurrent = last && last.pc === peer.link?.pc && performance.now() - last.at < 2 * READ_MS;
    return isCurrent ? last.stats : null;
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
    this.#readings.set(peer, {pc, reading, stats, at: performance.now()});
    return stats;
  }

  async #readAll() {
    const captureHeight = this.#options.media.track('camera')?.getSettings().height ?? null;
    const loads: (LinkLoad & {readonly peer: RemotePeer})[] = [];
    for (const peer of this.#options.peers()) {
      const isLost = peer.link?.state.status !== 'connected';
      const stats = isLost ? null : await this.#read(peer).catch(() => null);
      if (stats) loads.push({peer, stats, gate: peer.gate, viewHeight: peer.viewHeight, captureHeight});
      let meter = this.#meters.get(peer);
      if (!meter) this.#meters.set(peer, (meter = new QualityMeter()));
      const quality = meter.read(stats);
      if (quality === peer.quality || this.#timer === undefined) continue;
      peer.quality = quality;
      this.#options.onChange();
      this.#options.onQuality(peer);
    }
    if (this.#timer !== undefined) this.#shape(loads);
  }

  /** Divides my uplink among the peers. */
  #shape(loads: readonly (LinkLoad & {readonly peer: RemotePeer})[]) {
    const shapes = shareUplink(loads, this.#options.isSavingData());
    for (const [i, {peer}] of loads.entries()) {
      const shape = shapes[i]!;
      peer.link?.shape(shape);
      const isChanged = peer.isMyVideoPaused !== shape.video.isPaused;
      peer.isMyVideoPaused = shape.video.isPaused;
      if (isChanged) this.#options.onVideoPaused(peer);
    }
  }
}
