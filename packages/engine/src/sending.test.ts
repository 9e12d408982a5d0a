import {describe, expect, it} from 'vitest';
import {shapeAudio} from './sending.js';

const SDP = [
  'm=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 110',
  'a=rtpmap:111 opus/48000/2',
  'a=fmtp:111 minptime=10;useinbandfec=1',
  'a=rtpmap:63 red/48000/2',
  'a=fmtp:63 111/111',
  'm=video 9 UDP/TLS/RTP/SAVPF 96 116',
  'a=rtpmap:96 VP8/90000',
  'a=rtpmap:116 red/90000',
  '',
].join('\r\n');

const audioLine = (sdp: string) => /^m=audio.*$/m.exec(sdp)?.[0].trim();
const opusParameters = (sdp: string) => /^a=fmtp:111.*$/m.exec(sdp)?.[0].trim();

describe('shapeAudio', () => {
  it('asks for silence not to be sent, once', () => {
    const shaped = shapeAudio(SDP, false);
    expect(opusParameters(shaped)).toBe('a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1');
    expect(shapeAudio(shaped, false)).toBe(shaped);
  });

  it('changes nothing else of a description that names Opus first', () => {
    expect(shapeAudio(SDP, false).replace(';usedtx=1', '')).toBe(SDP);
  });

  it('names redundant sound first, and Opus again', () => {
    const shaped = shapeAudio(SDP, true);
    expect(audioLine(shaped)).toBe('m=audio 9 UDP/TLS/RTP/SAVPF 63 111 9 110');
    expect(audioLine(shapeAudio(shaped, false))).toBe('m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 110');
    expect(shaped).toContain('m=video 9 UDP/TLS/RTP/SAVPF 96 116');
  });

  it('leaves alone who knows no redundancy, or no Opus', () => {
    const plain = SDP.replace(' 63', '').replace(/a=rtpmap:63.*\r\na=fmtp:63.*\r\n/, '');
    expect(audioLine(shapeAudio(plain, true))).toBe('m=audio 9 UDP/TLS/RTP/SAVPF 111 9 110');
    const none = 'm=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=rtpmap:0 PCMU/8000\r\n';
    expect(shapeAudio(none, true)).toBe(none);
    expect(shapeAudio('', true)).toBe('');
  });
});
