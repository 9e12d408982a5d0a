import type {FlowName} from '../flow/steps.js';

/** Where a step is specified. */
export interface Source {
  /** The name of the specification and the section. */
  readonly source: string;
  readonly url: string;
}

/** What a step is for, in two lines. */
interface Explanation extends Source {
  readonly text: string;
}

const rfc = (number: number, section: string, text: string): Explanation => ({
  text,
  source: `RFC ${number} §${section}`,
  url: `https://www.rfc-editor.org/rfc/rfc${number}#section-${section}`,
});
const w3c = (spec: string, title: string, anchor: string, text: string): Explanation => ({
  text,
  source: `W3C ${title}`,
  url: `https://www.w3.org/TR/${spec}/#${anchor}`,
});

const guide: Readonly<Record<FlowName, Explanation>> = {
  'broker-connecting': rfc(
    6455,
    '1.2',
    'Two browsers can’t find each other alone. Each keeps a WebSocket to the broker, which passes their messages on.',
  ),
  'broker-open': rfc(
    8825,
    '3',
    'The broker knows my id now, and delivers what is sent to it. Audio and video never pass through it.',
  ),
  'broker-failed': rfc(
    6455,
    '4.1',
    'Without the broker nobody can be called. A call that is connected continues without it.',
  ),
  'room-requested': rfc(
    8825,
    '3',
    'WebRTC leaves open how people find each other. Here the broker keeps a list of members for each room.',
  ),
  'members-received': rfc(
    8825,
    '3',
    'Of each pair in the room, the one who came later calls the other. Everyone is connected to everyone.',
  ),
  'room-refused': rfc(
    8825,
    '3',
    'The broker decides who may enter: by the access token and by how many are in.',
  ),
  'media-captured': w3c(
    'mediacapture-streams',
    'Media Capture, getUserMedia()',
    'dom-mediadevices-getusermedia',
    'The browser asks for permission and opens camera and microphone: getUserMedia() returns their tracks.',
  ),
  'connection-created': w3c(
    'webrtc',
    'WebRTC, RTCPeerConnection',
    'rtcpeerconnection-interface',
    'An RTCPeerConnection is one end of the call. It is told which STUN and TURN servers it may use.',
  ),
  'offer-created': rfc(
    8829,
    '5.2',
    'The browser writes down what it can send and receive: codecs, keys and media sections, in SDP. It is my local description.',
  ),
  offer: rfc(
    3264,
    '5',
    'The offer travels through the broker. Until it is answered, neither side knows what the other one can do.',
  ),
  'answer-created': rfc(
    8829,
    '5.3',
    'From the offer the browser picks what it can do as well, and writes it into its answer.',
  ),
  answer: rfc(3264, '6', 'The answer says which parts of the offer are used. With it, both sides agree.'),
  'remote-description-set': rfc(
    8829,
    '5.10',
    'What the other side has sent is applied as the remote description. Candidates can be added from here on.',
  ),
  'servers-asked': rfc(
    8489,
    '2',
    'Behind a router, a browser doesn’t know its own public address. STUN tells it; TURN lends one of its own.',
  ),
  address: rfc(
    8489,
    '6.3.3',
    'The STUN server answers with the address that my packets came from: a server-reflexive candidate.',
  ),
  relay: rfc(
    8656,
    '7',
    'The TURN server has reserved an address for me, and forwards what arrives there: it works where no direct path does.',
  ),
  'no-stun': rfc(
    8489,
    '6.2.1',
    'The request was sent several times, without an answer. Often a firewall blocks UDP.',
  ),
  'no-relay': rfc(
    8656,
    '7.4',
    'The TURN server was not reached or refused the credentials. People behind strict firewalls need it.',
  ),
  'no-candidates': rfc(
    8445,
    '5.1',
    'There is no address that the other side could try. With “relay only”, every candidate has to come from TURN.',
  ),
  candidates: rfc(
    8838,
    '9',
    'Each address is sent as soon as it is found (trickle ICE), so that nobody waits for the slowest one.',
  ),
  ringing: rfc(
    8825,
    '3',
    'The other page has received the call and rings. This message is ours; WebRTC has no ringing.',
  ),
  accepted: rfc(8825, '3', 'Somebody has accepted. From now on their camera and microphone may be sent.'),
  checking: rfc(
    8445,
    '2.2',
    'Both sides send STUN requests from each of their candidates to each of the other’s, to see which pairs work.',
  ),
  'path-found': rfc(
    8445,
    '8',
    'A pair that works was nominated; all packets take this path. Direct is preferred to a relay.',
  ),
  'ice-failed': rfc(
    8445,
    '8.1.2',
    'No pair of candidates got an answer. A relay would connect almost any two networks.',
  ),
  encrypted: rfc(
    5764,
    '3',
    'A DTLS handshake on this path yields the keys for SRTP. The fingerprints came with offer and answer; no server has the keys.',
  ),
  'dtls-failed': rfc(
    5764,
    '4.1',
    'The path works, but both sides could not agree on keys, so nothing is sent.',
  ),
  'channel-open': rfc(
    8831,
    '6',
    'Over the same encrypted path runs a data channel: mute states, chat, and further offers without the broker.',
  ),
  'first-frame': rfc(
    4585,
    '6',
    'The first frame is on the screen. RTCP feedback now reports losses, and asks for key frames where needed.',
  ),
  stalled: rfc(
    7675,
    '5.1',
    'Nothing has arrived for over a second. The last frame stays on the screen while another path is looked for.',
  ),
  'ice-restart': rfc(
    8445,
    '9',
    'All addresses are gathered and checked again with new credentials, while the old path is still in use.',
  ),
  recovered: rfc(
    4585,
    '6.3.1',
    'Packets arrive again. The receiver asks for a key frame, because the decoder has missed some.',
  ),
  'hang-up': w3c(
    'webrtc',
    'WebRTC, close()',
    'dom-rtcpeerconnection-close',
    'One side says goodbye, over the data channel and through the broker; both close their connection.',
  ),
  failed: w3c(
    'webrtc',
    'WebRTC, RTCPeerConnectionState',
    'rtcpeerconnectionstate-enum',
    'The connection was not made, or did not come back in time, and was closed.',
  ),
};

/** English of the explanations of the steps. */
export const flowGuideStrings = {
  flowGuide: Object.fromEntries(Object.entries(guide).map(([name, {text}]) => [name, text])) as Readonly<
    Record<FlowName, string>
  >,
  /** The same for every language: not translated, but inherited. */
  flowSources: guide as Readonly<Record<FlowName, Source>>,
};

export type FlowGuideStrings = Pick<typeof flowGuideStrings, 'flowGuide'> & Partial<typeof flowGuideStrings>;
