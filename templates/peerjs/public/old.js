// A page as the PeerJS docs have it. New are only host, port and path, which lead to our broker, and its STUN and TURN
// servers: without them, PeerJS uses servers of others.
const video = document.querySelector('video');
const form = document.querySelector('form');

const id = `old-${crypto.randomUUID().slice(0, 8)}`;
const {iceServers} = await (await fetch(`/rtc/ice?id=${id}`)).json();

const peer = new Peer(id, {
  host: location.hostname,
  port: Number(location.port) || (location.protocol === 'https:' ? 443 : 80),
  path: '/rtc',
  secure: location.protocol === 'https:',
  config: {iceServers},
});

peer.on('open', id => {
  document.querySelector('#id').textContent = id;
});

const openDevices = () => navigator.mediaDevices.getUserMedia({audio: true, video: true});
const show = call => call.on('stream', stream => (video.srcObject = stream));

peer.on('call', async call => {
  call.answer(await openDevices());
  show(call);
});

form.addEventListener('submit', async event => {
  event.preventDefault();
  show(peer.call(new FormData(form).get('to'), await openDevices()));
});
