// Gives the page a room: the one that its address names after the #, or a new one that nobody can guess.
import {createRoomName} from './room-name.js';

function enterRoom() {
  const room = roomOf(location.hash) || createRoomName();
  const hash = `#${encodeURIComponent(room)}`;
  if (location.hash !== hash) history.replaceState(null, '', hash);
  document.querySelector('rtc-call').setAttribute('room', room);
}

function roomOf(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return ''; // A link that was cut off in the middle of an escape.
  }
}

window.addEventListener('hashchange', enterRoom);
enterRoom();
