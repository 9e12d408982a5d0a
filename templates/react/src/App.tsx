import {useSyncExternalStore, useState} from 'react';
// Defines <rtc-call>, and tells TypeScript its properties and events.
import 'rtc-call/react';
import {createRoom, hostKeyOf} from './host-keys';
import {hostLinkOf, readHostLink, roomOf} from './room';

function onHashChange(changed: () => void) {
  const update = () => void readHostLink().then(changed);
  window.addEventListener('hashchange', update);
  return () => window.removeEventListener('hashchange', update);
}

export function App() {
  const room = useSyncExternalStore(onHashChange, () => roomOf(location.hash));
  const hostKey = useSyncExternalStore(onHashChange, () => hostKeyOf(room));
  const [state, setState] = useState('');
  const [isCopied, setCopied] = useState(false);
  const copyHostLink = async () => {
    await navigator.clipboard.writeText(hostLinkOf(room));
    setCopied(true);
  };
  if (!room)
    return (
      <main>
        <h1>A private call</h1>
        <p>Open a room and send its link to the people you want to see.</p>
        <button id="new-room" onClick={async () => (location.hash = await createRoom())}>
          New room
        </button>
      </main>
    );
  return (
    <main>
      <h1>A private call</h1>
      {/* Events are properties: onrtc-state-change, onrtc-left and so on. */}
      <rtc-call room={room} hostKey={hostKey} onrtc-state-change={event => setState(event.state)} />
      <p>The state of the call: {state}</p>
      {hostKey && <button onClick={copyHostLink}>{isCopied ? 'Host link copied' : 'Copy host link'}</button>}
    </main>
  );
}
