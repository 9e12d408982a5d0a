/**
 * A typical page with stock peerjs: one call, one `<video>`. `?id=` sets the peer id, `?answer=manual` doesn't answer,
 * `?camera=cold` opens the devices when they are needed.
 */
import type {MediaConnection, Peer as PeerClass} from 'peerjs';
import {now, type Side} from './side.js';

declare const Peer: typeof PeerClass;

const parameters = new URLSearchParams(location.search);
const video = document.querySelector<HTMLVideoElement>('#remote')!;
const capture = () =>
  navigator.mediaDevices.getUserMedia({audio: true, video: parameters.get('video') !== 'off'});
let media: Promise<MediaStream> | null = parameters.get('camera') === 'cold' ? null : capture();

const stock = {
  peer: new Peer(parameters.get('id') ?? crypto.randomUUID(), {
    host: location.hostname,
    port: Number(location.port),
    path: '/rtc',
    token: parameters.get('token') ?? crypto.randomUUID(),
    config: {iceServers: []},
  }),
  isReady: false,
  isRinging: false,
  call: null as MediaConnection | null,
  remote: null as MediaStream | null,
  /** The call is over, as PeerJS reports it. */
  isClosed: false,
  /** The `type` of every error of the Peer. */
  errors: [] as string[],
  startedAt: 0,

  async ring(id: string) {
    stock.startedAt = now();
    adopt(stock.peer.call(id, await (media ??= capture())));
  },
  async answer() {
    stock.startedAt = now();
    stock.isRinging = false;
    stock.call!.answer(await (media ??= capture()));
  },
  join: () => Promise.reject(new Error('PeerJS knows no rooms.')),
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
  void Promise.resolve(media).then(() => {
    stock.isReady = true;
  });
});
stock.peer.on('error', error => stock.errors.push(error.type));
stock.peer.on('call', call => {
  adopt(call);
  stock.isRinging = true;
  if (parameters.get('answer') !== 'manual') void stock.answer();
});

declare global {
  interface Window {
    stock: typeof stock & Side;
  }
}
window.stock = stock;
window.side = stock;
