import {until} from './until.js';

/** Replaces the page's mediaDevices: records each captured track, and lets a test deny or answer requests. */
export class FakeDevices {
  /** All captured tracks. */
  readonly tracks: MediaStreamTrack[] = [];
  /** The constraints of all requests, oldest first. */
  readonly asked: MediaStreamConstraints[] = [];
  /** If set, answers requests instead of the browser. */
  answer: ((constraints: MediaStreamConstraints) => Promise<MediaStream>) | null = null;
  /** If set, the list of devices instead of the browser's. */
  list: readonly MediaDeviceInfo[] | null = null;
  /** Listeners of a track: Firefox dispatches only its own events on a track. */
  readonly #listeners = new Map<MediaStreamTrack, EventTarget>();
  readonly #real = navigator.mediaDevices;
  readonly #capture = this.#real.getUserMedia.bind(this.#real);
  readonly #enumerate = this.#real.enumerateDevices.bind(this.#real);

  /** Prompts that stay open, oldest first. */
  readonly #held: Promise<void>[] = [];

  install() {
    Object.assign(this.#real, {
      getUserMedia: async (constraints: MediaStreamConstraints) => {
        this.asked.push(constraints);
        await this.#held.shift();
        return this.#keep(await (this.answer ?? this.capture)(constraints));
      },
      // A browser shares no screen unless a person picks one, so a second camera takes its place.
      getDisplayMedia: async () => this.#keep(await this.capture({video: true})),
      enumerateDevices: () => (this.list ? Promise.resolve([...this.list]) : this.#enumerate()),
    });
  }

  restore() {
    for (const method of ['getUserMedia', 'getDisplayMedia', 'enumerateDevices']) {
      Reflect.deleteProperty(this.#real, method);
    }
    Reflect.deleteProperty(navigator.permissions, 'query');
    for (const track of this.tracks) track.stop();
  }

  /** Captures the browser's own fake devices. */
  readonly capture = (constraints: MediaStreamConstraints) => this.#capture(constraints);

  get live(): readonly MediaStreamTrack[] {
    return this.tracks.filter(({readyState}) => readyState === 'live');
  }

  /** Leaves the prompt of the next request unanswered until `open()`, which resolves when the answer is delivered. */
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

  /** Denies every request, or only those for `kind`, as getUserMedia does. */
  refuse(name: string, kind?: 'audio' | 'video') {
    this.answer = constraints =>
      kind === undefined || constraints[kind]
        ? Promise.reject(new DOMException('refused by the test', name))
        : this.capture(constraints);
  }

  /** Lets `navigator.permissions` report this state for every device; undefined for a browser that doesn't tell. */
  permit(state: PermissionState | undefined) {
    navigator.permissions.query = () =>
      state
        ? Promise.resolve({state} as PermissionStatus)
        : Promise.reject(new TypeError('not a permission'));
  }

  /** Unplugs a device, from the page's point of view. */
  unplug(track: MediaStreamTrack) {
    track.stop();
    this.#listeners.get(track)!.dispatchEvent(new Event('ended'));
  }

  /** Mutes or unmutes a track, as the system does it. */
  mute(track: MediaStreamTrack, isMuted: boolean) {
    Object.defineProperty(track, 'muted', {configurable: true, value: isMuted});
    this.#listeners.get(track)!.dispatchEvent(new Event(isMuted ? 'mute' : 'unmute'));
  }

  #keep(stream: MediaStream): MediaStream {
    for (const track of stream.getTracks()) {
      this.tracks.push(track);
      const fake = new EventTarget();
      this.#listeners.set(track, fake);
      const listen = track.addEventListener.bind(track);
      track.addEventListener = (type: string, ...rest: [EventListener]) =>
        ['ended', 'mute', 'unmute'].includes(type)
          ? fake.addEventListener(type, ...rest)
          : listen(type, ...rest);
    }
    return stream;
  }
}
