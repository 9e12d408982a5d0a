/**
 * Keeps a connection to Redis. While there is none, or Redis does not answer, every call rejects at once: what was given up
 * must not happen later.
 */
import type {Clock} from '../../clock.js';
import type {Logger} from '../../log.js';
import type {RedisAddress} from '../../redis-url.js';
import {withDeadline, RegistryTimeout} from '../deadline.js';
import {openConnection, type Connection} from './connection.js';
import {explainError, RedisProblem, replyCode, type RedisProblemCode} from './problems.js';
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

export interface LinkParts {
  readonly address: RedisAddress;
  /** With the hash tag: `{rtc}`. */
  readonly key: string;
  readonly node: string;
  readonly graceMs: number;
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
  #stalledAt: number | undefined;
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
    this.#parts.log.warn(
      {seconds: Math.round((Date.now() - redisMs) / 1_000)},
      'the clocks of this machine and of Redis disagree: tokens and TURN credentials may expire too early; set both by NTP',
    );
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
    const {node, graceMs} = this.#parts;
    const until = isProbe ? ANY_TIME : String(Math.floor(this.now() + COMMAND_MS));
    return this.#watch(connection, name, () => connection.run(name, [until, node, String(graceMs), ...args]));
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
    this.#connection?.close();
  }

  #usable(isProbe: boolean): Connection {
    if (!this.#connection || (this.#stalledAt !== undefined && !isProbe))
      throw this.#problem ?? new RedisProblem('redis-unreachable');
    return this.#connection;
  }

  async #watch<T>(connection: Connection, name: string, ask: () => Promise<T>): Promise<T> {
    try {
      const answer = await withDeadline(this.#parts.clock, name, ask, COMMAND_MS);
      this.#answered();
      return answer;
    } catch (error) {
      if (error instanceof RegistryTimeout) this.#stalled(connection, error);
      else if (['NOSCRIPT', 'EMPTY', 'READONLY', 'MOVED'].includes(replyCode(error))) connection.close();
      throw explainError(error);
    }
  }

  #answered(): void {
    if (this.#stalledAt === undefined) return;
    this.#stalledAt = undefined;
    this.#report(undefined);
  }

  #stalled(connection: Connection, error: RegistryTimeout): void {
    if (connection !== this.#connection) return;
    this.#report(explainError(error));
    this.#stalledAt ??= performance.now();
    if (performance.now() - this.#stalledAt > STALLED_MS) connection.close();
  }

  async #connect(): Promise<void> {
    const {address, key, clock, onOpened} = this.#parts;
    const {hosts} = address;
    const host = hosts[this.#turn++ % hosts.length];
    if (this.#isClosed || !host) return;
    try {
      const opening = openConnection({...address, hosts: [host]}, key, error => this.#ended(error));
      const connection = await withDeadline(clock, 'connect', () => opening, OPEN_MS).catch(error => {
        void opening.then(late => late.close()).catch(() => {});
        throw error;
      });
      this.#connection = connection;
      this.#stalledAt = undefined;
      await onOpened(connection);
      if (connection.isEnded() || this.#isClosed) throw new RedisProblem('redis-unreachable');
      this.#isUp = true;
      this.#wait = FIRST_WAIT_MS;
      this.#report(undefined);
    } catch (error) {
      this.#connection?.close();
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
    if (problem && before?.message !== problem.message)
      log.error({code: problem.code, hint: problem.hint}, problem.message);
    else if (!problem && before) log.warn('Redis is back');
  }
}
