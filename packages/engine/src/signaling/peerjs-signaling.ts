import {Peer} from '../../peerjs/index.js';
import {CallError} from '../errors.js';
import type {Identity} from './identity.js';
import {
  BROKER_ID,
  isBrokerMessage,
  isIceAnswer,
  isLinkMessage,
  isPeerServerFrame,
  isRequestRefusal,
  readNative,
  type BrokerMessage,
  type Invitation,
  type LinkMessage,
  type RoomEntry,
  type Signaling,
  type SignalingHandlers,
} from './signaling.js';

/**
 * Longest times from one attempt to reconnect to the next, in ms, each with jitter; the last one repeats. Below 3 s for
 * the first quarter of a minute, since a broker that restarts is back in seconds; then slower. An attempt that hung
 * for longer than that has waited enough: while nothing passes at all, one of them is always under way.
 */
const RETRY_MS = [300, 700, 1_200, 2_000, 2_500, 2_500, 2_500, 2_500, 4_800, 7_000];
/** How long a connection may take to open, in ms. */
const OPEN_MS = 8_000;
/** After so much silence, in ms, we ask whether the broker still hears us; PeerServer itself never says a word. */
const PROBE_AFTER_MS = 10_000;
/** How long the answer may take, in ms. */
const PROBE_MS = 2_500;
/** How long the request for ICE servers may take, in ms; a call without them is better than none. */
const ICE_MS = 3_000;
/** How long ICE servers count as good where the broker doesn't say, in s. */
const DEFAULT_TTL = 300;
/** After a request that failed the next one is made not before, in ms. */
const ICE_RETRY_MS = 10_000;
/** What the broker refuses for good, until somebody changes a token, an option or the broker. */
const FINAL_REFUSALS = ['unauthorized', 'id-forbidden', 'origin-forbidden'] as const;
/** HTTP statuses that ask for patience (RFC 9110 §15): too slow, too much, and every fault of the server's own. */
const isTemporary = (status: number) => status === 408 || status === 429 || status >= 500;

/** What is kept while the broker is away: an offer, an answer and some candidates for each of a few peers. */
const MAX_QUEUED = 200;

/** A frame of PeerServer, as a client sends it. */
interface OutgoingFrame {
  readonly type: 'OFFER' | 'ANSWER' | 'CANDIDATE' | 'LEAVE' | 'EXPIRE';
  readonly dst: string;
  readonly payload?: Readonly<Record<string, unknown>>;
}

interface PeerJsSignalingOptions {
  /** URL of the broker's prefix, absolute. */
  readonly broker: URL;
  readonly identity: Identity;
  /** An access token instead of the identity's secret, where the broker asks for one. */
  readonly token?: () => string | undefined;
}

/**
 * Signaling over a PeerJS broker, ours or a stock PeerServer. A `Peer` is nothing here but the connection: every
 * frame is taken from it before it acts on one, since it would answer offers by itself and throws on malformed ones.
 */
export class PeerJsSignaling implements Signaling {
  readonly id: string;
  isOpen = false;
  /** The broker has said that everyone on it has shown a token: what it says of a caller's token counts. */
  #checksTokens = false;
  readonly #options: PeerJsSignalingOptions;
  #handlers: SignalingHandlers | null = null;
  readonly #closed = new AbortController();
  #peer: Peer | null = null;
  #attempt = 0;
  #attemptedAt = 0;
  #hasBeenOpen = false;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #openTimer: ReturnType<typeof setTimeout> | undefined;
  #probeTimer: ReturnType<typeof setTimeout> | undefined;
  #queue: OutgoingFrame[] = [];
  /** The last list that the broker gave; null before the first. That it gives one shows that the broker is ours. */
  #iceServers: RTCIceServer[] | null = null;
  #fetching: Promise<boolean> = Promise.resolve(false);
  #iceStaleAt = 0;

  constructor(options: PeerJsSignalingOptions) {
    this.#options = options;
    this.id = options.identity.id;
  }

