import {guards} from '../signaling/index.js';
import type {Verification} from '../link/index.js';
import {Acquaintances} from '../verification/acquaintances.js';
import type {Certificates} from '../verification/certificates.js';
import {randomNonce} from '../verification/crypto.js';
import {createGuard, type VerificationMessage} from '../verification/messages.js';
import {Verifier} from '../verification/verifier.js';
import {VirtualClock} from './clock.js';
import {MemoryStore} from './memory-store.js';
import {seededRandom} from './random.js';

const NOTHING: Verification = {
  state: 'none',
  isComparing: false,
  emoji: null,
  name: null,
  isMutual: false,
  isRemembered: false,
  aborts: 0,
  isRoomDifferent: false,
};

/** One person, in one browser. A reload forgets everything but what the browser keeps. */
export class Someone {
  readonly id: string;
  name: string;
  readonly store = new MemoryStore();
  verifier!: Verifier;
  acquaintances!: Acquaintances;
  verification: Verification = NOTHING;
  /** Every state that this person has seen. */
  readonly seen = new Set<Verification['state']>();
  mostAborts = 0;

  constructor(id: string, name = id) {
    this.id = id;
    this.name = name;
  }

  async load(peer: {readonly id: string; readonly name: string}, clock: VirtualClock) {
    this.acquaintances = new Acquaintances(this.store, () => {});
    await this.acquaintances.loaded;
    this.verification = NOTHING;
    this.verifier = new Verifier({
      me: () => this.id,
      peerId: peer.id,
      name: () => peer.name,
      acquaintances: this.acquaintances,
      isMessage: createGuard(guards),
      startTimer: (ms, run) => {
        const timer = clock.schedule(ms, run);
        return () => clock.cancel(timer);
      },
    });
  }

  connect(certificates: () => Certificates | null, send: (message: VerificationMessage) => void) {
    this.verifier.connect({
      certificates: () => Promise.resolve(certificates()),
      send,
      onChange: verification => {
        this.verification = verification;
        this.seen.add(verification.state);
        this.mostAborts = Math.max(this.mostAborts, verification.aborts);
      },
    });
  }
}

interface Packet {
  readonly to: Someone;
  readonly message: unknown;
}

/**
 * Ada and Ben, a network that delivers in order, and a clock that jumps. Everything but the keys and nonces is decided
 * by the seed. What the network does with a message is up to `onMessage`.
 */
export class TwoPeople {
  readonly random: () => number;
  readonly clock = new VirtualClock();
  readonly ada: Someone;
  readonly ben: Someone;
  /** What is on its way, in each direction. */
  readonly #lines = new Map<Someone, unknown[]>();
  readonly #verifiers = new Set<Verifier>();
  onMessage: (from: Someone, to: Someone, message: VerificationMessage) => void = (_, to, message) =>
    this.deliver(to, message);

  constructor(seed: number) {
    this.random = seededRandom(seed);
    [this.ada, this.ben] = this.random() < 0.5 ? people('ada', 'ben') : people('zoe', 'ben');
  }

  get both(): readonly [Someone, Someone] {
    return [this.ada, this.ben];
  }

  otherOf = (one: Someone) => (one === this.ada ? this.ben : this.ada);

  chance = (probability: number) => this.random() < probability;

  pick = <T>(all: readonly T[]): T => all[Math.floor(this.random() * all.length)]!;

  /** Loads the page of one person, or of both, without a connection. */
  async load(...who: readonly Someone[]) {
    for (const one of who) {
      await one.load(this.otherOf(one), this.clock);
      this.#verifiers.add(one.verifier);
    }
  }

  /** Connects the two over a connection with new certificates; with an intruder, over two. What is on its way is lost. */
  connect({isIntercepted = false} = {}) {
    const [ofAda, ofBen, toAda, toBen] = [randomNonce(), randomNonce(), randomNonce(), randomNonce()];
    this.#lines.clear();
    const ends = isIntercepted
      ? {ada: {mine: ofAda, theirs: toAda}, ben: {mine: ofBen, theirs: toBen}}
      : {ada: {mine: ofAda, theirs: ofBen}, ben: {mine: ofBen, theirs: ofAda}};
    this.#join(this.ada, ends.ada);
    this.#join(this.ben, ends.ben);
    return ends;
  }

  deliver(to: Someone, message: unknown) {
    const line = this.#lines.get(to) ?? [];
    this.#lines.set(to, [...line, message]);
  }

  /** Other verifiers that take part: those of an intruder. */
  include(verifier: Verifier) {
    this.#verifiers.add(verifier);
  }

  /** Delivers until nothing is on its way, but at most `count` messages. */
  async run(count = 200) {
    await this.#settle();
    for (let i = 0; i < count; i++) {
      const packet = this.#next();
      if (!packet) return;
      packet.to.verifier.receive(packet.message);
      await this.#settle();
    }
  }

  /** Lets time pass, in ms. */
  async wait(ms: number) {
    const end = this.clock.now + ms;
    while (this.clock.now < end) {
      this.clock.run(Math.min(end, this.clock.now + 1_000));
      this.clock.now = Math.min(end, Math.floor(this.clock.now / 1_000) * 1_000 + 1_000);
      await this.run();
    }
  }

  /**
   * Each reads their emoji aloud. If both have some, and the same, they match; otherwise whoever has some says that
   * they don't.
   */
  async compare({remember = false} = {}) {
    const [first, second] = this.chance(0.5) ? this.both : ([this.ben, this.ada] as const);
    const [one, other] = [first.verification.emoji, second.verification.emoji];
    const matches = one !== null && other !== null && one.join() === other.join();
    for (const person of [first, second]) {
      if (!person.verification.emoji) continue;
      await person.verifier.decide({matches, remember}).catch(() => {});
      await this.run(this.pick([0, 1, 2]));
    }
    await this.run();
    return matches;
  }

  #join(one: Someone, certificates: Certificates) {
    const {verifier} = one;
    one.connect(
      () => certificates,
      // A page that was left says nothing any more.
      message => one.verifier === verifier && this.onMessage(one, this.otherOf(one), message),
    );
  }

  #next(): Packet | null {
    const waiting = [...this.#lines].filter(([, line]) => line.length > 0);
    if (waiting.length === 0) return null;
    const [to, line] = this.pick(waiting);
    const [message, ...rest] = line;
    this.#lines.set(to, rest);
    return {to, message};
  }

  async #settle() {
    for (const verifier of this.#verifiers) {
      let before: Promise<void> | null = null;
      while (before !== verifier.settled) await (before = verifier.settled);
    }
  }
}

const people = (one: string, other: string) => [new Someone(one), new Someone(other)] as const;
