import type {SendingShape} from './uplink.js';

/**
 * What the other side's description has to say for my sound to be sent as I want it (RFC 7587 §7.1): it is the
 * receiver who asks for silence not to be sent (`usedtx`) and for a bitrate, and what it names first is used. Named
 * first, `red` carries each packet twice (RFC 2198). A sender can't choose it by `setParameters()`, and a bitrate set
 * there while `red` is used becomes 6 kbit/s, for good (Chromium 156).
 */
export function shapeAudio(sdp: string, {isRedundant, maxBitrate}: SendingShape['audio']): string {
  const typeOf = (codec: string) => new RegExp(`^a=rtpmap:(\\d+) ${codec}/48000`, 'im').exec(sdp)?.[1];
  const opus = typeOf('opus');
  const first = (isRedundant && typeOf('red')) || opus;
  const silence = sdp.includes('usedtx=') ? '' : ';usedtx=1';
  const bitrate = maxBitrate ? `;maxaveragebitrate=${maxBitrate}` : '';
  return sdp
    .replace(new RegExp(`^(m=audio \\d+ \\S+)(.*) ${first}\\b`, 'm'), `$1 ${first}$2`)
    .replace(new RegExp(`^a=fmtp:${opus} .*`, 'm'), `$&${silence}${bitrate}`);
}
