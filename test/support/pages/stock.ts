/** A page as thousands have it: stock peerjs, one call, one `<video>`. `?id=` names it, `?answer=manual` lets it ring. */
import type {MediaConnection, Peer as PeerClass} from 'peerjs';

declare const Peer: typeof PeerClass;

const parameters = new URLSearchParams(location.search);
const video = document.querySelector<HTMLVideoElement>('#remote')!;

const stock = {
  peer: new Peer(parameters.get('id') ?? crypto.randomUUID(), {
    host: location.hostname,
    port: Number(location.port),
    path: '/rtc',
    config: {iceServers: []},
  }),
  isOpen: false,
  call: null as MediaConnection | null,
  remote: null as MediaStream | null,
  isClosed: false,
  /** The `type` of every error of the Peer. */
  errors: [] as string[],
  /** When `ring()` or `answer()` was called, as `lab.now()`. */
  startedAt: 0,
  media: null as MediaStream | null,

  async capture() {
    stock.media ??= await navigator.mediaDevices.getUserMedia({audio: true, video: true});
    return stock.media;
  },
  async ring(id: string) {
    stock.startedAt = performance.timeOrigin + performance.now();
    adopt(stock.peer.call(id, await stock.capture()));
  },
  async answer() {
    stock.startedAt = performance.timeOrigin + performance.now();
    stock.call!.answer(await stock.capture());
  },
  hangUp() {
    stock.call?.close();
  },
};

function adopt(call: MediaConnection) {
  stock.call = call;
  stock.isClosed = false;
  stock.remote = null;
  call.on('stream', stream => {
    if (stock.remote === stream) return;
    stock.remote = stream;
    video.srcObject = stream;
  });
  call.on('close', () => {
    stock.isClosed = true;
  });
}

stock.peer.on('open', () => {
  stock.isOpen = true;
});
stock.peer.on('error', error => stock.errors.push(error.type));
stock.peer.on('call', call => {
  adopt(call);
  if (parameters.get('answer') !== 'manual') void stock.answer();
});

declare global {
  interface Window {
    stock: typeof stock;
  }
}
window.stock = stock;
