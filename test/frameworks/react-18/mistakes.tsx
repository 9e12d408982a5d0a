import {RtcCall} from 'rtc-call/react';

/** Each tag has one mistake, which the types find. */
export const mistakes = [
  <RtcCall key="1" room={5} />,
  <RtcCall key="2" audio="loud" />,
  <RtcCall key="3" roomLable="Café" />,
  <RtcCall key="4" relayOnly="yes" />,
  <RtcCall key="5" state="connected" />,
  <RtcCall key="6" iceServers={['stun:stun.example.com']} />,
  <RtcCall key="7" onRtcLeft={event => event.state} />,
];
