/** Puts a track in its place, or takes it out. Needs no negotiation (W3C WebRTC, `replaceTrack`). */
export function setSending(transceiver: RTCRtpTransceiver | undefined, track: MediaStreamTrack | null) {
  if (!transceiver || transceiver.sender.track === track || transceiver.currentDirection === 'stopped')
    return;
  // Rejects only when the connection is closed meanwhile: then there is nothing to send to.
  transceiver.sender.replaceTrack(track).catch(() => {});
}

/**
 * Makes my next pictures key frames, so that a decoder that lost some can go on (W3C WebRTC Extensions,
 * `RTCEncodingOptions`; a browser without it waits for the receiver's own request).
 */
export async function sendKeyFrames(pc: RTCPeerConnection) {
  for (const sender of pc.getSenders()) {
    if (sender.track?.kind !== 'video') continue;
    const parameters = sender.getParameters();
    const encodingOptions = parameters.encodings.map(() => ({keyFrame: true}));
    const setParameters: (parameters: RTCRtpSendParameters, options: object) => Promise<void> =
      sender.setParameters.bind(sender);
    await setParameters(parameters, {encodingOptions}).catch(() => {});
  }
}
