// Sets the room: the name after the # in the URL, or a new name that nobody can guess.
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
    return ''; // The link was truncated within a percent-encoded character.
  }
}

// With ?flow in the URL, the page shows how the call is set up, step by step, and explains each step.
if (new URLSearchParams(location.search).has('flow')) {
  document.querySelector('rtc-call').setAttribute('flow', 'page');
}

window.addEventListener('hashchange', enterRoom);
enterRoom();
