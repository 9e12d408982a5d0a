import type {SendingShape} from './uplink.js';

/**
 * Changes the peer's description so that my audio is sent as requested (RFC 7587 §7.1). The receiver asks for DTX
 * (`usedtx`) and for a bitrate, and the sender uses the codec listed first. If that is `red`, each packet is sent twice
 * (RFC 2198). A sender can't choose `red` with `setParameters()`, and a bitrate set there while `red` is in use becomes
 * 6 kbit/s for the rest of the connection (Chromium 156).
 */
export function shapeAudio(sdp: string, {isRedundant, maxBitrate}: SendingShape['audio']): string {
  const typeOf = (codec: string) => new RegExp(`^a=rtpmap:(\\d+) ${codec}/48000`, 'im').exec(sdp)?.[1];
  const opus = typeOf('opus');
  const first = (isRedundant && typeOf('red')) || opus;
  const dtx = sdp.includes('usedtx=') ? '' : ';usedtx=1';
  const bitrate = maxBitrate ? `;maxaveragebitrate=${maxBitrate}` : '';
  return sdp
    .replace(new RegExp(`^(m=audio \\d+ \\S+)(.*) ${first}\\b`, 'm'), `$1 ${first}$2`)
    .replace(new RegExp(`^a=fmtp:${opus} .*`, 'm'), `$&${dtx}${bitrate}`);
}
