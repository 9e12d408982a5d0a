/** A parsed PeerServer frame. */
export type Frame = Record<string, unknown>;

/** The browser's end of a WebSocket whose other end is the test. */
export class FakeWebSocket {
  static readonly OPEN = 1;
  readonly url: URL;
  readyState = 0;
  /** The code with which the page closed it; 1005 where it gave none. */
  closeCode: number | undefined;
  onopen: (() => void) | null = null;
  onmessage: ((event: {readonly data: string}) => void) | null = null;
  onclose: ((event: object) => void) | null = null;
  onerror: ((event: object) => void) | null = null;
  /** The frames that the page sent, without heartbeats. */
  readonly sent: Frame[] = [];
  readonly #network: FakeNetwork;

  constructor(url: string, network: FakeNetwork) {
    this.url = new URL(url);
    this.#network = network;
  }

  send(data: string) {
    const frame = JSON.parse(data) as Frame;
    if (frame['type'] === 'HEARTBEAT') return;
    this.sent.push(frame);
    this.#network.onFrame(this, frame);
  }

  close(code?: number) {
    this.closeCode ??= code ?? 1005;
    this.readyState = 3;
  }

  /** The broker accepts the connection and sends `frame` first. */
  accept(frame: Frame | null = {type: 'OPEN'}) {
    this.readyState = 1;
    this.onopen?.();
    if (frame) this.arrive(frame);
  }

  arrive(frame: unknown) {
    this.onmessage?.({data: typeof frame === 'string' ? frame : JSON.stringify(frame)});
  }

  /** The broker or the network closes the connection. */
  break() {
    this.readyState = 3;
    this.onclose?.({});
  }

  /** The messages sent in our envelope. */
  get envelopes(): readonly Frame[] {
    const all = this.sent.map(({dst, payload}): Frame => ({dst, ...(payload as Frame)}));
    return all.filter(({type, kind}) => type === 'rtc-call' && kind !== 'echo');
  }
}

/** Replaces the page's WebSocket and fetch. */
export class FakeNetwork {
  readonly sockets: FakeWebSocket[] = [];
  /** Called for every frame of the page. */
  onFrame: (socket: FakeWebSocket, frame: Frame) => void = () => {};
  /** Called for every new socket, before the page can listen. */
  onSocket: (socket: FakeWebSocket) => void = () => {};
  /** Answers the page's requests. */
  respond: (url: URL, init?: RequestInit) => Response | Promise<Response> = () =>
    new Response(null, {status: 404});
  readonly requests: URL[] = [];
  /** Beacons that the page sent. */
  readonly beacons: {readonly url: URL; readonly body: unknown}[] = [];
  readonly #originals = {WebSocket: globalThis.WebSocket, fetch: globalThis.fetch};

  install() {
    // oxlint-disable-next-line typescript/no-this-alias -- a constructor has a `this` of its own
    const network = this;
    function Constructor(url: string) {
      const socket = new FakeWebSocket(url, network);
      network.sockets.push(socket);
      queueMicrotask(() => network.onSocket(socket));
      return socket;
    }
    Object.defineProperty(navigator, 'sendBeacon', {
      configurable: true,
      value: (url: URL, body: string) => this.beacons.push({url, body: JSON.parse(body)}) > 0,
    });
    Object.assign(globalThis, {
      WebSocket: Object.assign(Constructor, {OPEN: 1}),
      fetch: (input: URL | string, init?: RequestInit) => {
        const url = new URL(input, location.href);
        this.requests.push(url);
        return Promise.resolve(this.respond(url, init));
      },
    });
  }

  restore() {
    Object.assign(globalThis, this.#originals);
    Reflect.deleteProperty(navigator, 'sendBeacon');
  }

  get last(): FakeWebSocket {
    return this.sockets.at(-1)!;
  }
}
