/**
 * The engine with the least of a page around it, as stock.ts is for PeerJS: a `<video>` for each participant. `?id=` names it, `?room=` previews that
 * room, `?answer=manual` lets it ring, `?early=always` connects while it rings whoever calls.
 */
import {createCall, type Call} from '@rtc-call/engine';
import {now, type Side} from './side.js';

const parameters = new URLSearchParams(location.search);
const room = parameters.get('room');
const call = createCall({
  broker: new URL('/rtc', location.href).href,
  peerId: parameters.get('id') ?? crypto.randomUUID(),
  token: parameters.get('token') ?? undefined,
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
window.side = side;
window.call = call;

call.addEventListener('rtc-incoming-call', () => {
  side.isRinging = true;
  if (parameters.get('answer') !== 'manual') void side.answer();
});
call.addEventListener('rtc-participant-joined', ({participant}) => {
  side.remote = participant.stream;
  const video = Object.assign(document.createElement('video'), {autoplay: true, playsInline: true});
  video.srcObject = participant.stream;
  document.body.append(video);
});

void call.preview(room ?? undefined).then(() => call.open());

declare global {
  interface Window {
    call: Call;
  }
}
