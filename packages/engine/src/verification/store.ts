import type {OwnKey} from './crypto.js';
import type {Hex} from './transcript.js';

/** Somebody with whom I have compared: my key pair for this person, and theirs. */
export interface Acquaintance {
  /** Random. */
  readonly id: string;
  readonly mine: OwnKey;
  readonly theirs: Hex;
  /** The name and the peer id that the person had then. */
  readonly name: string;
  readonly peerId: string;
  /** When, in ms since the epoch. */
  readonly time: number;
  /** In this browser, and not only in this page's memory. */
  readonly isKept: boolean;
  /** What the other side has said about its key pair: nothing yet, that it is in memory, or that it is kept. */
  readonly promise: 'none' | 'session' | 'kept';
}

/** Where acquaintances are kept. Every method may reject: a browser may have no storage, or not for this page. */
export interface Store {
  load(): Promise<readonly Acquaintance[]>;
  add(acquaintance: Acquaintance): Promise<void>;
  /** Replaces an entry that is still there: one that was forgotten in another tab stays forgotten. */
  update(acquaintance: Acquaintance): Promise<void>;
  remove(id: string): Promise<void>;
  clear(): Promise<void>;
}

/** The most acquaintances that are kept; the oldest goes first. */
const MAX_KEPT = 200;
const NAME = 'rtc-call';
const TABLE = 'acquaintances';

/** IndexedDB: the only storage that holds keys which scripts can't read. */
export class BrowserStore implements Store {
  load(): Promise<readonly Acquaintance[]> {
    return this.#run<Acquaintance[]>('readonly', table => table.getAll());
  }

  async add(acquaintance: Acquaintance) {
    await this.#run('readwrite', table => table.put(acquaintance));
    const all = await this.load();
    const oldest = all.toSorted((a, b) => b.time - a.time).slice(MAX_KEPT);
    for (const {id} of oldest) await this.remove(id);
  }

  async update(acquaintance: Acquaintance) {
    await this.#run('readwrite', table => {
      const request = table.getKey(acquaintance.id);
      request.onsuccess = () => {
        if (request.result !== undefined) table.put(acquaintance);
      };
      return request;
    });
  }

  async remove(id: string) {
    await this.#run('readwrite', table => table.delete(id));
  }

  async clear() {
    await this.#run('readwrite', table => table.clear());
  }

  /** Opens the database for one transaction and closes it, so that no page is kept from deleting or changing it. */
  async #run<T>(mode: IDBTransactionMode, request: (table: IDBObjectStore) => IDBRequest): Promise<T> {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(TABLE, {keyPath: 'id'});
    const database = await settled(opening, 'success');
    try {
      const transaction = database.transaction(TABLE, mode);
      const done = request(transaction.objectStore(TABLE));
      await settled(transaction, 'complete');
      return done.result as T;
    } finally {
      database.close();
    }
  }
}

/** Resolves to the result of a request, or when a transaction is complete. */
const settled = <T>(
  target: EventTarget & {readonly result?: T; readonly error: DOMException | null},
  success: string,
): Promise<T> =>
  new Promise((resolve, reject) => {
    target.addEventListener(success, () => resolve(target.result as T));
    for (const type of ['error', 'abort'])
      target.addEventListener(type, () => reject(target.error ?? new DOMException(type, 'AbortError')));
  });
