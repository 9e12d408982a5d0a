type Listener = Parameters<EventTarget['addEventListener']>[1];

type Start = (run: () => void, ms?: number) => number;
type Clear = (id?: number) => void;
/** The timer functions of a browser. */
interface PageTimers {
  setTimeout: Start;
  clearTimeout: Clear;
  setInterval: Start;
  clearInterval: Clear;
}

/** Tracks what a page has open: connections, timers, channels, and listeners on objects that outlive a call. */
export class Leaks {
  readonly #connections: RTCPeerConnection[] = [];
  readonly #channels = new Set<BroadcastChannel>();
  readonly #timers = new Map<number, string>();
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #restores: (() => void)[] = [];

  install() {
    this.#watchConnections();
    this.#watchChannels();
    this.#watchTimers();
    this.#watchListeners();
  }

  restore() {
    for (const restore of this.#restores.splice(0)) restore();
  }

  /** Number of connections created so far. */
  get made(): number {
    return this.#connections.length;
  }

  /** Descriptions of what is open now; empty if nothing is. */
  get open(): readonly string[] {
    return [
      ...this.#connections
        .filter(({connectionState}) => connectionState !== 'closed')
        .map(() => 'connection'),
      ...Array.from(this.#channels, ({name}) => `channel ${name}`),
      ...this.#timers.values(),
      ...Array.from(this.#listeners, ([type, {size}]) => `${size} × ${type}`).filter(
        text => !text.startsWith('0'),
      ),
    ];
  }

  #replace<Owner extends object, Name extends keyof Owner>(owner: Owner, name: Name, value: Owner[Name]) {
    const original = owner[name];
    owner[name] = value;
    this.#restores.push(() => (owner[name] = original));
  }

  #watchConnections() {
    const connections = this.#connections;
    const Original = globalThis.RTCPeerConnection;
    this.#replace(
      globalThis,
      'RTCPeerConnection',
      class extends Original {
        constructor(configuration?: RTCConfiguration) {
          super(configuration);
          connections.push(this);
        }
      },
    );
  }

  #watchChannels() {
    const channels = this.#channels;
    const Original = globalThis.BroadcastChannel;
    this.#replace(
      globalThis,
      'BroadcastChannel',
      class extends Original {
        constructor(name: string) {
          super(name);
          channels.add(this);
        }
        override close() {
          channels.delete(this);
          super.close();
        }
      },
    );
  }

  #watchTimers() {
    const page = window as unknown as PageTimers;
    for (const kind of ['Timeout', 'Interval'] as const) {
      const set = page[`set${kind}`].bind(window);
      const clear = page[`clear${kind}`].bind(window);
      this.#replace(page, `set${kind}`, (run, ms) => {
        const id = set(() => {
          if (kind === 'Timeout') this.#timers.delete(id);
          run();
        }, ms);
        this.#timers.set(id, `${kind} of ${ms} ms`);
        return id;
      });
      this.#replace(page, `clear${kind}`, id => {
        if (id !== undefined) this.#timers.delete(id);
        clear(id);
      });
    }
  }

  #watchListeners() {
    const {connection} = navigator as {connection?: EventTarget};
    const watched = new Map<EventTarget, string>([
      [window, 'window'],
      [document, 'document'],
      [navigator.mediaDevices, 'mediaDevices'],
      ...(connection ? [[connection, 'connection'] as const] : []),
    ]);
    for (const [target, name] of watched) {
      const add = target.addEventListener.bind(target);
      const remove = target.removeEventListener.bind(target);
      const listenersOf = (type: string) => {
        const key = `${name}.on${type}`;
        const listeners = this.#listeners.get(key) ?? new Set();
        this.#listeners.set(key, listeners);
        return listeners;
      };
      this.#replace(target, 'addEventListener', (type, listener, options) => {
        add(type, listener, options);
        const {signal, once = false} = typeof options === 'object' ? options : {};
        if (once) return;
        listenersOf(type).add(listener);
        signal?.addEventListener('abort', () => listenersOf(type).delete(listener), {once: true});
      });
      this.#replace(target, 'removeEventListener', (type, listener, options) => {
        remove(type, listener, options);
        listenersOf(type).delete(listener);
      });
    }
  }
}