  open(handlers: SignalingHandlers) {
    this.#handlers = handlers;
    void this.iceServers();
    this.#connect();
    const {signal} = this.#closed;
    addEventListener('pageshow', ({persisted}) => persisted && this.probe(), {signal});
  }

  async iceServers(): Promise<RTCIceServer[]> {
    if (Date.now() > this.#iceStaleAt) this.#fetching = this.#fetchIceServers();
    // An old list is better than waiting, or than none: a call's path has to be mended just when nothing answers.
    if (!this.#iceServers) await this.#fetching;
    return this.#iceServers ?? [];
  }

  invite(to: string, {link, sdp, native}: Invitation) {
    const description = {type: 'offer', sdp};
    const payload = {sdp: description, type: 'media', connectionId: link, metadata: {rtcCall: native}};
    this.#send({type: 'OFFER', dst: to, payload});
  }

  send(to: string, link: string, message: LinkMessage, isNative: boolean) {
    if (isNative) this.#envelope(to, {...message, link});
    else this.#sendPlain(to, link, message);
  }

  enter(room: string, entry: RoomEntry) {
    this.#envelope(BROKER_ID, {kind: 'enter', room, ...entry});
  }

  update(room: string, entry: Partial<RoomEntry>) {
    this.#envelope(BROKER_ID, {kind: 'update', room, ...entry});
  }

  exit(room: string) {
    this.#envelope(BROKER_ID, {kind: 'exit', room});
  }

  probe() {
    if (this.#retryTimer !== undefined) this.#retry(0);
    else if (this.isOpen) this.#askForLife();
  }

  close() {
    this.#closed.abort();
    this.isOpen = false;
    this.#handlers = null;
    this.#queue = [];
    clearTimeout(this.#retryTimer);
    this.#dropPeer();
  }

  /** In PeerJS's own words, for a page that knows no others. */
  #sendPlain(to: string, link: string, message: LinkMessage) {
    const connection = {type: 'media', connectionId: link};
    switch (message.kind) {
      case 'description':
        return this.#send({type: 'ANSWER', dst: to, payload: {...connection, sdp: message.description}});
      case 'candidate':
        return this.#send({
          type: 'CANDIDATE',
          dst: to,
          payload: {...connection, candidate: message.candidate},
        });
      case 'bye':
        // EXPIRE raises `peer-unavailable` on a caller that has no answer yet, LEAVE closes what is open.
        const type = message.reason === 'declined' || message.reason === 'busy' ? 'EXPIRE' : 'LEAVE';
        return this.#send({type, dst: to, payload: {connectionId: link}});
      default:
        return; // it has no word for it
    }
  }

  #envelope(dst: string, message: object) {
    this.#send({type: 'OFFER', dst, payload: {type: 'rtc-call', ...message}});
  }

  #send(frame: OutgoingFrame) {
    if (this.isOpen) this.#peer?.socket.send(frame);
    else if (frame.dst !== BROKER_ID) {
      // What is newest counts: an offer makes those before it void.
      if (this.#queue.length >= MAX_QUEUED) this.#queue.shift();
      this.#queue.push(frame);
    }
  }

