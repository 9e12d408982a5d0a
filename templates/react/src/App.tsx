import {useSyncExternalStore, useState} from 'react';
// Defines <rtc-call>, and tells TypeScript its properties and events.
import 'rtc-call/react';
import {createRoomName, roomOf} from './room';

function onHashChange(changed: () => void) {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

export function App() {
  const room = roomOf(useSyncExternalStore(onHashChange, () => location.hash));
  const [state, setState] = useState('');
  if (!room)
    return (
      <main>
        <h1>A private call</h1>
        <p>Open a room and send its link to the people you want to see.</p>
        <button id="new-room" onClick={() => (location.hash = createRoomName())}>
          New room
        </button>
      </main>
    );
  return (
    <main>
      <h1>A private call</h1>
      {/* Events are properties: onrtc-state-change, onrtc-left and so on. */}
      <rtc-call room={room} onrtc-state-change={event => setState(event.state)} />
      <p>The state of the call: {state}</p>
    </main>
  );
}
