import {useRef, useState} from 'preact/hooks';
import type {RtcCall} from 'rtc-call/preact';
import 'rtc-call/preact';

/** Preact sets the properties of custom elements, and hears their events by `on` and their name. */
export function Example({room}: {room: string}) {
  const call = useRef<RtcCall>(null);
  const [state, setState] = useState('');
  return (
    <>
      <rtc-call
        ref={call}
        room={room}
        display-name="Ann"
        iceServers={[{urls: 'stun:stun.example.com'}]}
        class="call"
        style={{height: '20rem'}}
        onrtc-state-change={event => setState(event.state)}
      />
      <button onClick={() => void call.current?.toggleMicrophone(false)}>Mute</button>
      <output>{state}</output>
    </>
  );
}
