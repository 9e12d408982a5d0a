import type {Acquaintances} from './acquaintances.js';
import type {Certificates} from './certificates.js';
import {Comparison} from './comparison.js';
import {Recognition} from './recognition.js';
import type {IsMessage, VerificationMessage} from './messages.js';
import {RoomView} from './room-view.js';
import type {Answer, Outcome, RunEvent} from './run.js';
import type {Acquaintance} from './store.js';
import type {StartTimer} from './timer.js';
import {CallError} from '../errors.js';
import type {Verification} from '../link/index.js';

/** One connection to the peer, whose control channel is open. */
export interface Connection {
  readonly certificates: () => Promise<Certificates | null>;
  readonly send: (message: VerificationMessage) => void;
  readonly onChange: (verification: Verification) => void;
}

export interface VerifierOptions {
  readonly me: () => string;
  readonly peerId: string;
  /** The name that the peer shows now. */
  readonly name: () => string;
  readonly acquaintances: Acquaintances;
  readonly startTimer: StartTimer;
  readonly isMessage: IsMessage;
}

/** How often to check that a verified connection still has the same certificates, in ms. */
const WATCH_MS = 1_000;
/** How many messages of the peer may wait; the others are dropped. */
const MAX_WAITING = 64;

const nothing = () => {};

/** Verifies one peer, over one connection after the other. */
export class Verifier {
  readonly #options: VerifierOptions;
  /** Runs one thing after the other: what the peer sends, and what my user says. */
  #queue: Promise<void> = Promise.resolve();
  #waiting = 0;
  #connection: Connection | null = null;
  #certificates: Certificates | null = null;
  #comparison: Comparison | null = null;
  #recognition: Recognition | null = null;
  readonly #room: RoomView;
  #state: Verification['state'] = 'none';
  /** At whom the connection ends, while it is verified. */
  #acquaintance: Acquaintance | null = null;
  /** With whom I compared over this connection. */
  #added: Acquaintance | null = null;
  /** Runs that were broken off on earlier connections. */
  #aborts = 0;
  #stopWatch = nothing;

