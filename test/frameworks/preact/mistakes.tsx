import 'rtc-call/preact';

/** Each tag has one mistake, which the types find. */
export const mistakes = [
  <rtc-call key="1" room={5} />,
  <rtc-call key="2" audio="loud" />,
  <rtc-call key="3" roomLable="Café" />,
  <rtc-call key="4" relay-only="yes" />,
  <rtc-call key="5" state="connected" />,
  <rtc-call key="6" iceServers={['stun:stun.example.com']} />,
  <rtc-call key="7" onrtc-left={event => event.state} />,
];
