/**
 * Keeps a connection to Redis. While there is none, or Redis does not answer, every call rejects at once: what was given up
 * must not happen later.
 */
import type {Clock} from '../../clock.js';
import type {Logger} from '../../log.js';
import {CLOCKS_DISAGREE, type RedisProblemCode} from '../../redis-problems.js';
import type {RedisAddress} from '../../redis-url.js';
import {withDeadline, RegistryTimeout} from '../deadline.js';
import {openConnection, type Connection} from './connection.js';
import {explainError, RedisProblem, replyCode} from './problems.js';
import type {ScriptName} from './scripts.js';

/** How long a command may take, in ms. */
const COMMAND_MS = 1_000;

/** How long Redis may not answer before the connection is made anew, in ms. */
const STALLED_MS = 4_000;

/** The time between attempts to connect, in ms: it doubles from the first to the last. */
const [FIRST_WAIT_MS, LAST_WAIT_MS] = [100, 1_000];

/** How long a whole attempt may take, in ms. */
const OPEN_MS = 5_000;

/** The longest difference between the clocks of this machine and of Redis that is not worth a warning, in ms. */
const MAX_SKEW_MS = 10_000;

/** A time for calls that may happen late. */
const ANY_TIME = '9000000000000000';

/** What Redis or a script replies when this connection is of no more use. */
const LOSSES: ReadonlySet<string> = new Set(['NOSCRIPT', 'EMPTY', 'READONLY', 'MOVED']);

/** What the scripts reply when all is as it may be. */
const OWN_REPLIES: ReadonlySet<string> = new Set(['LATE', 'PARTIAL', 'UNKNOWN', 'OTHER']);

/** How many different errors to single calls are logged, each once. */
const MAX_REFUSALS = 20;

export interface LinkParts {
  readonly address: RedisAddress;
  /** With the hash tag: `{rtc}`. */
  readonly key: string;
  readonly node: string;
  /** What every script gets, because all brokers must agree on it. */
  readonly settings: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Prepares a new connection. If it rejects, the connection is closed again. */
  readonly onOpened: (connection: Connection) => Promise<void>;
  readonly onClosed: () => void;
}

export class Link {
  readonly #parts: LinkParts;
  #connection: Connection | undefined;
  #problem: RedisProblem | undefined;
  /** The connection is prepared. */
  #isUp = false;
  #isClosed = false;
  #stopWaiting: (() => void) | undefined;
  #attempt = Promise.resolve();
  /** Ends the current connection, or the attempt to open one, and stands for it. */
  #current = new AbortController();
  #stalledAt: number | undefined;
  /** The last probe was answered with an error. */
  #isRefused = false;
  /** What was logged of errors that Redis replied with to single calls, until Redis is back. */
  readonly #refusals = new Set<string>();
  /** What to add to the time of this process to get the time of Redis, in ms. */
  #offset = 0;
  #wait = FIRST_WAIT_MS;
  /** The host to try next. */
  #turn = 0;
  #hasWarned = false;

  constructor(parts: LinkParts) {
    this.#parts = parts;
  }

  /** Why there is no connection; undefined if there is one. */
  get problem(): RedisProblemCode | undefined {
    return this.#problem?.code;
  }

  /** The time of Redis, in ms. */
  now(): number {
    return performance.now() + this.#offset;
  }

