/**
 * A minimal page for the engine, like stock.ts for PeerJS: a `<video>` for each participant. `?id=` sets the peer id,
 * `?room=` previews a room, with `?key=` as its host, `?answer=manual` doesn't answer automatically, `?early=always` connects while it rings for any
 * caller, `?verify=1` asks whom it calls to compare emoji as soon as possible.
 */
import {createCall, type Call, type Participant} from '@rtc-call/engine';
import {now, type Side} from './side.js';

const parameters = new URLSearchParams(location.search);
const room = parameters.get('room');
const call = createCall({
  broker: new URL('/rtc', location.href).href,
  peerId: parameters.get('id') ?? crypto.randomUUID(),
  token: parameters.get('token') ?? undefined,
  hostKey: parameters.get('key') ?? undefined,
  connectBeforeAccept: parameters.get('early') === 'always' ? 'always' : 'auto',
});

const side: Side = {
  get isReady() {
    return call.isOnline && call.local.stream !== null;
  },
  isRinging: false,
  remote: null,
  startedAt: 0,
  ring(id) {
    side.startedAt = now();
    if (parameters.has('verify')) verify(id);
    return call.call(id);
  },
  answer() {
    side.startedAt = now();
    return call.accept();
  },
  join() {
    side.startedAt = now();
    return call.join(room!);
  },
};
/** Repeats it until there is a connection. */
const verify = (id: string): void => void call.verify(id).catch(() => setTimeout(() => verify(id), 20));

window.side = side;
window.call = call;

call.addEventListener('rtc-incoming-call', () => {
  side.isRinging = true;
  if (parameters.get('answer') !== 'manual') void side.answer();
});
const shown = new Set<MediaStream>();
/** Shows a participant as soon as there is media, like pages that wait for a `track` or `stream` event. */
const show = ({participant: {stream}}: {participant: Participant}) => {
  side.remote = stream;
  if (shown.has(stream) || stream.getTracks().length === 0) return;
  shown.add(stream);
  const video = Object.assign(document.createElement('video'), {autoplay: true, playsInline: true});
  video.srcObject = stream;
  document.body.append(video);
};
call.addEventListener('rtc-participant-joined', show);
call.addEventListener('rtc-participant-updated', show);

void call.preview(room ?? undefined).then(() => call.open());

declare global {
  interface Window {
    call: Call;
  }
}
