import {monitorEventLoopDelay} from 'node:perf_hooks';
import {getHeapStatistics} from 'node:v8';
import {Counter, Gauge, Histogram, Registry} from 'prom-client';
import type {RefusalCode} from '../refusals.js';
import type {RegistryState} from '../registry/index.js';

/** Values that are read when the metrics are requested, so that they cost nothing in between. */
export interface Readings {
  readonly peers: number;
  readonly ids: number;
  readonly rooms: number;
  readonly isReady: boolean;
  readonly queuedMessages: number;
  readonly queuedBytes: number;
}

/** How often the event loop delay is sampled, in ms. Each sample wakes an idle process. */
const LAG_RESOLUTION_MS = 100;

/** One in this many messages is timed. */
const SAMPLE = 16;

/** In bytes; NaN if it can't be read, because reading it needs a file descriptor. */
function readResidentMemory(): number {
  try {
    return process.memoryUsage.rss();
  } catch {
    return Number.NaN;
  }
}

/** Counts what the broker does and renders it in the Prometheus text format. It has no global state. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #messages = new Map<string, number>();
  readonly #refusals = new Map<string, number>();
  readonly #lag = monitorEventLoopDelay({resolution: LAG_RESOLUTION_MS});
  readonly #relay: Histogram;
  #untilSample = SAMPLE;
  #throttled = 0;

  /** `cluster`: what several brokers share; undefined for a broker that is alone. */
  constructor(cluster: (() => RegistryState) | undefined, read: () => Readings) {
    const registers = [this.#registry];
    const gauge = (name: string, help: string, value: () => number): void => {
      const metric: Gauge = new Gauge({name, help, registers, collect: () => metric.set(value())});
    };
    const total = (name: string, help: string, value: () => number): void => {
      const metric: Counter = new Counter({
        name,
        help,
        registers,
        collect() {
          metric.reset();
          metric.inc(value());
        },
      });
    };
    const counter = (
      name: string,
      help: string,
      label: string,
      counts: ReadonlyMap<string, number>,
    ): void => {
      const metric: Counter = new Counter({
        name,
        help,
        labelNames: [label],
        registers,
        collect() {
          metric.reset();
          for (const [value, count] of counts) metric.inc({[label]: value}, count);
        },
      });
    };

    gauge('rtc_broker_peers', 'Peers connected', () => read().peers);
    gauge(
      'rtc_broker_ids',
      'Peer ids held by this broker, including disconnected peers within their grace period',
      () => read().ids,
    );
    gauge('rtc_broker_rooms', 'Rooms with at least one member on this broker', () => read().rooms);
    if (cluster) {
      gauge('rtc_broker_cluster_brokers', 'Brokers that act as one', () => cluster().brokers);
      gauge('rtc_broker_cluster_ids', 'Peer ids held by all brokers together', () => cluster().ids);
      gauge('rtc_broker_cluster_rooms', 'Rooms of all brokers together', () => cluster().rooms);
      gauge('rtc_broker_registry_up', '1 if this broker can reach what it shares with others, else 0', () =>
        cluster().problem === undefined && read().isReady ? 1 : 0,
      );
    }
    gauge(
      'rtc_broker_queued_messages',
      'Messages queued for disconnected peers',
      () => read().queuedMessages,
    );
    gauge('rtc_broker_queued_bytes', 'Bytes queued for disconnected peers', () => read().queuedBytes);
    counter('rtc_broker_messages_total', 'Messages received, by type', 'type', this.#messages);
    counter(
      'rtc_broker_refusals_total',
      'Refused connections, requests and messages, by reason',
      'reason',
      this.#refusals,
    );
    total(
      'rtc_broker_throttled_total',
      'Times that reading from a socket was paused because it sent too much',
      () => this.#throttled,
    );
    this.#relay = new Histogram({
      name: 'rtc_broker_relay_seconds',
      help: `Time from receiving a message until it is written to the recipient's socket, sampled 1 in ${SAMPLE}`,
      buckets: [0.00001, 0.00003, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1],
      registers,
    });
    for (const [name, quantile] of [
      ['p50', 50],
      ['p99', 99],
      ['max', 100],
    ] as const) {
      gauge(
        `rtc_broker_event_loop_lag_${name}_seconds`,
        `Event loop lag, ${name} since the last scrape`,
        () => Math.max(0, this.#lag.percentile(quantile) / 1e9),
      );
    }
    gauge('nodejs_heap_size_used_bytes', 'Used heap', () => getHeapStatistics().used_heap_size);
    gauge('process_resident_memory_bytes', 'Resident memory', readResidentMemory);
    total('process_cpu_seconds_total', 'CPU time since the start', () => {
      const {user, system} = process.cpuUsage();
      return (user + system) / 1e6;
    });
    this.#lag.enable();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  countMessage(type: string): void {
    this.#messages.set(type, (this.#messages.get(type) ?? 0) + 1);
  }

  countRefusal(code: RefusalCode): void {
    this.#refusals.set(code, (this.#refusals.get(code) ?? 0) + 1);
  }

  countThrottled(): void {
    this.#throttled += 1;
  }

  /** Runs `relay`, and times one in SAMPLE calls. */
  timeRelay(relay: () => void): void {
    this.#untilSample -= 1;
    if (this.#untilSample > 0) return relay();
    this.#untilSample = SAMPLE;
    const start = performance.now();
    relay();
    this.#relay.observe((performance.now() - start) / 1000);
  }

  async render(): Promise<string> {
    const text = await this.#registry.metrics();
    this.#lag.reset();
    return text;
  }

  close(): void {
    this.#lag.disable();
    this.#registry.clear();
  }
}
