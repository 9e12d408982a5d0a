import type {Certificates} from './certificates.js';
import {deriveEmoji, randomNonce, sha256} from './crypto.js';
import type {VerificationMessage} from './messages.js';
import {createRun, isOver, step, type Outcome, type RunEffect, type RunEvent} from './run.js';
import type {StartTimer} from './timer.js';
import {commitmentOf, emojiTranscript, type Hex, type Roles} from './transcript.js';
import {CallError, type ErrorCode} from '../errors.js';

interface ComparisonOptions {
  readonly me: string;
  readonly peerId: string;
  readonly certificates: Certificates;
  /** Number of runs that were broken off on earlier connections. */
  readonly aborts: number;
  /** My public key towards this peer. */
  readonly ownKey: () => Promise<Hex>;
  /** Whether the connection still has these certificates. */
  readonly isSameConnection: () => Promise<boolean>;
  readonly send: (message: VerificationMessage) => void;
  readonly startTimer: StartTimer;
  /** The timer has run out: `timed-out` is due, after what is being done. */
  readonly onTime: () => void;
  /** What has come of it; what it leads to is done first. */
  readonly onOutcome: (outcome: Outcome) => Promise<void> | void;
}

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: CallError) => void;
}

/** Why `verify()` rejects; a cancelled comparison is no failure. */
const FAILURES = {cancelled: undefined, unanswered: 'no-answer', disconnected: 'connection-lost'} as const;

/** Compares emoji with a peer over one connection: does what run.ts decides. */
export class Comparison {
  readonly #options: ComparisonOptions;
  #run;
  #emoji: readonly number[] | null = null;
  #waiters: readonly Waiter[] = [];
  #stopTimer = () => {};

  constructor(options: ComparisonOptions) {
    this.#options = options;
    const {me, peerId, certificates, aborts} = options;
    this.#run = createRun(me < peerId ? 'committer' : 'responder', certificates.theirs, aborts);
  }

  get emoji(): readonly number[] | null {
    return this.#emoji;
  }

  get isOver(): boolean {
    return isOver(this.#run);
  }

  /** Number of runs in a row that were broken off by the other side or by the network. */
  get aborts(): number {
    return this.#run.aborts;
  }

  /** The key of the peer, while the users compare; otherwise null. */
  get theirKey(): Hex | null {
    const {phase} = this.#run;
    return phase.at === 'comparing' ? phase.theirs.key : null;
  }

  /** Calls one of them when there are emoji, or will be none: rejects with `no-answer` or `connection-lost`. */
  await(resolve: Waiter['resolve'], reject: Waiter['reject']) {
    this.#waiters = [...this.#waiters, {resolve, reject}];
  }

  async dispatch(first: RunEvent) {
    const events = [first];
    for (const event of events) {
      const [run, effects] = step(this.#run, event);
      this.#run = run;
      for (const effect of effects) {
        const next = await this.#perform(effect);
        if (next) events.push(next);
      }
    }
  }

  async #perform(effect: RunEffect): Promise<RunEvent | null> {
    const {certificates, ownKey, send, startTimer, onTime} = this.#options;
    switch (effect.type) {
      case 'send':
        send(effect.message);
        return null;
      case 'prepare': {
        const mine = {nonce: randomNonce(), key: await ownKey(), fingerprint: certificates.mine};
        return {type: 'prepared', mine, commitment: await sha256(commitmentOf(this.#roles, mine))};
      }
      case 'derive':
        return {type: 'derived', emoji: await this.#derive(effect)};
      case 'timer':
        this.#stopTimer();
        this.#stopTimer = effect.ms === null ? () => {} : startTimer(effect.ms, onTime);
        return null;
      case 'outcome':
        await this.#onOutcome(effect.outcome);
        return null;
    }
  }

  async #onOutcome(outcome: Outcome) {
    if (outcome.type === 'comparing') this.#emoji = outcome.emoji;
    else if (outcome.type !== 'waiting') this.#emoji = null;
    await this.#options.onOutcome(outcome);
    if (outcome.type === 'ended') this.#settle(FAILURES[outcome.reason]);
    else if (outcome.type === 'comparing' || outcome.type === 'differs') this.#settle();
  }

  #settle(code?: ErrorCode) {
    for (const {resolve, reject} of this.#waiters) {
      if (code) reject(new CallError(code));
      else resolve();
    }
    this.#waiters = [];
  }

  /** Null if the committer revealed something else, or the connection has got another certificate since it began. */
  async #derive({commitment, mine, theirs}: Extract<RunEffect, {type: 'derive'}>) {
    const isCommitter = this.#run.role === 'committer';
    const [first, second] = isCommitter ? [mine, theirs] : [theirs, mine];
    if ((await sha256(commitmentOf(this.#roles, first))) !== commitment) return null;
    if (!(await this.#options.isSameConnection())) return null;
    return deriveEmoji(emojiTranscript(this.#roles, first, second));
  }

  get #roles(): Roles {
    const {me, peerId} = this.#options;
    return this.#run.role === 'committer'
      ? {committer: me, responder: peerId}
      : {committer: peerId, responder: me};
  }
}
