import 'rtc-call/solid';

/** Each tag has one mistake, which the types find. */
export const mistakes = () => [
  <rtc-call room={5} />,
  <rtc-call attr:audio="loud" />,
  <rtc-call prop:roomLable="Café" />,
  <rtc-call bool:relay-only="yes" />,
  <rtc-call prop:state="connected" />,
  <rtc-call prop:iceServers={['stun:stun.example.com']} />,
  <rtc-call on:rtc-left={event => event.state} />,
];