  #connect() {
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
    this.#openTimer = setTimeout(() => this.#lose(new CallError('broker-unreachable')), OPEN_MS);
    // A stock PeerServer says no OPEN to a second socket with the same token: an echo shows that it is open.
    this.#askForLife(OPEN_MS);
  }

  #onOpen(peer: Peer) {
    if (peer !== this.#peer || this.isOpen) return;
    clearTimeout(this.#openTimer);
    this.isOpen = this.#hasBeenOpen = true;
    this.#attempt = 0;
    this.#heard();
    // The request may have failed while the broker was away.
    this.#fetching = this.#fetching.then(
      isOurs => isOurs || this.#iceServers !== null || this.#fetchIceServers(),
    );
    this.#envelope(BROKER_ID, {kind: 'hello'});
    this.#handlers?.onOpen();
    for (const frame of this.#queue.splice(0)) this.#send(frame);
  }

  #onError(peer: Peer, error: {readonly type: string; readonly message: string}) {
    if (peer !== this.#peer) return;
    const {type, message} = error;
    if (type === 'unavailable-id' && !this.#hasBeenOpen)
      this.#giveUp(new CallError('id-taken', {cause: error}));
    else if (type === 'invalid-id') this.#giveUp(new CallError('invalid-id', {cause: error}));
    else if (type === 'browser-incompatible')
      this.#giveUp(new CallError('not-supported', {detail: 'WebRTC'}));
    else this.#lose(new CallError('broker-unreachable', {cause: error, detail: message}));
  }

  #giveUp(error: CallError) {
    const handlers = this.#handlers;
    this.close();
    handlers?.onFatal(error);
  }

  #lose(error: CallError) {
    this.#dropPeer();
    this.isOpen = false;
    if (this.#closed.signal.aborted) return;
    this.#handlers?.onLost(error);
    const limit = RETRY_MS[Math.min(this.#attempt++, RETRY_MS.length - 1)]!;
    const rest = this.#attemptedAt + limit * (0.5 + Math.random() / 2) - performance.now();
    this.#retry(this.#attempt === 1 ? Math.random() * 100 : Math.max(rest, 0));
    void this.#readRefusal(error).then(refusal => {
      if (!refusal || this.isOpen) return;
      // A token that ran out during a call ends no call: it can be renewed.
      if (this.#hasBeenOpen) this.#handlers?.onLost(refusal);
      else this.#giveUp(refusal);
    });
  }

  #retry(ms: number) {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => {
      this.#retryTimer = undefined;
      this.#connect();
    }, ms);
  }

  #dropPeer() {
    clearTimeout(this.#openTimer);
    clearTimeout(this.#probeTimer);
    const peer = this.#peer;
    this.#peer = null;
    peer?.removeAllListeners();
    peer?.destroy();
  }

  /** Any word from the broker shows that it hears us. */
  #heard() {
    clearTimeout(this.#probeTimer);
    this.#probeTimer = setTimeout(() => this.#askForLife(), PROBE_AFTER_MS);
  }

  /** Sends a message to myself: what any PeerServer relays. */
  #askForLife(patience = PROBE_MS) {
    clearTimeout(this.#probeTimer);
    const started = Date.now();
    const ask = () => {
      if (Date.now() - started > patience) return this.#lose(new CallError('broker-unreachable'));
      this.#peer?.socket.send({type: 'OFFER', dst: this.id, payload: {type: 'rtc-call', kind: 'echo'}});
      this.#probeTimer = setTimeout(ask, 500);
    };
    if (this.isOpen) ask();
    else this.#probeTimer = setTimeout(ask, 500);
  }

  /** Every frame comes here first. Only what opens or refuses the connection reaches Peer. */
  #receive(frame: unknown, pass: (frame: unknown) => void) {
    const {type} = (frame ?? {}) as {type?: unknown};
    if (type === 'OPEN' || type === 'ID-TAKEN' || type === 'INVALID-KEY') return pass({type});
    if (type === 'ERROR') {
      return pass({type, payload: {msg: String((frame as {payload?: {msg?: unknown}}).payload?.msg)}});
    }
    if (this.isOpen) this.#heard();
    if (!isPeerServerFrame(frame) || !this.#handlers) return;
    const {src} = frame;
    switch (frame.type) {
      case 'OFFER': {
        if (frame.payload.type === 'rtc-call') return this.#receiveEnvelope(src, frame.payload);
        if (src === BROKER_ID) return; // the broker rings nobody
        const {connectionId: link, sdp, metadata} = frame.payload;
        const isTrusted = frame.trusted === true && this.#checksTokens;
        return this.#handlers.onInvite(src, {link, sdp: sdp.sdp, isTrusted, native: readNative(metadata)});
      }
      case 'ANSWER': {
        const {connectionId: link, sdp: description} = frame.payload;
        this.#handlers.onMessage(src, link, {kind: 'description', description, n: 1});
        return this.#handlers.onMessage(src, link, {kind: 'accept'});
      }
      case 'CANDIDATE': {
        const {connectionId: link, candidate} = frame.payload;
        return this.#handlers.onMessage(src, link, {kind: 'candidate', candidate});
      }
      case 'LEAVE':
        return this.#handlers.onMessage(src, '', {kind: 'bye', reason: 'hung-up'});
      case 'EXPIRE':
        if (src !== BROKER_ID) return this.#handlers.onUnavailable(src);
        return this.#handlers.onRoom({kind: 'refused', of: 'enter', code: 'rooms-unsupported'});
    }
  }

  #receiveEnvelope(src: string, payload: {readonly kind: string; readonly link?: string}) {
    if (src === BROKER_ID) {
      void this.#isOurs().then(is => is && isBrokerMessage(payload) && this.#receiveFromBroker(payload));
    } else if (payload.kind === 'echo') {
      if (src === this.id && this.#peer) this.#onOpen(this.#peer);
    } else {
      const {link} = payload;
      if (link && isLinkMessage(payload)) this.#handlers?.onMessage(src, link, payload);
    }
  }

  #receiveFromBroker(message: BrokerMessage) {
    switch (message.kind) {
      case 'welcome':
        this.#checksTokens = message.authenticated;
        if (message.iceServers) this.#keepIceServers(message.iceServers, message.iceTtl);
        return;
      case 'drain':
        return this.#retrySpread(message.spreadMs);
      default:
        this.#handlers?.onRoom(message);
    }
  }

  /** The broker goes away on purpose: come back at a moment of our own, so that not all come at once. */
  #retrySpread(spreadMs: number) {
    this.#dropPeer();
    this.isOpen = false;
    this.#handlers?.onLost(new CallError('broker-unreachable', {detail: 'drain'}));
    this.#retry(Math.random() * spreadMs);
  }

  async #request(): Promise<Response | null> {
    const {broker, token} = this.#options;
    const url = new URL('ice', broker);
    url.searchParams.set('id', this.id);
    const bearer = token?.();
    const limit = new AbortController();
    const abort = () => limit.abort();
    const timer = setTimeout(abort, ICE_MS);
    this.#closed.signal.addEventListener('abort', abort, {once: true});
    try {
      const headers = bearer ? {authorization: `Bearer ${bearer}`} : undefined;
      return await fetch(url, {headers, signal: limit.signal});
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
      this.#closed.signal.removeEventListener('abort', abort);
    }
  }

  /**
   * Why the broker won't have me, if that is final. A browser shows no page why a socket was refused; a request to the
   * same broker is refused for the same reason, which can be read.
   */
  async #readRefusal(cause: CallError): Promise<CallError | null> {
    const response = await this.#request();
    if (!response || response.ok || isTemporary(response.status)) return null;
    const answer: unknown = await response.json().catch(() => null);
    if (!isRequestRefusal(answer)) return null; // a stock PeerServer, or a proxy
    const known = FINAL_REFUSALS.find(code => code === answer.code);
    if (known === 'origin-forbidden') return new CallError(known, {cause, detail: location.origin});
    return new CallError(known ?? 'broker-refused', {cause, detail: answer.hint ?? answer.code});
  }

  /** False if there is no list to be had: a stock PeerServer has none. */
  async #fetchIceServers(): Promise<boolean> {
    this.#iceStaleAt = Date.now() + ICE_RETRY_MS;
    const response = await this.#request();
    const answer: unknown = response?.ok && (await response.json().catch(() => null));
    if (!isIceAnswer(answer)) return false;
    this.#keepIceServers(answer.iceServers, answer.ttl);
    return true;
  }

  #keepIceServers(iceServers: RTCIceServer[], ttl = DEFAULT_TTL) {
    this.#iceServers = iceServers;
    this.#iceStaleAt = Date.now() + (ttl * 1_000) / 2;
  }

  /** A stock PeerServer lets anybody take the broker's id; only a broker that is ours has ICE servers. */
  async #isOurs(): Promise<boolean> {
    return this.#iceServers !== null || this.#fetching;
  }
}
