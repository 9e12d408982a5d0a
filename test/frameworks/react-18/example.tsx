import {useRef, useState} from 'react';
import {RtcCall, type RtcCallElement, type RtcCallComponentProps} from 'rtc-call/react';

const iceServers = [{urls: 'stun:stun.example.com'}];

/** React 18 and later: the component sets the tag's properties and hears its events. */
export function Example({room, createCall}: Pick<RtcCallComponentProps, 'room' | 'createCall'>) {
  const call = useRef<RtcCallElement>(null);
  const [states, setStates] = useState('');
  return (
    <>
      <RtcCall
        ref={call}
        room={room}
        displayName="Ann"
        iceServers={iceServers}
        createCall={createCall}
        className="call"
        style={{height: '20rem'}}
        onRtcStateChange={({state}) => setStates(before => `${before} ${state}`)}
      />
      <button onClick={() => void call.current?.toggleMicrophone(false)}>Mute</button>
      <output>{states}</output>
    </>
  );
}
