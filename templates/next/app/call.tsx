'use client';
import {useEffect, useState} from 'react';
// Defines <rtc-call>, in the browser only, and is its component with typed properties and events.
import {RtcCall} from 'rtc-call/react';
import {hostKeyOf} from './host-keys';
import {hostLink, readHostLink} from './host-link';

export function Call({room}: {room: string}) {
  const [state, setState] = useState('');
  const hostKey = useHostKey(room);
  const [isCopied, setCopied] = useState(false);
  const copyHostLink = async (key: string) => {
    await navigator.clipboard.writeText(hostLink(key));
    setCopied(true);
  };
  return (
    <>
      {/* Events are onRtcStateChange, onRtcLeft and so on. */}
      <RtcCall room={room} hostKey={hostKey} onRtcStateChange={event => setState(event.state)} />
      <p>The state of the call: {state}</p>
      {hostKey && (
        <button onClick={() => copyHostLink(hostKey)}>
          {isCopied ? 'Host link copied' : 'Copy host link'}
        </button>
      )}
    </>
  );
}

/** The key of the room, if this browser has it; never on the server. */
function useHostKey(room: string) {
  const [hostKey, setHostKey] = useState<string>();
  useEffect(() => {
    const update = () => void readHostLink(room).then(() => setHostKey(hostKeyOf(room)));
    update();
    window.addEventListener('hashchange', update);
    return () => window.removeEventListener('hashchange', update);
  }, [room]);
  return hostKey;
}
