/** Takes ids at the registry and gives them back, whatever the registry does meanwhile. */
import type {Admission} from '../admission/index.js';
import type {Clock} from '../clock.js';
import type {Registry} from '../registry/index.js';

/** After how many ms an id that could not be given back is tried again. */
const RETRY_MS = 1_000;

export type Claim = Awaited<ReturnType<Registry['claim']>>;

export interface IdClaimParts {
  /** Its methods reject in time when they fail: see guardRegistry. */
  readonly registry: Registry;
  readonly clock: Clock;
  /** Whether a socket has this id here. */
  readonly isConnected: (id: string) => boolean;
  /** Called when the registry fails. */
  readonly onError: (error: unknown) => void;
}

export class IdClaims {
  readonly #parts: IdClaimParts;
  /** How many claims of an id are under way. */
  readonly #pending = new Map<string, number>();
  /** Ids that could not be given back yet. */
  readonly #leaving = new Set<string>();

  constructor(parts: IdClaimParts) {
    this.#parts = parts;
  }

  /** Claims an id and hands the answer to `use`. Rejects when the registry fails. */
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
      // A claim that fails may have got through all the same: nobody could take the id then, ever.
      if (claim !== 'taken' && this.#isUnused(id) && !this.#leaving.has(id)) this.give(id, false);
    }
  }

  /** Gives an id back whose socket is gone: at once when its client said goodbye, else after the grace. */
  give(id: string, isDeliberate: boolean): void {
    const {registry} = this.#parts;
    void this.#retry(id, isDeliberate ? registry.release(id) : registry.suspend(id));
  }

  #isUnused(id: string): boolean {
    return !this.#pending.has(id) && !this.#parts.isConnected(id);
  }

  /** What fails is tried again until it works or somebody comes back: else nobody could ever take the id again. */
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
      isDone = !this.#isUnused(id) || (await isFulfilled(registry.suspend(id)));
    }
    this.#leaving.delete(id);
  }
}

const isFulfilled = (work: Promise<void>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );
