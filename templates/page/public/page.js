// Shows the landing page, or the room whose name stands after the # in the URL.
import {adopt, createRoom, keyOf} from './host-key.js';
import {createRoomName} from './room-name.js';

const call = document.querySelector('rtc-call');
const landing = document.querySelector('#landing');
const host = document.querySelector('#host');

async function showRoom() {
  const [hash, key] = location.hash.slice(1).split('?host=');
  const room = decode(hash);
  // A key that stays in the address would be shared with the next link that is copied from there.
  if (key !== undefined) history.replaceState(null, '', `#${hash}`);
  if (key) await adopt(room, key);
  landing.hidden = room !== '';
  call.hidden = room === '';
  host.hidden = !keyOf(room);
  call.setAttribute('host-key', keyOf(room) ?? '');
  if (room) call.setAttribute('room', room);
  else call.removeAttribute('room');
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return ''; // The link was truncated within a percent-encoded character.
  }
}

// A new name that nobody can guess: whoever knows the link can join. This browser is its host.
document.querySelector('#new-room').addEventListener('click', async () => {
  location.hash = await createRoom(createRoomName());
});

document.querySelector('#copy-host-link').addEventListener('click', async ({target}) => {
  const {room} = call;
  await navigator.clipboard.writeText(
    new URL(`#${encodeURIComponent(room)}?host=${keyOf(room)}`, location.href).href,
  );
  target.textContent = 'Host link copied';
  setTimeout(() => (target.textContent = 'Copy host link'), 3_000);
});

// With ?flow in the URL, the page shows how the call is set up, step by step, and explains each step.
if (new URLSearchParams(location.search).has('flow')) call.setAttribute('flow', 'page');

window.addEventListener('hashchange', showRoom);
void showRoom();
