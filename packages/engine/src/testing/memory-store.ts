import type {Acquaintance, Store} from '../verification/store.js';

/** What one browser keeps, while the test runs. */
export class MemoryStore implements Store {
  readonly #all = new Map<string, Acquaintance>();

  load() {
    return Promise.resolve([...this.#all.values()]);
  }

  add(acquaintance: Acquaintance) {
    this.#all.set(acquaintance.id, acquaintance);
    return Promise.resolve();
  }

  update(acquaintance: Acquaintance) {
    if (this.#all.has(acquaintance.id)) this.#all.set(acquaintance.id, acquaintance);
    return Promise.resolve();
  }

  remove(id: string) {
    this.#all.delete(id);
    return Promise.resolve();
  }

  clear() {
    this.#all.clear();
    return Promise.resolve();
  }
}
