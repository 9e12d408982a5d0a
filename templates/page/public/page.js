// Shows the landing page, or the room whose name stands after the # in the URL.
import {createRoomName} from './room-name.js';

const call = document.querySelector('rtc-call');
const landing = document.querySelector('#landing');

function showRoom() {
  const room = roomOf(location.hash);
  landing.hidden = room !== '';
  call.hidden = room === '';
  if (room) call.setAttribute('room', room);
  else call.removeAttribute('room');
}

function roomOf(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return ''; // The link was truncated within a percent-encoded character.
  }
}

// A new name that nobody can guess: whoever knows the link can join.
document.querySelector('#new-room').addEventListener('click', () => {
  location.hash = createRoomName();
});

// With ?flow in the URL, the page shows how the call is set up, step by step, and explains each step.
if (new URLSearchParams(location.search).has('flow')) call.setAttribute('flow', 'page');

window.addEventListener('hashchange', showRoom);
showRoom();
