/**
 * Tracks everything that a call opens in a page, and reports what is still open. It is installed before the page's own
 * scripts, and only observes the native objects.
 */
export interface Holdings {
  readonly tracks: number;
  readonly connections: number;
  readonly sockets: number;
  readonly timeouts: number;
  readonly intervals: number;
  readonly audioContexts: number;
  readonly broadcastChannels: number;
  /** On `window`, `document`, `navigator.mediaDevices` and other objects that outlive the element, by event type. */
  readonly listeners: readonly string[];
}

interface Listening {
  readonly target: EventTarget;
  readonly type: string;
  readonly listener: EventListenerOrEventListenerObject;
  readonly capture: boolean;
}

const tracks = new Set<MediaStreamTrack>();
const connections = new Set<RTCPeerConnection>();
const sockets = new Set<WebSocket>();
const audioContexts = new Set<AudioContext>();
const broadcastChannels = new Set<BroadcastChannel>();
const timeouts = new Set<number>();
const intervals = new Set<number>();
const listeners = new Set<Listening>();

/** Every ICE server URL that a connection may have contacted. */
export const iceServerUrls: string[] = [];
/** All connections ever created, for tests of stats and candidates. */
export const allConnections: RTCPeerConnection[] = [];

export function holdings(): Holdings {
  return {
    tracks: count(tracks, track => track.readyState === 'live'),
    connections: count(connections, connection => connection.signalingState !== 'closed'),
    sockets: count(sockets, socket => socket.readyState !== WebSocket.CLOSED),
    timeouts: timeouts.size,
    intervals: intervals.size,
    audioContexts: count(audioContexts, context => context.state !== 'closed'),
    broadcastChannels: broadcastChannels.size,
    listeners: [...listeners].map(({target, type}) => `${nameOf(target)} ${type}`).toSorted(),
  };
}

/** Counts open resources and forgets the closed ones. */
function count<T>(set: Set<T>, isOpen: (item: T) => boolean): number {
  for (const item of set) if (!isOpen(item)) set.delete(item);
  return set.size;
}

const nameOf = (target: EventTarget) => target.constructor.name;

export function installLedger() {
  watchConstructor('RTCPeerConnection', (connection: RTCPeerConnection) => {
    connections.add(connection);
    allConnections.push(connection);
  });
  watchGathering();
  watchConstructor('WebSocket', (socket: WebSocket) => sockets.add(socket));
  watchConstructor('AudioContext', (context: AudioContext) => audioContexts.add(context));
  watchConstructor('BroadcastChannel', (channel: BroadcastChannel) => broadcastChannels.add(channel));
  const {prototype} = BroadcastChannel;
  const {close} = prototype;
  prototype.close = function (this: BroadcastChannel) {
    broadcastChannels.delete(this);
    close.call(this);
  };
  watchTracks();
  watchTimers();
  watchListeners();
}

/** Calls `onNew` with every object that `new window[name]()` creates. */
function watchConstructor(name: string, onNew: (instance: never) => void) {
  const native = (window as unknown as Record<string, new (...args: unknown[]) => object>)[name]!;
  const watched = new Proxy(native, {
    construct(target, args, newTarget) {
      const instance = Reflect.construct(target, args, newTarget) as never;
      onNew(instance);
      return instance;
    },
  });
  Object.assign(window, {[name]: watched});
}

/** A connection contacts its ICE servers after its first local description. */
function watchGathering() {
  const {prototype} = RTCPeerConnection;
  const {setLocalDescription} = prototype;
  const watched = function (this: RTCPeerConnection, description?: RTCLocalSessionDescriptionInit) {
    for (const {urls} of this.getConfiguration().iceServers ?? []) iceServerUrls.push(...[urls].flat());
    return (setLocalDescription as (description?: RTCLocalSessionDescriptionInit) => Promise<void>).call(
      this,
      description,
    );
  };
  prototype.setLocalDescription = watched as typeof setLocalDescription;
}

function watchTracks() {
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  for (const name of ['getUserMedia', 'getDisplayMedia'] as const) {
    const native = devices?.[name];
    if (!devices || !native) continue;
    devices[name] = async options => {
      const stream = await native.call(devices, options);
      for (const track of stream.getTracks()) tracks.add(track);
      return stream;
    };
  }
  const {clone} = MediaStreamTrack.prototype;
  MediaStreamTrack.prototype.clone = function (this: MediaStreamTrack) {
    const copy = clone.call(this);
    tracks.add(copy);
    return copy;
  };
}

function watchTimers() {
  const {setTimeout, clearTimeout, setInterval, clearInterval} = window;
  const call = (handler: TimerHandler, args: unknown[]) => {
    if (typeof handler === 'function') Reflect.apply(handler, window, args);
  };
  const forget = (id: number | undefined) => {
    timeouts.delete(id!);
    intervals.delete(id!);
  };
  const watched = {
    setTimeout(handler: TimerHandler, ms?: number, ...args: unknown[]) {
      const id = setTimeout(() => {
        timeouts.delete(id);
        call(handler, args);
      }, ms);
      timeouts.add(id);
      return id;
    },
    setInterval(handler: TimerHandler, ms?: number, ...args: unknown[]) {
      const id = setInterval(() => call(handler, args), ms);
      intervals.add(id);
      return id;
    },
    clearTimeout(id?: number) {
      forget(id);
      clearTimeout(id);
    },
    clearInterval(id?: number) {
      forget(id);
      clearInterval(id);
    },
  };
  Object.assign(window, watched);
}

/** Listeners on objects that outlive an element; they have to be removed again. */
function watchListeners() {
  const lasting = new Set<unknown>([
    window,
    document,
    document.documentElement,
    navigator.mediaDevices,
    (navigator as {connection?: unknown}).connection,
    window.visualViewport,
    window.screen.orientation,
  ]);
  const isLasting = (target: EventTarget) =>
    lasting.has(target) || target === document.body || target instanceof MediaQueryList;
  const {addEventListener, removeEventListener} = EventTarget.prototype;
  const find = (wanted: Listening) =>
    [...listeners].find(
      one =>
        one.target === wanted.target &&
        one.type === wanted.type &&
        one.listener === wanted.listener &&
        one.capture === wanted.capture,
    );
  EventTarget.prototype.addEventListener = function (this: EventTarget | undefined, type, listener, options) {
    const target = this ?? window;
    addEventListener.call(target, type, listener, options);
    const {signal, once, capture = false} = typeof options === 'object' ? options : {capture: options};
    if (!listener || !isLasting(target) || signal?.aborted) return;
    const one = {target, type, listener, capture};
    if (find(one)) return;
    listeners.add(one);
    const forget = () => listeners.delete(one);
    if (signal) addEventListener.call(signal, 'abort', forget, {once: true});
    if (once) addEventListener.call(target, type, forget, {once: true, capture});
  };
  EventTarget.prototype.removeEventListener = function (
    this: EventTarget | undefined,
    type,
    listener,
    options,
  ) {
    const target = this ?? window;
    removeEventListener.call(target, type, listener, options);
    const capture = (typeof options === 'object' ? options.capture : options) ?? false;
    if (listener) listeners.delete(find({target, type, listener, capture})!);
  };
}
