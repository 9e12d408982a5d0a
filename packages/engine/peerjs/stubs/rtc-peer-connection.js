/**
 * What peerjs sees as `RTCPeerConnection`. When it is imported it makes one, with somebody else's STUN and TURN servers,
 * to find out what the browser can: here it only learns whether there is such a thing.
 */
export const RTCPeerConnection =
  globalThis.RTCPeerConnection &&
  class {
    createDataChannel() {
      return {close() {}};
    }
    close() {}
  };
