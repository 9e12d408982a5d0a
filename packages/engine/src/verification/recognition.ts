import type {Acquaintances} from './acquaintances.js';
import type {Certificates} from './certificates.js';
import {isSignedBy, randomNonce, sha256, sign} from './crypto.js';
import {MAX_KEYS, type VerificationMessage} from './messages.js';
import type {Acquaintance} from './store.js';
import {keyIdOf, proofOf, type Hex} from './transcript.js';
import type {StartTimer} from './timer.js';

type Message<T> = Extract<VerificationMessage, {step: T}>;

interface RecognitionOptions {
  readonly me: string;
  readonly peerId: string;
  readonly certificates: Certificates;
  readonly acquaintances: Acquaintances;
  readonly startTimer: StartTimer;
  readonly send: (message: VerificationMessage) => void;
  /** The other side has proven to be this person. */
  readonly onKnown: (acquaintance: Acquaintance) => void;
  /** It has not. `isPromised`: the person whom it may be has promised to keep the key. */
  readonly onUnknown: (isPromised: boolean) => void;
}

/** How long the other side may take to prove who it is, in ms: its browser may have to load the code first. */
const PROOF_MS = 20_000;
/** How many challenges a connection may bring, in each direction: a new name is challenged too. */
const MAX_CHALLENGES = 8;

/**
 * Recognizes somebody with whom I have compared before. Each side challenges the other with a nonce of its own, and names the keys that
 * it would accept; the other one signs the nonce and both certificates of this connection, for this verifier. So a proof is of no
 * use on another connection, in the other direction, at another time, or to anybody else.
 */
export class Recognition {
  readonly #options: RecognitionOptions;
  #current: {readonly nonce: Hex; readonly known: ReadonlyMap<Hex, Acquaintance>} | null = null;
  #challenged = new Set<string>();
  #challenges = 0;
  #answers = 0;
  #stopTimer = () => {};

  constructor(options: RecognitionOptions) {
    this.#options = options;
  }

  /** Challenges the peer, if I know somebody of this name or of its id whom I have not asked for yet. */
  async challenge(name: string) {
    const {acquaintances, peerId, send, startTimer} = this.#options;
    const expected = acquaintances.expected(name, peerId).slice(0, MAX_KEYS);
    if (expected.every(({id}) => this.#challenged.has(id)) || ++this.#challenges > MAX_CHALLENGES) return;
    for (const {id} of expected) this.#challenged.add(id);
    const nonce = randomNonce();
    const keys = await Promise.all(expected.map(({theirs}) => sha256(keyIdOf(nonce, theirs))));
    this.#current = {nonce, known: new Map(expected.map((one, i) => [keys[i]!, one]))};
    this.#stopTimer();
    this.#stopTimer = startTimer(PROOF_MS, () => this.#fail());
    send({step: 'challenge', nonce, keys});
  }

  async answer({nonce, keys}: Message<'challenge'>) {
    if (++this.#answers > MAX_CHALLENGES) return;
    const {acquaintances, me, peerId, certificates, send} = this.#options;
    for (const {mine, theirs} of acquaintances.all) {
      const key = await sha256(keyIdOf(nonce, mine.publicKey));
      if (!keys.includes(key)) continue;
      const signer = {id: me, key: mine.publicKey, fingerprint: certificates.mine};
      const verifier = {id: peerId, key: theirs, fingerprint: certificates.theirs};
      const signature = await sign(mine, proofOf(nonce, signer, verifier));
      return send({step: 'proof', nonce, key, signature});
    }
    send({step: 'proof', nonce});
  }

  async check({nonce, key, signature}: Message<'proof'>) {
    if (nonce !== this.#current?.nonce) return;
    const {me, peerId, certificates, onKnown} = this.#options;
    const one = key === undefined ? undefined : this.#current.known.get(key);
    if (one && signature !== undefined) {
      const signer = {id: peerId, key: one.theirs, fingerprint: certificates.theirs};
      const verifier = {id: me, key: one.mine.publicKey, fingerprint: certificates.mine};
      if (await isSignedBy(one.theirs, signature, proofOf(nonce, signer, verifier))) {
        this.stop();
        return onKnown(one);
      }
    }
    this.#fail();
    this.stop();
  }

  stop() {
    this.#stopTimer();
    this.#current = null;
  }

  /** Whoever was only too slow may still prove it. */
  #fail() {
    const known = [...(this.#current?.known.values() ?? [])];
    this.#options.onUnknown(known.some(({promise}) => promise === 'kept'));
  }
}
