/**
 * A minimal call: one RTCPeerConnection, with descriptions and candidates over the PeerServer protocol. The baseline for
 * the setup time of libraries.
 */
import {now, type Side} from './side.js';

const parameters = new URLSearchParams(location.search);
const video = document.querySelector<HTMLVideoElement>('#remote')!;
const query = new URLSearchParams({
  key: 'peerjs',
  id: parameters.get('id') ?? crypto.randomUUID(),
  token: parameters.get('token') ?? crypto.randomUUID(),
  version: '1.5.5',
});
const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/rtc/peerjs?${query}`);
const media = navigator.mediaDevices.getUserMedia({audio: true, video: true});
let connection: RTCPeerConnection | undefined;

interface Message {
  readonly type: string;
  readonly src: string;
  readonly payload: {
    readonly sdp: RTCSessionDescriptionInit;
    readonly candidate: RTCIceCandidateInit;
    readonly connectionId: string;
  };
}

const side: Side & {isReady: boolean} = {
  isReady: false,
  isRinging: false,
  remote: null,
  startedAt: 0,
  async ring(dst) {
    side.startedAt = now();
    const connectionId = `mc_${crypto.randomUUID().replaceAll('-', '')}`;
    const pc = connect(dst, connectionId, await media);
    await pc.setLocalDescription();
    send('OFFER', dst, {sdp: pc.localDescription, connectionId});
  },
  answer: () => Promise.reject(new Error('A raw page answers at once.')),
  join: () => Promise.reject(new Error('A raw page knows no rooms.')),
};
window.side = side;

function send(type: string, dst: string, payload: object) {
  socket.send(JSON.stringify({type, dst, payload: {type: 'media', ...payload}}));
}

function connect(peer: string, connectionId: string, local: MediaStream): RTCPeerConnection {
  const pc = new RTCPeerConnection({bundlePolicy: 'max-bundle'});
  connection = pc;
  for (const track of local.getTracks()) pc.addTrack(track, local);
  pc.onicecandidate = ({candidate}) => {
    if (candidate) send('CANDIDATE', peer, {candidate, connectionId});
  };
  pc.ontrack = ({streams: [stream]}) => {
    if (!stream || stream === side.remote) return;
    side.remote = stream;
    video.srcObject = stream;
  };
  return pc;
}

async function take({type, src, payload}: Message) {
  if (type === 'OPEN') {
    await media;
    side.isReady = true;
  }
  if (type === 'OFFER') {
    const pc = connect(src, payload.connectionId, await media);
    await pc.setRemoteDescription(payload.sdp);
    await pc.setLocalDescription();
    send('ANSWER', src, {sdp: pc.localDescription, connectionId: payload.connectionId});
  }
  if (type === 'ANSWER') await connection!.setRemoteDescription(payload.sdp);
  if (type === 'CANDIDATE') await connection!.addIceCandidate(payload.candidate);
}

// One message after the other: a candidate must not overtake its offer.
let tail = Promise.resolve();
socket.addEventListener('message', ({data}) => {
  tail = tail.then(() => take(JSON.parse(String(data)) as Message));
});
