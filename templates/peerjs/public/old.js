// A page as the PeerJS docs have it. New are only host, port and path, which lead to our broker, and its STUN and TURN
// servers: without them, PeerJS uses servers of others.
const video = document.querySelector('video');
const form = document.querySelector('form');
const status = document.querySelector('[role=status]');

function showError(error) {
  status.textContent = `That did not work: ${error.message}`;
}

const id = `old-${crypto.randomUUID().slice(0, 8)}`;
const answer = await fetch(`/rtc/ice?id=${id}`).catch(showError);
const {iceServers} = answer?.ok ? await answer.json() : {};

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

// For example: nobody has this id, or the server can't be reached.
peer.on('error', showError);

const openDevices = () => navigator.mediaDevices.getUserMedia({audio: true, video: true});

function show(call) {
  status.textContent = '';
  call.on('stream', stream => (video.srcObject = stream));
  call.on('error', showError);
}

peer.on('call', async call => {
  try {
    call.answer(await openDevices());
    show(call);
  } catch (error) {
    // No camera, or it may not be used.
    showError(error);
  }
});

form.addEventListener('submit', async event => {
  event.preventDefault();
  try {
    show(peer.call(new FormData(form).get('to'), await openDevices()));
  } catch (error) {
    showError(error);
  }
});
