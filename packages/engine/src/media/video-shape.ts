import type {SendingShape} from './uplink.js';

/**
 * The order in which video codecs are offered. VP8 costs the processor least at the sizes of a mesh, and adapts
 * best when it is short; phones have H.264 in hardware.
 */
const DESKTOP_CODECS = 'VP8 VP9 H264 AV1';
const MOBILE_CODECS = 'H264 VP8 VP9 AV1';

/** Says which codecs are to be tried first. What is not named (retransmission, error correction) keeps its place. */
export function preferCodecs(transceiver: RTCRtpTransceiver) {
  const {userAgentData} = navigator as {userAgentData?: {mobile?: boolean}};
  const isMobile = userAgentData?.mobile ?? /Mobi/.test(navigator.userAgent);
  const order = isMobile ? MOBILE_CODECS : DESKTOP_CODECS;
  // Unsigned, -1 is the last.
  const rank = ({mimeType}: RTCRtpCodec) => order.indexOf(mimeType.slice('video/'.length)) >>> 0;
  try {
    const {codecs} = RTCRtpReceiver.getCapabilities('video')!;
    transceiver.setCodecPreferences(codecs.toSorted((a, b) => rank(a) - rank(b)));
  } catch {
    // An older browser; its own order does as well.
  }
}

/**
 * Half the size for the first pictures: a new connection is taken to carry 300 kbit/s, and Chromium drops its first
 * four pictures where they are larger than 640 × 480. The first reading of the uplink says how large they may be.
 */
export function startSmall({sender}: RTCRtpTransceiver) {
  const parameters = sender.getParameters();
  for (const encoding of parameters.encodings) encoding.scaleResolutionDownBy = 2;
  sender.setParameters(parameters).catch(() => {});
}

type Parameters = RTCRtpSendParameters & {degradationPreference?: 'balanced' | 'maintain-resolution'};

/** Applies a shape to the sender of a camera or a screen, if it says anything new. */
export async function shapeVideo(
  sender: RTCRtpSender,
  {maxBitrate, scaleDownBy, isPaused}: SendingShape['video'],
) {
  const parameters = sender.getParameters() as Parameters;
  const [encoding] = parameters.encodings;
  if (!encoding || sender.track?.kind !== 'video') return;
  const before = JSON.stringify(parameters);
  const isScreen = sender.track.contentHint === 'detail';
  encoding.maxBitrate = maxBitrate;
  // What is on a screen must stay readable, whatever the size of its tile.
  encoding.scaleResolutionDownBy = isScreen ? 1 : scaleDownBy;
  encoding.active = !isPaused;
  parameters.degradationPreference = isScreen ? 'maintain-resolution' : 'balanced';
  if (JSON.stringify(parameters) === before) return;
  // Rejects when another change came between, or where a browser knows a parameter not: the next reading tries again.
  await sender.setParameters(parameters).catch(() => {});
}

type KeyFrameSender = {setParameters(parameters: RTCRtpSendParameters, options: object): Promise<void>};

/**
 * Makes my next pictures key frames, so that a decoder that lost some can go on (W3C WebRTC Extensions,
 * `RTCEncodingOptions`; a browser without it waits for the receiver's own request).
 */
export async function sendKeyFrames(pc: RTCPeerConnection) {
  for (const sender of pc.getSenders()) {
    if (sender.track?.kind !== 'video') continue;
    const parameters = sender.getParameters();
    const encodingOptions = parameters.encodings.map(() => ({keyFrame: true}));
    await (sender as KeyFrameSender).setParameters(parameters, {encodingOptions}).catch(() => {});
  }
}
