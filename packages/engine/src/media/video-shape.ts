import type {SendingShape} from './uplink.js';

/**
 * The order in which video codecs are offered. VP8 uses the least CPU at the sizes of a mesh, and adapts best when CPU
 * is short; phones encode H.264 in hardware.
 */
const DESKTOP_CODECS = 'VP8 VP9 H264 AV1';
const MOBILE_CODECS = 'H264 VP8 VP9 AV1';

/** Sets the preferred order of codecs. Those not listed (retransmission, error correction) stay at the end. */
export function preferCodecs(transceiver: RTCRtpTransceiver) {
  const {userAgentData} = navigator as {userAgentData?: {mobile?: boolean}};
  const isMobile = userAgentData?.mobile ?? /Mobi/.test(navigator.userAgent);
  const order = isMobile ? MOBILE_CODECS : DESKTOP_CODECS;
  // As an unsigned number, -1 sorts last.
  const rank = ({mimeType}: RTCRtpCodec) => order.indexOf(mimeType.slice('video/'.length)) >>> 0;
  try {
    const {codecs} = RTCRtpReceiver.getCapabilities('video')!;
    transceiver.setCodecPreferences(codecs.toSorted((a, b) => rank(a) - rank(b)));
  } catch {
    // An older browser keeps its own order.
  }
}

/**
 * Halves the size of the first frames: a new connection starts with an estimate of 300 kbit/s, at which Chromium drops
 * its first four frames if they are larger than 640 × 480. The first reading of the uplink sets the final size.
 */
export function startSmall({sender}: RTCRtpTransceiver) {
  const parameters = sender.getParameters();
  for (const encoding of parameters.encodings) encoding.scaleResolutionDownBy = 2;
  sender.setParameters(parameters).catch(() => {});
}

/** The largest video that a callee sees while it rings: its long and short side, in pixels, and bit/s. */
const PREVIEW = {long: 640, short: 360, maxBitrate: 600_000};

/** Limits a camera's video to the size of a preview. False if the browser refuses; it must not be sent then. */
export async function limitToPreview(
  {sender}: RTCRtpTransceiver,
  camera: MediaStreamTrack,
): Promise<boolean> {
  // Cameras are asked for this size.
  const {width = 1280, height = 720} = camera.getSettings();
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  const parameters = sender.getParameters();
  for (const encoding of parameters.encodings) {
    encoding.scaleResolutionDownBy = Math.max(1, long / PREVIEW.long, short / PREVIEW.short);
    encoding.maxBitrate = PREVIEW.maxBitrate;
  }
  return sender.setParameters(parameters).then(
    () => true,
    () => false,
  );
}

type Parameters = RTCRtpSendParameters & {degradationPreference?: 'balanced' | 'maintain-resolution'};

/** Applies a shape to the sender of a camera or a screen, if it changes anything. */
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
  // A screen must stay readable, whatever the size of its tile.
  encoding.scaleResolutionDownBy = isScreen ? 1 : scaleDownBy;
  encoding.active = !isPaused;
  parameters.degradationPreference = isScreen ? 'maintain-resolution' : 'balanced';
  if (JSON.stringify(parameters) === before) return;
  // Rejects after a concurrent change or for an unsupported parameter: the next reading tries again.
  await sender.setParameters(parameters).catch(() => {});
}

type KeyFrameSender = {setParameters(parameters: RTCRtpSendParameters, options: object): Promise<void>};

/**
 * Makes my next frames key frames, so that a decoder that missed some can continue (W3C WebRTC Extensions,
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
