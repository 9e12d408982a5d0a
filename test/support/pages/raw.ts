/**
 * The least that a call can be: one RTCPeerConnection, its descriptions and candidates over the PeerServer protocol,
 * nothing else. What any library adds to the time of a call is measured against this.
 */
const parameters = new URLSearchParams(location.search);
const id = parameters.get('id') ?? crypto.randomUUID();
const video = document.querySelector<HTMLVideoElement>('#remote')!;
const query = new URLSearchParams({key: 'peerjs', id, token: crypto.randomUUID(), version: '1.5.5'});
const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/rtc/peerjs?${query}`);
const heartbeat = setInterval(
  () => socket.readyState === WebSocket.OPEN && socket.send('{"type":"HEARTBEAT"}'),
  5_000,
);
socket.addEventListener('close', () => clearInterval(heartbeat));

export interface Message {
  readonly type: string;
  readonly src: string;
  readonly payload: {
    readonly sdp: RTCSessionDescriptionInit;
    readonly candidate: RTCIceCandidateInit;
    readonly connectionId: string;
  };
}

const raw = {
  isOpen: false,
  remote: null as MediaStream | null,
  connection: null as RTCPeerConnection | null,
  startedAt: 0,
  media: null as MediaStream | null,

  async capture() {
    raw.media ??= await navigator.mediaDevices.getUserMedia({audio: true, video: true});
    return raw.media;
  },
  async ring(dst: string) {
    raw.startedAt = performance.timeOrigin + performance.now();
    const connectionId = `mc_${crypto.randomUUID().replaceAll('-', '')}`;
    const pc = connect(dst, connectionId, await raw.capture());
    await pc.setLocalDescription();
    send('OFFER', dst, {sdp: pc.localDescription, connectionId});
  },
  hangUp() {
    raw.connection?.close();
  },
};

function send(type: string, dst: string, payload: object) {
  socket.send(JSON.stringify({type, dst, payload: {type: 'media', ...payload}}));
}

function connect(peer: string, connectionId: string, media: MediaStream): RTCPeerConnection {
  const pc = new RTCPeerConnection({bundlePolicy: 'max-bundle'});
  raw.connection = pc;
  raw.remote = null;
  for (const track of media.getTracks()) pc.addTrack(track, media);
  pc.onicecandidate = ({candidate}) => {
    if (candidate) send('CANDIDATE', peer, {candidate, connectionId});
  };
  pc.ontrack = ({streams: [stream]}) => {
    if (!stream || stream === raw.remote) return;
    raw.remote = stream;
    video.srcObject = stream;
  };
  return pc;
}

async function take({type, src, payload}: Message) {
  if (type === 'OPEN') raw.isOpen = true;
  if (type === 'OFFER') {
    const media = await raw.capture();
    const pc = connect(src, payload.connectionId, media);
    await pc.setRemoteDescription(payload.sdp);
    await pc.setLocalDescription();
    send('ANSWER', src, {sdp: pc.localDescription, connectionId: payload.connectionId});
  }
  if (type === 'ANSWER') await raw.connection!.setRemoteDescription(payload.sdp);
  if (type === 'CANDIDATE') await raw.connection!.addIceCandidate(payload.candidate);
}

// One message after the other: a candidate must not overtake its offer.
let tail = Promise.resolve();
socket.addEventListener('message', ({data}) => {
  tail = tail.then(() => take(JSON.parse(String(data)) as Message));
});

declare global {
  interface Window {
    raw: typeof raw;
  }
}
window.raw = raw;
