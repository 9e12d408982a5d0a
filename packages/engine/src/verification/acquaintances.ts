import {createKey, type OwnKey} from './crypto.js';
import type {Acquaintance, Store} from './store.js';
import {randomId} from '../names.js';

/** Whom I have compared with: in this page's memory, and in the browser if the user wanted that. */
export class Acquaintances {
  readonly #store: Store;
  readonly #onKept: (isAnyKept: boolean) => void;
  #all: Acquaintance[] = [];
  /** Resolves when those who are kept have been read. */
  readonly loaded: Promise<void>;
  /** My key pairs of this session, by the peer id of the other side: nobody can tell that two of them are mine. */
  readonly #keys = new Map<string, Promise<OwnKey>>();

  /** `onKept` is told whether there is anybody to recognize in later sessions. */
  constructor(store: Store, onKept: (isAnyKept: boolean) => void) {
    this.#store = store;
    this.#onKept = onKept;
    this.loaded = this.#load();
  }

  /** Without storage, nobody is kept. */
  async #load() {
    try {
      const kept = await this.#store.load();
      this.#all = [...this.#all, ...kept.filter(({id}) => !this.#all.some(known => known.id === id))];
    } catch {
      // Nothing is remembered here.
    }
  }

  ownKey(peerId: string): Promise<OwnKey> {
    let key = this.#keys.get(peerId);
    if (!key) this.#keys.set(peerId, (key = createKey()));
    return key;
  }

  /** Those whom a person may be who shows this name or this id, and who can prove it; the latest first. */
  expected(name: string, peerId: string): readonly Acquaintance[] {
    return this.#all
      .filter(one => one.promise !== 'none' && (one.peerId === peerId || (name !== '' && one.name === name)))
      .toSorted((a, b) => b.time - a.time);
  }

  get all(): readonly Acquaintance[] {
    return this.#all;
  }

  /** Adds somebody to the memory and, with `isKept`, to the browser. Rejects if that is not possible. */
  async add(about: Omit<Acquaintance, 'id' | 'time'>): Promise<Acquaintance> {
    const acquaintance = {...about, id: randomId(), time: Date.now()};
    if (acquaintance.isKept) {
      await this.#store.add(acquaintance);
      this.#onKept(true);
    }
    this.#all.push(acquaintance);
    return acquaintance;
  }

  /** Notes what the other side has promised. */
  async update({id}: Acquaintance, promise: Acquaintance['promise']) {
    const known = this.#all.find(one => one.id === id);
    if (!known) return;
    const updated = {...known, promise};
    this.#all = this.#all.map(one => (one === known ? updated : one));
    // Without it the entry is of no use later, which is no reason to alarm anybody.
    if (known.isKept) await this.#store.update(updated).catch(() => {});
  }

  async remove({id, isKept}: Acquaintance) {
    this.#all = this.#all.filter(one => one.id !== id);
    if (isKept) await this.#store.remove(id).catch(() => {});
  }

  async forget() {
    this.#all = [];
    this.#keys.clear();
    this.#onKept(false);
    await this.#store.clear();
  }
}
