import type {Negotiation} from './negotiation.js';
import type {TraceStep} from '../trace.js';

/**
 * Waits between restarts, in ms; the last one repeats. ICE needs about 1 s on a bad network and tries a pair for 15 s.
 */
const RESTART_MS = [1_500, 3_000, 5_000];
/** How long the polite side waits before its first restart, in ms, so that the two sides don't collide. */
const POLITE_MS = 250;

interface IceRestartsOptions {
  readonly pc: RTCPeerConnection;
  readonly negotiation: Negotiation;
  readonly isPolite: boolean;
  /** Aborted when the connection is closed. */
  readonly signal: AbortSignal;
  /** Returns current credentials, since the first ones may have expired. */
  readonly configuration: () => Promise<RTCConfiguration>;
  readonly trace: (step: TraceStep) => void;
  readonly onError: (cause: unknown) => void;
}

/** Restarts ICE on a connection, repeatedly until stopped. */
export class IceRestarts {
  readonly #options: IceRestartsOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: IceRestartsOptions) {
    this.#options = options;
  }

  start() {
    this.stop();
    this.#timer = setTimeout(() => this.#attempt(0), this.#options.isPolite ? POLITE_MS : 0);
  }

  stop() {
    clearTimeout(this.#timer);
  }

  #attempt(n: number) {
    this.#timer = setTimeout(() => this.#attempt(n + 1), RESTART_MS[n] ?? RESTART_MS.at(-1));
    this.#restart().catch(this.#options.onError);
  }

  async #restart() {
    const {pc, negotiation, signal, configuration, trace} = this.#options;
    trace('ice-restart');
    const {iceServers = []} = await configuration();
    if (signal.aborted || pc.connectionState === 'closed') return;
    pc.setConfiguration({...pc.getConfiguration(), iceServers});
    await negotiation.restartIce();
  }
}
