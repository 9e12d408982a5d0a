import {CallError} from '../errors.js';
import {isIceAnswer, isRequestRefusal} from './messages.js';

/** How long the request for ICE servers may take, in ms; a call without them is better than none. */
const REQUEST_MS = 3_000;
/** How long ICE servers count as good where the broker doesn't say, in s. */
const DEFAULT_TTL = 300;
/** After a request that failed the next one is made not before, in ms. */
const RETRY_MS = 10_000;
/** What the broker refuses for good, until somebody changes a token, an option or the broker. */
const FINAL_REFUSALS = ['unauthorized', 'id-forbidden', 'origin-forbidden'] as const;
/** HTTP statuses that ask for patience (RFC 9110 §15): too slow, too much, and every fault of the server's own. */
const isTemporary = (status: number) => status === 408 || status === 429 || status >= 500;

interface IceServersOptions {
  /** URL of the broker's prefix, absolute. */
  readonly broker: URL;
  readonly id: string;
  readonly token: (() => string | undefined) | undefined;
  /** Aborted when nobody needs them any more. */
  readonly signal: AbortSignal;
}

/** The STUN and TURN servers that the broker names, kept until half of their time has passed. */
export class IceServers {
  readonly #options: IceServersOptions;
  /** The last list that the broker gave; null before the first. That it gives one shows that the broker is ours. */
  #list: RTCIceServer[] | null = null;
  #fetching: Promise<boolean> = Promise.resolve(false);
  #staleAt = 0;

  constructor(options: IceServersOptions) {
    this.#options = options;
  }

  /** Never rejects; empty where there are none. */
  async get(): Promise<RTCIceServer[]> {
    if (Date.now() > this.#staleAt) this.#fetching = this.#fetch();
    // An old list is better than waiting, or than none: a call's path has to be mended just when nothing answers.
    if (!this.#list) await this.#fetching;
    return this.#list ?? [];
  }

  /** The broker is back: asks again if it has given no list yet. */
  retry() {
    this.#fetching = this.#fetching.then(isOurs => isOurs || this.#list !== null || this.#fetch());
  }

  /** Takes a list that came otherwise; `ttl` in s. */
  keep(list: RTCIceServer[], ttl = DEFAULT_TTL) {
    this.#list = list;
    this.#staleAt = Date.now() + (ttl * 1_000) / 2;
  }

  /** A stock PeerServer lets anybody take the broker's id; only a broker that is ours has ICE servers. */
  async isOurs(): Promise<boolean> {
    return this.#list !== null || this.#fetching;
  }

  /**
   * Why the broker won't have me, if that is final. A browser shows no page why a socket was refused; a request to the
   * same broker is refused for the same reason, which can be read.
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

  /** False if there is no list to be had: a stock PeerServer has none. */
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
