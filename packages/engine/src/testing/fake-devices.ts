import {until} from './until.js';

/** Stands between the page and its devices: counts what is captured, and lets a test refuse or choose. */
export class FakeDevices {
  /** Every track that was handed out. */
  readonly tracks: MediaStreamTrack[] = [];
  /** What was asked for, oldest first. */
  readonly asked: MediaStreamConstraints[] = [];
  /** Answers instead of the browser. */
  answer: ((constraints: MediaStreamConstraints) => Promise<MediaStream>) | null = null;
  /** The list instead of the browser's. */
  list: readonly MediaDeviceInfo[] | null = null;
  /** Who wants to know that a track has ended: Firefox delivers no event on a track but its own. */
  readonly #listeners = new Map<MediaStreamTrack, EventTarget>();
  readonly #real = navigator.mediaDevices;
  readonly #capture = this.#real.getUserMedia.bind(this.#real);
  readonly #enumerate = this.#real.enumerateDevices.bind(this.#real);

  /** Prompts that are to stay open, oldest first. */
  readonly #held: Promise<void>[] = [];

  install() {
    Object.assign(this.#real, {
      getUserMedia: async (constraints: MediaStreamConstraints) => {
        this.asked.push(constraints);
        await this.#held.shift();
        return this.#keep(await (this.answer ?? this.capture)(constraints));
      },
      // Browsers show no screen without a person who chooses it: another camera does.
      getDisplayMedia: async () => this.#keep(await this.capture({video: true})),
      enumerateDevices: () => (this.list ? Promise.resolve([...this.list]) : this.#enumerate()),
    });
  }

  restore() {
    for (const method of ['getUserMedia', 'getDisplayMedia', 'enumerateDevices']) {
      Reflect.deleteProperty(this.#real, method);
    }
    for (const track of this.tracks) track.stop();
  }

  /** What the browser itself gives: its fake devices. */
  readonly capture = (constraints: MediaStreamConstraints) => this.#capture(constraints);

  get live(): readonly MediaStreamTrack[] {
    return this.tracks.filter(({readyState}) => readyState === 'live');
  }

  /** Leaves the prompt of the next request unanswered until `open()`, which resolves when the answer is out. */
  hold(): {open(): Promise<void>} {
    let answer: (() => void) | undefined;
    this.#held.push(new Promise(resolve => (answer = resolve)));
    return {
      open: async () => {
        const {length} = this.tracks;
        answer?.();
        if (!this.answer) await until(() => this.tracks.length > length, 'the device is open');
      },
    };
  }

  /** Refuses every request, or only those for `kind`, as getUserMedia does. */
  refuse(name: string, kind?: 'audio' | 'video') {
    this.answer = constraints =>
      kind === undefined || constraints[kind]
        ? Promise.reject(new DOMException('refused by the test', name))
        : this.capture(constraints);
  }

  /** Unplugs a device, as far as the page sees. */
  unplug(track: MediaStreamTrack) {
    track.stop();
    this.#listeners.get(track)!.dispatchEvent(new Event('ended'));
  }

  #keep(stream: MediaStream): MediaStream {
    for (const track of stream.getTracks()) {
      this.tracks.push(track);
      const ended = new EventTarget();
      this.#listeners.set(track, ended);
      const listen = track.addEventListener.bind(track);
      track.addEventListener = (type: string, ...rest: [EventListener]) =>
        type === 'ended' ? ended.addEventListener(type, ...rest) : listen(type, ...rest);
    }
    return stream;
  }
}
