import {useRef, useState} from 'react';
import type {RtcCallElement, RtcCallComponentProps} from 'rtc-call/react';
import 'rtc-call/react';

const iceServers = [{urls: 'stun:stun.example.com'}];

/** React 19: the tag itself has properties and events. */
export function Example({room, createCall}: Pick<RtcCallComponentProps, 'room' | 'createCall'>) {
  const call = useRef<RtcCallElement>(null);
  const [states, setStates] = useState('');
  return (
    <>
      <rtc-call
        ref={call}
        room={room}
        display-name="Ann"
        iceServers={iceServers}
        createCall={createCall}
        className="call"
        style={{height: '20rem'}}
        onrtc-state-change={({state}) => setStates(before => `${before} ${state}`)}
      />
      <button onClick={() => void call.current?.toggleMicrophone(false)}>Mute</button>
      <output>{states}</output>
    </>
  );
}
