import {untilAborted} from '../abortable.js';
import {CallError} from '../errors.js';
import {claimId, getIdentity, releaseIdentity} from './identity.js';
import {isPeerId} from '../names.js';
import {PeerJsSignaling} from './peerjs-signaling.js';
import type {Farewell, Signaling, SignalingHandlers} from './signaling.js';
import type {TraceStep} from '../trace.js';
import type {Turns} from '../turns.js';

/** The call options that concern the broker. */
export interface BrokerOptions {
  readonly broker?: string;
  readonly token?: string;
  readonly peerId?: string;
  readonly signaling?: Signaling;
}

interface BrokerConnectionOptions {
  readonly options: () => BrokerOptions;
  /** Each message from the broker is handled in its own turn. */
  readonly turns: Turns;
  readonly handlers: Omit<SignalingHandlers, 'onLost'>;
  readonly onChange: () => void;
  readonly onError: (error: CallError) => void;
  readonly trace: (step: TraceStep, side?: 'local' | 'remote', detail?: string) => void;
  /** The network may have changed. */
  readonly onNetworkChange: () => void;
  /** New with each page load. */
  readonly session: () => string;
  /** Whom to say goodbye to when the page goes away. */
  readonly farewells: () => readonly Farewell[];
  /** The page is reloaded or closed. */
  readonly onPageHide: () => void;
  /** The page is back from the back/forward cache, and has to `connect()` again. */
  readonly onPageShow: () => void;
}

/** The connection to the broker, opened when first needed and kept until `close()`. */
export class BrokerConnection {
  readonly #options: BrokerConnectionOptions;
  #signaling: Signaling | null = null;
  #connecting: Promise<Signaling> | null = null;
  #life = new AbortController();
  /** Aborted by `close()`: until then, a page from the back/forward cache connects again. */
  #wanted = new AbortController();
  #isOnline = false;
  #error: CallError | null = null;

  constructor(options: BrokerConnectionOptions) {
    this.#options = options;
  }

  get signaling(): Signaling | null {
    return this.#signaling;
  }

  get isOnline(): boolean {
    return this.#isOnline;
  }

  /** Why the connection is lost or was refused; null otherwise. */
  get error(): CallError | null {
    return this.#error;
  }

  /** The key for session storage: one identity for each broker and chosen id. */
  get key(): string {
    const {broker = '/rtc', peerId = ''} = this.#options.options();
    return `${broker} ${peerId}`;
  }

  /**
   * Resolves when the connection is being opened; messages sent before it is open are queued. Rejects for invalid
   * options, and with `hung-up` if `close()` is called first.
   */
  connect(): Promise<Signaling> {
    if (this.#connecting) return this.#connecting;
    const {signal} = this.#life;
    addEventListener('pagehide', () => this.#leavePage(), {signal});
    const connecting = untilAborted(this.#connect(signal), signal);
    this.#connecting = connecting;
    connecting.catch(() => {
      if (this.#connecting === connecting) this.#connecting = null;
    });
    return connecting;
  }

  close() {
    this.#wanted.abort();
    this.#wanted = new AbortController();
    this.#release();
  }

  /** The page goes away, perhaps into the back/forward cache: only from there does it show again. */
  #leavePage() {
    // First, because it is quick: closing connections and devices may take longer than the page has.
    this.#signaling?.leave(this.#options.farewells());
    this.#options.onPageHide();
    this.#release();
    releaseIdentity(this.key);
    addEventListener('pageshow', () => this.#options.onPageShow(), {
      signal: this.#wanted.signal,
      once: true,
    });
  }

  #release() {
    this.#life.abort(new CallError('hung-up'));
    this.#life = new AbortController();
    this.#signaling?.close();
    this.#signaling = null;
    this.#connecting = null;
    this.#isOnline = false;
    this.#error = null;
  }

  async #connect(life: AbortSignal): Promise<Signaling> {
    const signaling = this.#options.options().signaling ?? (await this.#createPeerJsSignaling(life));
    if (life.aborted) {
      signaling.close();
      throw life.reason;
    }
    this.#signaling = signaling;
    const {turns, handlers, onChange, onError, onNetworkChange, trace} = this.#options;
    const changed = () => {
      signaling.probe();
      onNetworkChange();
    };
    addEventListener('online', changed, {signal: life});
    onConnectionTypeChange(changed, life);
    const own: SignalingHandlers = {
      ...handlers,
      onOpen: () => {
        this.#isOnline = true;
        this.#error = null;
        trace('broker-open', 'remote');
        handlers.onOpen();
        onChange();
      },
      onLost: error => this.#lose(error),
      onFatal: error => {
        this.close();
        this.#error = error;
        trace('broker-failed', 'remote', error.code);
        onError(error);
        handlers.onFatal(error);
      },
    };
    trace('broker-connecting');
    signaling.open(inTurns(own, turns, life));
    return signaling;
  }

  async #createPeerJsSignaling(life: AbortSignal): Promise<Signaling> {
    const {peerId} = this.#options.options();
    if (peerId !== undefined && !isPeerId(peerId)) throw new CallError('invalid-id', {detail: peerId});
    const broker = this.#brokerUrl();
    const identity = await getIdentity({
      broker: this.key,
      peerId,
      claim: (id, ms) => claimId(id, life, ms),
      onTaken: () => life.aborted || this.#lose(new CallError('id-taken')),
    });
    const session = this.#options.session();
    return new PeerJsSignaling({broker, identity, session, token: () => this.#options.options().token});
  }

  /** Not connected, for now. */
  #lose(error: CallError) {
    const {onError, onChange, trace} = this.#options;
    const isNews = this.#error?.code !== error.code;
    this.#isOnline = false;
    this.#error = error;
    if (isNews) {
      trace('broker-failed', 'remote', error.code);
      onError(error);
    }
    onChange();
  }

  #brokerUrl(): URL {
    const {broker = '/rtc'} = this.#options.options();
    const address = broker.endsWith('/') ? broker : `${broker}/`;
    const url = URL.canParse(address, location.href) && new URL(address, location.href);
    if (!url || !url.protocol.startsWith('http')) {
      throw new CallError('invalid-option', {detail: `broker: ${broker}`});
    }
    return url;
  }
}

/** Runs each handler call as a turn, until the connection is closed. */
function inTurns<Handlers extends object>(handlers: Handlers, turns: Turns, life: AbortSignal): Handlers {
  type Handler = (...args: unknown[]) => void;
  const wrap =
    (handler: Handler): Handler =>
    (...args) =>
      turns.run(() => life.aborted || handler(...args));
  return Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [name, wrap(handler as Handler)]),
  ) as Handlers;
}

/** Reports switches between Wi-Fi and mobile data, if the browser supports the Network Information API. */
function onConnectionTypeChange(callback: () => void, signal: AbortSignal) {
  const {connection} = navigator as {connection?: EventTarget & {readonly type?: string}};
  let type = connection?.type;
  const onChange = () => {
    // The event also fires for every new estimate of the speed.
    if (connection?.type === type) return;
    type = connection?.type;
    callback();
  };
  connection?.addEventListener('change', onChange, {signal});
}
