/**
 * The engine with the least of a page around it, as stock.ts is for PeerJS. `?id=` names it, `?room=` previews that
 * room, `?answer=manual` lets it ring, `?early=always` connects while it rings whoever calls.
 */
import {createCall, type Call} from '@rtc-call/engine';
import {now, type Side} from './side.js';

const parameters = new URLSearchParams(location.search);
const room = parameters.get('room');
const video = document.querySelector<HTMLVideoElement>('#remote')!;
const call = createCall({
  broker: new URL('/rtc', location.href).href,
  peerId: parameters.get('id') ?? crypto.randomUUID(),
  token: parameters.get('token') ?? undefined,
  connectBeforeAccept: parameters.get('early') === 'always' ? 'always' : 'auto',
});

const side: Side & {join(): Promise<void>} = {
  isReady: false,
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
  video.srcObject = participant.stream;
});

void Promise.all([room ? call.preview(room) : call.preview(), call.open()]).then(() => {
  side.isReady = true;
});

declare global {
  interface Window {
    call: Call;
  }
}
