import {Peer} from '../../peerjs/index.js';
import {CallError} from '../errors.js';
import {isPrivateHost} from './private-address.js';
import type {Identity} from './identity.js';
import type {OutgoingFrame} from './peerjs-frames.js';

/**
 * Longest time between the starts of two attempts to reconnect, in ms, with jitter; the last one repeats. It stays below
 * 3 s for the first 15 s, since a restarted broker is back within seconds. An attempt that took longer than this is
 * followed by the next one at once.
 */
const RETRY_MS = [300, 700, 1_200, 2_000, 2_500, 2_500, 2_500, 2_500, 4_800, 7_000];
/** The close code of a page that goes away. Only the browser itself may close with 1001. */
const LEAVING = 4001;
/** How long an id may be taken before that is an error, in ms: a page of mine that is gone holds it for 4 s. */
const TAKEN_MS = 5_000;
/** How long a connection may take to open, in ms. */
const OPEN_MS = 8_000;
/** How much silence, in ms, leads to a probe of the connection: PeerServer sends nothing by itself. */
const PROBE_AFTER_MS = 10_000;
/** How long the reply to a probe may take, in ms. */
const PROBE_MS = 2_500;
/** How often a probe is repeated, in ms. */
const PROBE_AGAIN_MS = 500;

interface PeerJsSocketOptions {
  /** URL of the broker's prefix, absolute. */
  readonly broker: URL;
  readonly identity: Identity;
  /** An access token, which replaces the identity's secret, if the broker requires one. */
  readonly token: (() => string | undefined) | undefined;
  readonly onOpen: () => void;
  /** The connection is lost and being retried. `hasBeenOpen`: it was open before. */
  readonly onLost: (error: CallError, hasBeenOpen: boolean) => void;
  /** The connection is closed for good. */
  readonly onFatal: (error: CallError) => void;
  /** Called for every frame except those that open or refuse the connection. */
  readonly onFrame: (frame: unknown) => void;
}

/**
 * The connection to a PeerServer, retried until `close()`. It uses `Peer` only as a socket and intercepts every frame,
 * since `Peer` would answer offers itself, and throws on malformed ones.
 */