  /** Sets the clock by an answer of Redis. */
  setTime(redisMs: number): void {
    this.#offset = redisMs - performance.now();
    if (this.#hasWarned || Math.abs(redisMs - Date.now()) < MAX_SKEW_MS) return;
    this.#hasWarned = true;
    const {code, hint, sentence} = CLOCKS_DISAGREE;
    this.#parts.log.warn({code, hint, seconds: Math.round((Date.now() - redisMs) / 1_000)}, sentence);
  }

  /** Connects, and keeps doing so. */
  start(): void {
    this.#attempt = this.#connect();
  }

  /** Resolves when the attempt to connect that is in progress, if any, has ended. */
  get attempt(): Promise<void> {
    return this.#attempt;
  }

  /** Runs a script. `isProbe`: also if Redis did not answer the last time, and no matter how late it does. */
  async run(name: ScriptName, args: readonly string[], isProbe = false): Promise<unknown> {
    const connection = this.#usable(isProbe);
    const {node, settings} = this.#parts;
    const until = isProbe ? ANY_TIME : String(Math.floor(this.now() + COMMAND_MS));
    const ask = () => connection.run(name, [until, node, settings, ...args]);
    return this.#watch(connection, name, ask, isProbe);
  }

  async publish(channel: string, text: string): Promise<void> {
    const connection = this.#usable(false);
    await this.#watch(connection, 'publish', () => connection.publish(channel, text));
  }

  /** With whom to subscribe; undefined while there is none. */
  get connection(): Connection | undefined {
    return this.#connection;
  }

  close(): void {
    this.#isClosed = true;
    this.#stopWaiting?.();
    this.#current.abort();
  }

  #usable(isProbe: boolean): Connection {
    if (!this.#connection || (this.#stalledAt !== undefined && !isProbe))
      throw this.#problem ?? new RedisProblem('redis-unreachable');
    return this.#connection;
  }

  async #watch<T>(connection: Connection, name: string, ask: () => Promise<T>, isProbe = false): Promise<T> {
    try {
      const answer = await withDeadline(this.#parts.clock, name, ask, COMMAND_MS);
      this.#answered(isProbe);
      return answer;
    } catch (error) {
      const problem = explainError(error);
      const code = replyCode(error);
      if (error instanceof RegistryTimeout) this.#stalled(connection, error);
      else if (LOSSES.has(code)) connection.close(problem);
      else if (code && !OWN_REPLIES.has(code)) this.#refused(connection, name, problem, isProbe);
      throw problem;
    }
  }

  #answered(isProbe: boolean): void {
    if (!isProbe && (this.#stalledAt === undefined || this.#isRefused)) return;
    this.#stalledAt = undefined;
    this.#isRefused = false;
    if (this.#isUp) this.#report(undefined);
  }

  /**
   * Redis has replied with an error. Only one to a probe says that nothing works, and the next success of a probe that it
   * does again: a full Redis still answers whoever only reads.
   */
  #refused(connection: Connection, name: string, problem: RedisProblem, isProbe: boolean): void {
    if (isProbe) {
      this.#isRefused = true;
      if (this.#isUp && connection === this.#connection) this.#report(problem);
    } else if (!this.#problem && !this.#refusals.has(problem.message)) {
      if (this.#refusals.size < MAX_REFUSALS) this.#refusals.add(problem.message);
      this.#parts.log.error({code: problem.code, hint: problem.hint, script: name}, problem.message);
    }
  }

  #stalled(connection: Connection, error: RegistryTimeout): void {
    if (connection !== this.#connection) return;
    this.#report(explainError(error));
    this.#stalledAt ??= performance.now();
    if (performance.now() - this.#stalledAt > STALLED_MS) connection.close(error);
  }

  async #connect(): Promise<void> {
    const {address, key, clock, onOpened} = this.#parts;
    const {hosts} = address;
    const host = hosts[this.#turn++ % hosts.length];
    if (this.#isClosed || !host) return;
    const current = (this.#current = new AbortController());
    let reason: unknown;
    const onEnd = (error: unknown): void => {
      reason = error;
      if (current === this.#current) this.#ended(error);
    };
    const open = (): Promise<Connection> =>
      openConnection({...address, hosts: [host]}, key, {signal: current.signal, onEnd});
    try {
      const connection = await withDeadline(clock, 'connect', open, OPEN_MS);
      this.#connection = connection;
      this.#stalledAt = undefined;
      await onOpened(connection);
      if (connection.isEnded()) throw reason;
      this.#isUp = true;
      this.#wait = FIRST_WAIT_MS;
      this.#report(undefined);
    } catch (error) {
      current.abort(error);
      this.#connection = undefined;
      this.#again(error);
    }
  }

  #ended(error: unknown): void {
    if (!this.#isUp) return;
    this.#isUp = false;
    this.#connection = undefined;
    this.#parts.onClosed();
    this.#again(error);
  }

  #again(error: unknown): void {
    if (this.#isClosed) return;
    this.#report(explainError(error));
    const ms = this.#wait * (0.75 + Math.random() / 2);
    this.#stopWaiting = this.#parts.clock.after(ms, () => this.start());
    this.#wait = Math.min(2 * this.#wait, LAST_WAIT_MS);
  }

  /** Logs what has changed. */
  #report(problem: RedisProblem | undefined): void {
    if (this.#isClosed) return;
    const before = this.#problem;
    this.#problem = problem;
    const {log} = this.#parts;
    if (problem && before?.message !== problem.message && !this.#refusals.has(problem.message))
      log.error({code: problem.code, hint: problem.hint}, problem.message);
    else if (!problem && before) {
      this.#refusals.clear();
      log.warn('Redis is back');
    }
  }
}
