import type {ParticipantStats, VideoStats} from '@rtc-call/engine';
import {html, nothing, type TemplateResult} from 'lit';
import type {Context} from '../context.js';
import {bitrate, duration, percent} from './format.js';
import {plot, READINGS} from './plot.js';

/** The readings of one minute for each person. */
export class History {
  readonly #readings = new Map<string, ParticipantStats[]>();

  /** Adds one reading of everyone. Who is not in it has left. */
  add(all: readonly ParticipantStats[]) {
    for (const id of this.#readings.keys())
      if (!all.some(stats => stats.id === id)) this.#readings.delete(id);
    for (const stats of all) {
      const before = this.#readings.get(stats.id) ?? [];
      this.#readings.set(stats.id, [...before, stats].slice(-READINGS));
    }
  }

  of(id: string): readonly ParticipantStats[] {
    return this.#readings.get(id) ?? [];
  }

  /** The latest reading of everyone. */
  get latest(): readonly ParticipantStats[] {
    return [...this.#readings.values()].map(readings => readings.at(-1)!);
  }
}

type Format = (lang: string, value: number) => string;

/** Not measured yet is no round trip of 0 ms. */
const roundTrip: Format = (lang, ms) => (ms > 0 ? duration(lang, ms) : '–');

/** Scales of the plots: smaller values must not look like a catastrophe. */
const CALM_RTT = 200;
const CALM_LOSS = 0.05;
const CALM_BITRATE = 2_000_000;

/** A label and its value; nothing without one. */
const item = (label: string, text: string | null, line?: TemplateResult) =>
  text &&
  html`<div>
    <dt part="flow-label">${label}</dt>
    <dd part="flow-value">${text}${line}</dd>
  </div>`;

/**
 * The path to one person, the current numbers, and how they changed within the last minute. Of several people, the one is
 * open whose steps are shown.
 */
export function numbers(
  name: string,
  readings: readonly ParticipantStats[],
  isOpen: boolean,
  open: () => void,
  {strings, lang}: Context,
): TemplateResult {
  const now = readings.at(-1);
  const {pathNone, pathDirect, pathRelay, limitedBy} = strings;
  const path = now?.path ? (now.path === 'relay' ? pathRelay : pathDirect) : pathNone;
  const metric = (label: string, format: Format, calm: number, read: (stats: ParticipantStats) => number) =>
    item(label, format(lang, read(now!)), plot(readings.map(read), calm));
  const choose = (event: Event) => {
    event.preventDefault();
    open();
  };
  return html`<details class="peer" part="flow-person" .open=${isOpen}>
    <summary @click=${choose}>
      <bdi>${name}</bdi>
      <span class="path ${now?.path ?? ''}" part="flow-path">
        ${[path, now?.protocol?.toUpperCase()].filter(text => text).join(' · ')}
      </span>
    </summary>
    ${
      now
        ? html`<dl class="metrics" part="flow-metrics">
              ${metric(strings.roundTrip, roundTrip, CALM_RTT, stats => stats.roundTripTime ?? 0)}
              ${metric(strings.packetLoss, percent, CALM_LOSS, stats => Math.max(stats.packetLoss, stats.outgoingPacketLoss))}
              ${metric(strings.receiving, bitrate, CALM_BITRATE, stats => stats.incomingBitrate)}
              ${metric(strings.sending, bitrate, CALM_BITRATE, stats => stats.outgoingBitrate)}
            </dl>
            <dl class="facts" part="flow-facts">
              ${item(strings.videoIn, videoText(strings, now.incomingVideo))}
              ${item(strings.videoOut, videoText(strings, now.outgoingVideo, limitedBy[now.outgoingVideo?.limitedBy ?? '']))}
              ${item(strings.audioIn, now.incomingAudioCodec)}
            </dl>`
        : nothing
    }
  </details>`;
}

const videoText = (strings: Context['strings'], video: VideoStats | null, limit?: string) =>
  video &&
  [
    `${video.width} × ${video.height}`,
    strings.framesPerSecond(Math.round(video.frameRate)),
    video.codec,
    limit,
  ]
    .filter(text => text)
    // Isolated, so that numbers stay in order in a line from right to left.
    .map(text => `\u2068${text}\u2069`)
    .join(' · ');
