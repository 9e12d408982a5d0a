/**
 * A counter of everything that arrives over a connection, connectivity checks included: if it stops growing, nothing
 * arrives. It adds up packets where the browser counts them, and bytes elsewhere.
 */
export async function countReceived(pc: RTCPeerConnection): Promise<number> {
  let received = 0;
  for (const stats of (await pc.getStats()).values()) {
    if (stats.type === 'candidate-pair') {
      received += (stats.responsesReceived ?? 0) + (stats.requestsReceived ?? 0) + (stats.bytesReceived ?? 0);
    } else if (stats.type === 'inbound-rtp') received += stats.packetsReceived ?? 0;
  }
  return received;
}

/** Frames decoded so far, of all incoming videos together. */
export async function countFrames(pc: RTCPeerConnection): Promise<number> {
  let frames = 0;
  for (const stats of (await pc.getStats()).values()) {
    if (stats.type === 'inbound-rtp' && stats.kind === 'video') frames += stats.framesDecoded ?? 0;
  }
  return frames;
}
