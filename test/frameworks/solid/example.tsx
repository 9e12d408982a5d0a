import {createSignal} from 'solid-js';
import type {RtcCall} from 'rtc-call/solid';
import 'rtc-call/solid';

/** Solid sets the properties of custom elements; `on:` listens to their events. */
export function Example(props: {room: string}) {
  let call: RtcCall | undefined;
  const [state, setState] = createSignal('');
  return (
    <>
      <rtc-call
        ref={call}
        room={props.room}
        attr:display-name="Ann"
        prop:iceServers={[{urls: 'stun:stun.example.com'}]}
        bool:relay-only={true}
        class="call"
        style={{height: '20rem'}}
        on:rtc-state-change={event => setState(event.state)}
      />
      <button onClick={() => void call?.toggleMicrophone(false)}>Mute</button>
      <output>{state()}</output>
    </>
  );
}
