import {CallError} from '../errors.js';
import {isIceAnswer, isRequestRefusal} from './messages.js';

/** How long the request for ICE servers may take, in ms. After that the call starts without them. */
const REQUEST_MS = 3_000;
/** How long ICE servers are valid if the broker doesn't say, in s. */
const DEFAULT_TTL = 300;
/** How long to wait after a failed request before the next one, in ms. */
const RETRY_MS = 10_000;
/** Refusals that last until a token, an option or the broker changes. */
const FINAL_REFUSALS = ['unauthorized', 'id-forbidden', 'origin-forbidden'] as const;
/** HTTP statuses of temporary failures (RFC 9110 §15): timeout, rate limit and server errors. */
const isTemporary = (status: number) => status === 408 || status === 429 || status >= 500;

interface IceServersOptions {
  /** URL of the broker's prefix, absolute. */
  readonly broker: URL;
  readonly id: string;
  readonly token: (() => string | undefined) | undefined;
  /** Aborted when the servers are no longer needed. */
  readonly signal: AbortSignal;
}

/** The broker's STUN and TURN servers, kept for half of their lifetime. */
export class IceServers {
  readonly #options: IceServersOptions;
  /** The broker's last list; null before the first. Only an rtc-call broker sends one. */
  #list: RTCIceServer[] | null = null;
  #fetching: Promise<boolean> = Promise.resolve(false);
  #staleAt = 0;

  constructor(options: IceServersOptions) {
    this.#options = options;
  }

  /** Never rejects; resolves to an empty list if there are none. */
  async get(): Promise<RTCIceServer[]> {
    if (Date.now() > this.#staleAt) this.#fetching = this.#fetch();
    // An old list is better than waiting: an ICE restart is needed just when the network is down.
    if (!this.#list) await this.#fetching;
    return this.#list ?? [];
  }

  /** Requests the list again, after a reconnect, if the broker has not sent one yet. */
  retry() {
    this.#fetching = this.#fetching.then(isOurs => isOurs || this.#list !== null || this.#fetch());
  }

  /** Stores a list; `ttl` in s. */
  keep(list: RTCIceServer[], ttl = DEFAULT_TTL) {
    this.#list = list;
    this.#staleAt = Date.now() + (ttl * 1_000) / 2;
  }

  /** As `isOurs()`, as far as is known now. */
  get isSurelyOurs(): boolean {
    return this.#list !== null;
  }

  /** Whether this is an rtc-call broker, which has ICE servers. On a stock PeerServer any client can take the broker's id. */
  async isOurs(): Promise<boolean> {
    return this.#list !== null || this.#fetching;
  }

  /**
   * Returns why the broker refuses me, if that is final. Browsers hide the reason for a refused WebSocket, but an HTTP
   * request to the same broker is refused for the same reason, which can be read.
   */
  async readRefusal(cause: CallError): Promise<CallError | null> {
    const response = await this.#request();
    if (!response || response.ok || isTemporary(response.status)) return null;
    const answer: unknown = await response.json().catch(() => null);
    if (!isRequestRefusal(answer)) return null; // a stock PeerServer, or a proxy
    const known = FINAL_REFUSALS.find(code => code === answer.code);
    if (known === 'origin-forbidden') return new CallError(known, {cause, detail: location.origin});
    return new CallError(known ?? 'broker-refused', {cause, detail: answer.hint ?? answer.code});
  }

  /** False if there is no list: a stock PeerServer has none. */
  async #fetch(): Promise<boolean> {
    this.#staleAt = Date.now() + RETRY_MS;
    const response = await this.#request();
    const answer: unknown = response?.ok && (await response.json().catch(() => null));
    if (!isIceAnswer(answer)) return false;
    this.keep(answer.iceServers, answer.ttl);
    return true;
  }

  async #request(): Promise<Response | null> {
    const {broker, id, token, signal} = this.#options;
    const url = new URL('ice', broker);
    url.searchParams.set('id', id);
    const bearer = token?.();
    const limit = new AbortController();
    const abort = () => limit.abort();
    const timer = setTimeout(abort, REQUEST_MS);
    signal.addEventListener('abort', abort, {once: true});
    try {
      const headers = bearer ? {authorization: `Bearer ${bearer}`} : undefined;
      return await fetch(url, {headers, signal: limit.signal});
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    }
  }
}
