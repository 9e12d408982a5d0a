'use client';
import {useState} from 'react';
// Defines <rtc-call>, in the browser only, and is its component with typed properties and events.
import {RtcCall} from 'rtc-call/react';

export function Call({room}: {room: string}) {
  const [state, setState] = useState('');
  return (
    <>
      {/* Events are onRtcStateChange, onRtcLeft and so on. */}
      <RtcCall room={room} onRtcStateChange={event => setState(event.state)} />
      <p>The state of the call: {state}</p>
    </>
  );
}
