/** Claims ids from the registry and gives them back, even if the registry fails in between. */
import type {Admission} from '../admission/index.js';
import type {Clock} from '../clock.js';
import type {Registry} from '../registry/index.js';

/** The time between attempts to give an id back, in ms. */
const RETRY_MS = 1_000;

/** How a socket was closed: by its client, because its page goes away, or in any other way. */
export type Closing = 'deliberate' | 'leaving' | 'lost';

export type Claim = Awaited<ReturnType<Registry['claim']>>;

export interface IdClaimParts {
  /** Its methods never hang: see guardRegistry. */
  readonly registry: Registry;
  readonly clock: Clock;
  /** Whether a socket on this broker has this id. */
  readonly isConnected: (id: string) => boolean;
  /** Called when the registry fails. */
  readonly onError: (error: unknown) => void;
}

export class IdClaims {
  readonly #parts: IdClaimParts;
  /** The number of pending claims for each id. */
  readonly #pending = new Map<string, number>();
  /** Ids that could not yet be given back. */
  readonly #leaving = new Set<string>();

  constructor(parts: IdClaimParts) {
    this.#parts = parts;
  }

  /** Claims an id and passes the result to `use`. Rejects if the registry fails. */
  async take({id, owner}: Admission, use: (claim: Claim) => void): Promise<void> {
    let claim: Claim | undefined;
    this.#pending.set(id, (this.#pending.get(id) ?? 0) + 1);
    try {
      claim = await this.#parts.registry.claim(id, owner);
      use(claim);
    } finally {
      const others = (this.#pending.get(id) ?? 0) - 1;
      if (others > 0) this.#pending.set(id, others);
      else this.#pending.delete(id);
      // A claim that failed may still have reached the registry: the id would then be taken forever.
      if (claim !== 'taken' && this.#isUnused(id) && !this.#leaving.has(id)) this.give(id, 'lost');
    }
  }

  /** Gives back an id whose socket is closed: at once if the client closed it, otherwise after the grace period. */
  give(id: string, closing: Closing): void {
    const {registry} = this.#parts;
    void this.#retry(id, closing === 'deliberate' ? registry.release(id) : registry.suspend(id, closing));
  }

  #isUnused(id: string): boolean {
    return !this.#pending.has(id) && !this.#parts.isConnected(id);
  }

  /** Retries until it works or the client is back. Otherwise the id would be taken forever. */
  async #retry(id: string, giving: Promise<void>): Promise<void> {
    const {clock, onError, registry} = this.#parts;
    try {
      return await giving;
    } catch (error) {
      onError(error);
    }
    if (this.#leaving.has(id)) return;
    this.#leaving.add(id);
    let isDone = false;
    while (!isDone) {
      await clock.wait(RETRY_MS);
      isDone = !this.#isUnused(id) || (await isFulfilled(registry.suspend(id, 'lost')));
    }
    this.#leaving.delete(id);
  }
}

const isFulfilled = (work: Promise<void>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );
