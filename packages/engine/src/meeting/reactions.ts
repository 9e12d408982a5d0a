import {CallError} from '../errors.js';
import {isEmoji} from '../emoji.js';
import type {RemotePeer} from './remote-peer.js';

/** How many reactions one person may send in this time, in ms. */
const MAX_PER_WINDOW = 10;
const WINDOW_MS = 5_000;
/** What I accept from others in the same time: the network delivers late ones all at once. */
const MAX_RECEIVED = 2 * MAX_PER_WINDOW;

interface ReactionsOptions {
  /** Everyone who can receive reactions. Throws `not-connected` if there is nobody. */
  readonly recipients: () => readonly RemotePeer[];
  readonly me: () => string;
  readonly onReaction: (from: string, emoji: string, isMine: boolean) => void;
}

/** Reactions to everyone. They are of the moment: whoever is not connected right now never gets them. */
export class Reactions {
  readonly #options: ReactionsOptions;
  readonly #mine = new Rate(MAX_PER_WINDOW);
  readonly #theirs = new WeakMap<RemotePeer, Rate>();

  constructor(options: ReactionsOptions) {
    this.#options = options;
  }

  send(emoji: string) {
    if (!isEmoji(emoji)) throw new CallError('invalid-emoji');
    const {recipients, me, onReaction} = this.#options;
    const peers = recipients();
    if (!this.#mine.allows()) throw new CallError('rate-limited', {detail: 'reactions'});
    for (const {link} of peers) link?.send({kind: 'reaction', emoji});
    onReaction(me(), emoji, true);
  }

  /** More than anyone may send are dropped. */
  receive(peer: RemotePeer, emoji: string) {
    let rate = this.#theirs.get(peer);
    if (!rate) this.#theirs.set(peer, (rate = new Rate(MAX_RECEIVED)));
    if (rate.allows()) this.#options.onReaction(peer.id, emoji, false);
  }
}

/** Allows `max` events in each window of time. */
class Rate {
  readonly #max: number;
  #since = -Infinity;
  #count = 0;

  constructor(max: number) {
    this.#max = max;
  }

  allows(): boolean {
    const now = performance.now();
    if (now - this.#since >= WINDOW_MS) [this.#since, this.#count] = [now, 0];
    this.#count += 1;
    return this.#count <= this.#max;
  }
}
