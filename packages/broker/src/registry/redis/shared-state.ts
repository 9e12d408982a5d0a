/** Which state Redis has, and whether it knows all that this node holds. Redis may lose it, and nodes may be declared dead. */
import type {RedisProblemCode} from '../../redis-problems.js';
import type {RegistryState} from '../registry.js';
import type {Link} from './link.js';
import {RedisProblem} from './problems.js';
import {FORMAT} from './scripts.js';
import type {RenewReply} from './values.js';

export interface SharedStateParts {
  readonly link: Link;
  readonly node: string;
  /** The version of this package. */
  readonly release: string;
}

export class SharedState {
  readonly #parts: SharedStateParts;
  /** It knows all that this node holds. */
  #isRestored = false;
  /** Which one it is: this changes when Redis has lost it. */
  #name = '';
  /** This node knew another one before. */
  #hasLost = false;
  /** Other nodes have not restored what they hold, as of the last renewal. */
  #isPartial = false;
  #others: readonly string[] = [];
  #counts = {ids: 0, rooms: 0, brokers: 0};

  constructor(parts: SharedStateParts) {
    this.#parts = parts;
  }

  /** Redis has answered at least once. */
  get isFound(): boolean {
    return this.#name !== '';
  }

  get isRestored(): boolean {
    return this.#isRestored;
  }

  /** Why this node can't change the state; undefined if it can. */
  get obstacle(): RedisProblemCode | undefined {
    const {link} = this.#parts;
    if (this.#isRestored) return undefined;
    if (link.problem) return link.problem;
    // The first attempt to connect is still in progress.
    if (!link.connection) return 'redis-busy';
    return this.#hasLost ? 'redis-restoring' : 'redis-comparing';
  }

  /** What there is, as of the last renewal. */
  get counts(): RegistryState {
    const partial = this.#isPartial ? 'redis-restoring' : undefined;
    return {...this.#counts, problem: this.#parts.link.problem ?? this.obstacle ?? partial};
  }

  /** There is a new connection: finds out which state there is. */
  async greet(): Promise<void> {
    const {link, release} = this.#parts;
    this.#isRestored = false;
    const args = [FORMAT, release, this.#name, ...this.#others];
    const [name, time] = (await link.run('hello', args, true).catch((error: RedisProblem) => {
      const [, theirs] = /^OTHER (.*)/.exec(String((error.cause as Error | undefined)?.message)) ?? [];
      if (theirs === undefined) throw error;
      throw new RedisProblem('redis-other-release', `theirs is ${theirs}, this one is ${release}`);
    })) as [string, string];
    link.setTime(Number(time));
    this.#hasLost = this.#name !== '' && this.#name !== name;
    this.#name = name;
  }

  renewed([isKnown, , , nodes, ids, rooms, time, isPartial]: RenewReply): void {
    const {link, node} = this.#parts;
    link.setTime(Number(time));
    this.#others = nodes.filter(name => name !== node);
    this.#counts = {ids, rooms, brokers: this.#others.length + 1};
    this.#isPartial = isPartial === 1;
    if (!isKnown) this.#isRestored = false;
  }

  /** Whether this node has told it everything. */
  setRestored(isRestored: boolean): void {
    this.#isRestored = isRestored;
  }
}
