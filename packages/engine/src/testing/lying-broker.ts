import type {VerificationMessage} from '../verification/messages.js';
import {randomNonce} from '../verification/crypto.js';
import {Someone, type TwoPeople} from './two-people.js';

/** What an intruder does with what goes through it. Each is a way in which somebody might try to stay unseen. */
export const LIES = [
  'relays everything unchanged',
  'rewrites the fingerprints',
  'is a person of its own towards each side',
  'is one side towards itself',
  'replays what it has heard',
  'sends everything back to its sender',
  'changes the order',
  'reveals something that it has not committed to',
  'breaks off until the emoji match',
  'drops what it can’t answer',
  'does something else with each message',
] as const;
export type Lie = (typeof LIES)[number];

/**
 * A broker that has put itself in between: it has a DTLS connection to each side, with certificates of its own, and all
 * their messages pass through it. To speak for somebody, it uses the real protocol code, with keys of its own.
 */
export class LyingBroker {
  readonly #world: TwoPeople;
  readonly #lie: Lie;
  readonly #heard: VerificationMessage[] = [];
  readonly #held: {readonly to: Someone; readonly message: VerificationMessage}[] = [];
  /** The intruder as Ben, towards Ada, and as Ada, towards Ben. */
  readonly #doubles = new Map<Someone, Someone>();
  #fingerprints = new Map<Someone, string>();
  #retries = 0;

  constructor(world: TwoPeople, lie: Lie) {
    this.#world = world;
    this.#lie = lie;
    world.onMessage = (from, to, message) => {
      this.#heard.push(message);
      this.#treat(lie, from, to, message);
    };
  }

  /** Connects the two, through the intruder. */
  async connect() {
    const {ada, ben, clock} = this.#world;
    this.#held.length = 0;
    this.#doubles.clear();
    for (const victim of [ada, ben]) {
      const played = this.#world.otherOf(victim);
      const double = new Someone(played.id, played.name);
      await double.load(victim, clock);
      this.#world.include(double.verifier);
      this.#doubles.set(victim, double);
    }
    const ends = this.#world.connect({isIntercepted: true});
    this.#fingerprints = new Map([
      [ada, ends.ada.theirs],
      [ben, ends.ben.theirs],
    ]);
    for (const [victim, certificates] of [
      [ada, ends.ada],
      [ben, ends.ben],
    ] as const) {
      const own = {mine: certificates.theirs, theirs: certificates.mine};
      this.#doubles.get(victim)!.connect(
        () => own,
        message => this.#world.deliver(victim, message),
      );
    }
  }

  /** What the intruder does when nothing is on its way: it may begin, hurry, or give up an attempt. */
  async act() {
    const {both, chance, pick} = this.#world;
    for (const {to, message} of this.#held.splice(0)) if (chance(0.8)) this.#world.deliver(to, message);
    for (const double of this.#doubles.values()) {
      if (this.#lie === 'is a person of its own towards each side' && double.verification.emoji)
        await double.verifier.decide({matches: true, remember: true}).catch(() => {});
      if (chance(0.3)) double.verifier.verify().catch(() => {});
    }
    if (this.#lie === 'breaks off until the emoji match' && this.#retries++ < 20)
      for (const double of this.#doubles.values()) {
        double.verifier.cancel();
        double.verifier.verify().catch(() => {});
      }
    if (this.#heard.length > 0 && chance(0.3)) this.#world.deliver(pick(both), pick(this.#heard));
  }

  #treat(lie: Lie, from: Someone, to: Someone, message: VerificationMessage): void {
    const {deliver, chance, pick} = this.#bound;
    switch (lie) {
      case 'relays everything unchanged':
        return deliver(to, message);
      case 'rewrites the fingerprints':
        return deliver(to, this.#rewritten(to, message));
      case 'is a person of its own towards each side':
      case 'breaks off until the emoji match':
        this.#doubles.get(from)!.verifier.receive(message);
        return;
      case 'is one side towards itself':
        // One side talks to the intruder, the other one is only relayed to.
        if (from === this.#world.ada) this.#doubles.get(from)!.verifier.receive(message);
        else deliver(to, this.#rewritten(to, message));
        return;
      case 'replays what it has heard':
        deliver(to, pick(this.#heard));
        return deliver(to, this.#rewritten(to, message));
      case 'sends everything back to its sender':
        return deliver(from, message);
      case 'changes the order':
        if (chance(0.5)) this.#held.push({to, message: this.#rewritten(to, message)});
        else deliver(to, this.#rewritten(to, message));
        return;
      case 'reveals something that it has not committed to':
        return deliver(to, this.#forged(to, message));
      case 'drops what it can’t answer':
        if (message.step !== 'challenge' && message.step !== 'proof' && chance(0.7))
          deliver(to, this.#rewritten(to, message));
        return;
      case 'does something else with each message':
        return this.#treat(pick(LIES.slice(0, -1)), from, to, message);
    }
  }

  get #bound() {
    const {chance, pick} = this.#world;
    return {chance, pick, deliver: (to: Someone, message: unknown) => this.#world.deliver(to, message)};
  }

  /** With the fingerprint that the recipient's browser sees. */
  #rewritten(to: Someone, message: VerificationMessage): VerificationMessage {
    return 'fingerprint' in message ? {...message, fingerprint: this.#fingerprints.get(to)!} : message;
  }

  /** With another nonce, too. */
  #forged(to: Someone, message: VerificationMessage): VerificationMessage {
    const rewritten = this.#rewritten(to, message);
    return rewritten.step === 'reveal' || rewritten.step === 'response'
      ? {...rewritten, nonce: randomNonce()}
      : rewritten;
  }
}