  constructor(options: VerifierOptions) {
    this.#options = options;
    this.#room = new RoomView({
      startTimer: options.startTimer,
      send: hash => this.#connection?.send({step: 'members', hash}),
      onChange: () => this.#show(),
    });
  }

  /** Resolves when everything that has arrived so far is done. */
  get settled(): Promise<void> {
    return this.#queue;
  }

  /** There is a new connection, with certificates of its own: what was verified was another one. */
  connect(connection: Connection) {
    void this.#enqueue(async () => {
      await this.#options.acquaintances.loaded;
      await this.#drop();
      this.#connection = connection;
      const certificates = (this.#certificates = await connection.certificates());
      const me = this.#options.me();
      const {peerId, acquaintances, name} = this.#options;
      if (!certificates || me === peerId) {
        this.#state = 'impossible';
        return this.#show();
      }
      const {startTimer} = this.#options;
      this.#comparison = new Comparison({
        me,
        peerId,
        certificates,
        aborts: this.#aborts,
        ownKey: async () => (await acquaintances.ownKey(peerId)).publicKey,
        isSameConnection: () => this.#isSameConnection(),
        send: connection.send,
        startTimer,
        onTime: () => void this.#enqueue(() => this.#dispatch({type: 'timed-out'})),
        onOutcome: outcome => this.#onOutcome(outcome),
      });
      this.#recognition = new Recognition({
        me,
        peerId,
        certificates,
        acquaintances,
        startTimer,
        send: connection.send,
        onKnown: one => this.#onKnown(one),
        onUnknown: isPromised => this.#onUnknown(isPromised),
      });
      await this.#recognition.challenge(name());
    });
  }

  disconnect() {
    void this.#enqueue(() => this.#drop());
  }

  /** The peer shows another name. */
  rename() {
    void this.#enqueue(async () => {
      if (this.#state === 'none') await this.#recognition?.challenge(this.#options.name());
    });
  }

  /** Handles anything that the peer has sent. False if it is no valid message. */
  receive(message: unknown): boolean {
    if (!this.#options.isMessage(message)) return false;
    if (this.#waiting >= MAX_WAITING) return true;
    this.#waiting++;
    void this.#enqueue(() => this.#handle(message)).finally(() => this.#waiting--);
    return true;
  }

  /**
   * Asks the other side to compare. Resolves when there are emoji to compare; without any, if one of us has cancelled, or the
   * state is `mismatch` already. Rejects with `not-verifiable`, `no-answer` or `connection-lost`.
   */
  verify(): Promise<void> {
    return new Promise((resolve, reject) => {
      const start = async () => {
        const comparison = this.#comparison;
        if (!comparison)
          throw new CallError(this.#state === 'impossible' ? 'not-verifiable' : 'not-connected');
        if (comparison.emoji) return resolve();
        comparison.await(resolve, reject);
        await this.#dispatch({type: 'start'});
      };
      this.#enqueue(start).catch(reject);
    });
  }

  /**
   * What my user says. Rejects with `wrong-state` if there is nothing to compare, and with `not-supported` if the keys
   * can't be kept: then the peer is verified, but not remembered.
   */
  decide({matches, remember}: {readonly matches: boolean; readonly remember: boolean}): Promise<void> {
    return this.#enqueue(async () => {
      const theirs = this.#comparison?.theirKey;
      if (!theirs) throw new CallError('wrong-state', {detail: 'nothing to compare'});
      if (!matches) return this.#dispatch({type: 'decide', matches, isKept: false});
      const {acquaintances, peerId, name} = this.#options;
      const mine = await acquaintances.ownKey(peerId);
      const about = {mine, theirs, name: name(), peerId, promise: 'none'} as const;
      let failure: CallError | null = null;
      const kept = remember
        ? await acquaintances.add({...about, isKept: true}).catch((cause: unknown) => {
            failure = new CallError('not-supported', {cause, detail: 'this browser keeps no keys here'});
            return null;
          })
        : null;
      // Before I promise to have kept my key, it is kept.
      this.#added = kept ?? (await acquaintances.add({...about, isKept: false}));
      await this.#dispatch({type: 'decide', matches, isKept: kept !== null});
      if (failure) throw failure;
    });
  }

  /** My user doesn't want to compare now. */
  cancel() {
    void this.#enqueue(() => this.#dispatch({type: 'cancel'}));
  }

  /** `hash`: of everybody whom I see in the room; null outside rooms. */
  seeRoom(hash: string | null) {
    this.#room.seeMine(hash);
  }

  /** Reads again whether the peer is remembered. */
  refresh() {
    this.#show();
  }

  #enqueue(task: () => Promise<void> | void): Promise<void> {
    const done = this.#queue.then(task);
    this.#queue = done.catch(nothing);
    return done;
  }

  async #drop() {
    await this.#dispatch({type: 'disconnected'});
    this.#aborts = this.#comparison?.aborts ?? this.#aborts;
    this.#recognition?.stop();
    this.#stopWatch();
    this.#room.reset();
    this.#state = 'none';
    this.#comparison = this.#recognition = this.#certificates = this.#acquaintance = this.#added = null;
    this.#show();
    this.#connection = null;
  }

  async #handle(message: VerificationMessage) {
    switch (message.step) {
      case 'challenge':
        return this.#recognition?.answer(message);
      case 'proof':
        return this.#recognition?.check(message);
      case 'members':
        return this.#room.seeTheirs(message.hash);
      default:
        return this.#dispatch({type: 'message', message});
    }
  }

  async #dispatch(event: RunEvent) {
    if (!this.#comparison) return;
    await this.#comparison.dispatch(event);
    this.#show();
  }

  async #onOutcome(outcome: Outcome) {
    switch (outcome.type) {
      case 'matched':
        if (outcome.answer) await this.#onAnswer(outcome.answer);
        return this.#confirm(this.#added!);
      case 'answered':
        return this.#onAnswer(outcome.answer);
      case 'differs':
        if (this.#added) await this.#options.acquaintances.remove(this.#added);
        return this.#onMismatch();
      default:
    }
  }

  async #onAnswer({isKept}: Answer) {
    if (this.#added) await this.#options.acquaintances.update(this.#added, isKept ? 'kept' : 'session');
  }

  #onMismatch() {
    this.#stopWatch();
    this.#acquaintance = this.#added = null;
    this.#state = 'mismatch';
  }

  /** The other side has proven that it is somebody with whom I compared before. */
  #onKnown(acquaintance: Acquaintance) {
    if (this.#state === 'none' || this.#state === 'changed') this.#confirm(acquaintance);
  }

  #confirm(acquaintance: Acquaintance) {
    this.#acquaintance = acquaintance;
    this.#state = 'verified';
    this.#watch();
    this.#room.start();
    this.#show();
  }

  #onUnknown(isPromised: boolean) {
    if (this.#state !== 'none' || !isPromised) return;
    this.#state = 'changed';
    this.#show();
  }

  /** An offer that somebody slips in could replace the certificates of a connection, and a second transport add others. */
  #watch() {
    this.#stopWatch();
    this.#stopWatch = this.#options.startTimer(WATCH_MS, () => {
      void this.#enqueue(async () => {
        if (this.#state !== 'verified') return;
        if (await this.#isSameConnection()) return this.#watch();
        if (await this.#connection?.certificates()) this.#onMismatch();
        else await this.#drop();
        this.#show();
      });
    });
  }

  async #isSameConnection(): Promise<boolean> {
    const now = await this.#connection?.certificates();
    return now?.mine === this.#certificates?.mine && now?.theirs === this.#certificates?.theirs;
  }

  #show() {
    this.#connection?.onChange(this.#verification);
  }

  get #verification(): Verification {
    const {acquaintances} = this.#options;
    const isVerified = this.#state === 'verified';
    const known = isVerified ? acquaintances.all.find(({id}) => id === this.#acquaintance!.id) : undefined;
    return {
      state: this.#state,
      isComparing: this.#comparison?.isOver === false,
      emoji: this.#comparison?.emoji ?? null,
      name: isVerified ? this.#acquaintance!.name : null,
      isMutual: isVerified && (known ?? this.#acquaintance!).promise !== 'none',
      isRemembered: known?.isKept ?? false,
      aborts: this.#comparison?.aborts ?? this.#aborts,
      isRoomDifferent: isVerified && this.#room.isDifferent,
    };
  }
}
