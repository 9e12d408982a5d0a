/**
 * Code that is loaded when it is first needed. Every `import()` of the packages goes through here, so that one failed
 * request never breaks a page for the rest of its life (docs/decisions/014).
 */
import {CallError} from './errors.js';

/** Pauses before the second and the third attempt, in ms. */
const PAUSES = [500, 2_000];

/** Brings the files of a part into the browser's cache. `isAgain`: an earlier attempt failed, so don't trust the cache. */
export type FetchPart = (name: string, isAgain: boolean) => Promise<unknown>;

let fetchPart: FetchPart = async () => {};

/** For a script that knows the files of each part: they are fetched before the part is imported. */
export function setFetchPart(fetcher: FetchPart) {
  fetchPart = fetcher;
}

/** One part of the code, loaded at most once. */
export class OnDemand<T> {
  readonly #name: string;
  readonly #importPart: () => Promise<T>;
  #loading: Promise<T> | null = null;
  #loaded: T | undefined;
  #failure: CallError | null = null;

  /** `name` is the name of the imported file without its extension. */
  constructor(name: string, importPart: () => Promise<T>) {
    this.#name = name;
    this.#importPart = importPart;
  }

  get loaded(): T | undefined {
    return this.#loaded;
  }

  /** Why the last `load()` failed; null while it is being loaded again. */
  get failure(): CallError | null {
    return this.#failure;
  }

  get isLoading(): boolean {
    return this.#loading !== null && this.#loaded === undefined;
  }

  /**
   * Resolves when the part is loaded. Rejects with `code-not-loaded` after three attempts; the next call tries again,
   * from the network.
   */
  load(): Promise<T> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  async #load(): Promise<T> {
    let isAgain = this.#failure !== null;
    this.#failure = null;
    for (const pause of [...PAUSES, null]) {
      try {
        await fetchPart(this.#name, isAgain);
        this.#loaded = await this.#importPart();
        return this.#loaded;
      } catch (cause) {
        isAgain = true;
        if (pause === null) this.#failure = new CallError('code-not-loaded', {cause, detail: this.#name});
        else await new Promise(resolve => setTimeout(resolve, pause));
      }
    }
    this.#loading = null;
    throw this.#failure!;
  }
}