export class PeerJsSocket {
  readonly #options: PeerJsSocketOptions;
  #peer: Peer | null = null;
  #isOpen = false;
  #isClosed = false;
  #hasBeenOpen = false;
  /** Since when the id is taken; null while it is not. */
  #takenAt: number | null = null;
  #attempt = 0;
  #attemptedAt = 0;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #openTimer: ReturnType<typeof setTimeout> | undefined;
  #probeTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PeerJsSocketOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  connect() {
    const {broker, identity, token} = this.#options;
    this.#attemptedAt = performance.now();
    const peer = new Peer(identity.id, {
      host: broker.hostname,
      port: Number(broker.port) || (broker.protocol === 'https:' ? 443 : 80),
      path: broker.pathname,
      secure: broker.protocol === 'https:',
      token: encodeURIComponent(token?.() ?? identity.secret),
      config: {},
    });
    this.#peer = peer;
    const pass = peer._handleMessage.bind(peer);
    peer._handleMessage = message => {
      if (peer === this.#peer) this.#receive(message, pass);
    };
    peer.on('open', () => this.#onOpen(peer));
    peer.on('error', error => this.#onError(peer, error));
    this.#openTimer = setTimeout(() => this.#lose(this.#unreachable()), OPEN_MS);
    // A stock PeerServer sends no OPEN to a second socket with the same token: an echo shows that it is open.
    this.#probe(OPEN_MS);
  }

  send(frame: OutgoingFrame) {
    this.#peer?.socket.send(frame);
  }

  /** Checks at once whether the connection still works, for example after a network change. */
  probe() {
    if (this.#retryTimer !== undefined) this.#retry(0);
    else if (this.#isOpen) this.#probe();
  }

  /** The probe that I sent to myself came back. */
  onEcho() {
    if (this.#peer) this.#onOpen(this.#peer);
  }

  /** Reconnects at a random time within `ms`: the broker is shutting down, and not all clients should reconnect at once. */
  retryWithin(ms: number) {
    this.#dropPeer();
    this.#options.onLost(new CallError('broker-unreachable', {detail: 'drain'}), this.#hasBeenOpen);
    this.#retry(Math.random() * ms);
  }

  /** Closes with a code that says that the page goes away. A browser that closes a socket for us says so with 1001. */
  leave() {
    this.#peer?.socket._socket?.close(LEAVING);
    this.close();
  }

  close() {
    this.#isClosed = true;
    clearTimeout(this.#retryTimer);
    this.#dropPeer();
  }

  #onOpen(peer: Peer) {
    if (peer !== this.#peer || this.#isOpen) return;
    clearTimeout(this.#openTimer);
    this.#isOpen = this.#hasBeenOpen = true;
    this.#takenAt = null;
    this.#attempt = 0;
    this.#scheduleProbe();
    this.#options.onOpen();
  }

  #onError(peer: Peer, error: {readonly type: string; readonly message: string}) {
    if (peer !== this.#peer) return;
    const {type, message} = error;
    // Perhaps by another page of mine that is gone, or soon will be.
    if (type === 'unavailable-id') this.#lose(new CallError('id-taken', {cause: error}));
    else if (type === 'invalid-id') this.#giveUp(new CallError('invalid-id', {cause: error}));
    else if (type === 'browser-incompatible')
      this.#giveUp(new CallError('not-supported', {detail: 'WebRTC'}));
    else this.#lose(this.#unreachable({cause: error, detail: message}));
  }

  /** Chromium blocks pages on public addresses from private ones until the visitor allows it (Local Network Access). */
  #unreachable(options: {readonly cause?: unknown; readonly detail?: string} = {}): CallError {
    const isSuspect = isPrivateHost(this.#options.broker.hostname) && !isPrivateHost(location.hostname);
    const isBlocked = isSuspect && location.protocol.startsWith('http') && !this.#hasBeenOpen;
    return new CallError(isBlocked ? 'private-broker-unreachable' : 'broker-unreachable', options);
  }

  #giveUp(error: CallError) {
    this.close();
    this.#options.onFatal(error);
  }

  #lose(error: CallError) {
    this.#dropPeer();
    if (this.#isClosed) return;
    const limit = RETRY_MS[Math.min(this.#attempt++, RETRY_MS.length - 1)]!;
    const rest = this.#attemptedAt + limit * (0.5 + Math.random() / 2) - performance.now();
    this.#retry(this.#attempt === 1 ? Math.random() * 100 : Math.max(rest, 0));
    if (error.code === 'id-taken') {
      this.#takenAt ??= performance.now();
      if (performance.now() - this.#takenAt < TAKEN_MS) return;
    }
    this.#options.onLost(error, this.#hasBeenOpen);
  }

  #retry(ms: number) {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => {
      this.#retryTimer = undefined;
      this.connect();
    }, ms);
  }

  #dropPeer() {
    clearTimeout(this.#openTimer);
    clearTimeout(this.#probeTimer);
    this.#isOpen = false;
    const peer = this.#peer;
    this.#peer = null;
    peer?.removeAllListeners();
    peer?.destroy();
  }

  /** Schedules a probe after a period of silence, starting now. */
  #scheduleProbe() {
    clearTimeout(this.#probeTimer);
    this.#probeTimer = setTimeout(() => this.#probe(), PROBE_AFTER_MS);
  }

  /** Sends a message to myself, which every PeerServer relays. */
  #probe(timeout = PROBE_MS) {
    clearTimeout(this.#probeTimer);
    const started = Date.now();
    const {id} = this.#options.identity;
    const send = () => {
      if (Date.now() - started > timeout) return this.#lose(this.#unreachable());
      this.send({type: 'OFFER', dst: id, payload: {type: 'rtc-call', kind: 'echo'}});
      this.#probeTimer = setTimeout(send, PROBE_AGAIN_MS);
    };
    if (this.#isOpen) send();
    else this.#probeTimer = setTimeout(send, PROBE_AGAIN_MS);
  }

  /** Handles every frame first. Only those that open or refuse the connection reach `Peer`. */
  #receive(frame: unknown, pass: (frame: unknown) => void) {
    const {type, payload} = (frame ?? {}) as {type?: unknown; payload?: {msg?: unknown}};
    if (type === 'OPEN' || type === 'ID-TAKEN' || type === 'INVALID-KEY') return pass({type});
    if (type === 'ERROR') return pass({type, payload: {msg: String(payload?.msg)}});
    if (this.#isOpen) this.#scheduleProbe();
    this.#options.onFrame(frame);
  }
}
