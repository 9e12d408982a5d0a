import {describe, expect, it} from 'vitest';
import {shapeAudio} from './audio-shape.js';

const PLAIN = {isRedundant: false, maxBitrate: undefined};
const TWICE = {...PLAIN, isRedundant: true};

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
  it('asks for DTX once', () => {
    const shaped = shapeAudio(SDP, PLAIN);
    expect(opusParameters(shaped)).toBe('a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1');
    expect(shapeAudio(shaped, PLAIN)).toBe(shaped);
    const sdp = SDP.replace('useinbandfec=1', 'usedtx=0');
    expect(shapeAudio(sdp, PLAIN)).toBe(sdp);
  });

  it('changes nothing else in a description that lists Opus first', () => {
    expect(shapeAudio(SDP, PLAIN).replace(';usedtx=1', '')).toBe(SDP);
  });

  it('lists redundant audio first, and Opus first again', () => {
    const shaped = shapeAudio(SDP, TWICE);
    expect(audioLine(shaped)).toBe('m=audio 9 UDP/TLS/RTP/SAVPF 63 111 9 110');
    expect(audioLine(shapeAudio(shaped, PLAIN))).toBe('m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 110');
    expect(shaped).toContain('m=video 9 UDP/TLS/RTP/SAVPF 96 116');
  });

  it('asks for a bitrate', () => {
    const shaped = shapeAudio(SDP, {...PLAIN, maxBitrate: 16_000});
    expect(opusParameters(shaped)).toMatch(/useinbandfec=1;usedtx=1;maxaveragebitrate=16000$/);
  });

  it('changes nothing for a peer without redundancy or without Opus', () => {
    const plain = SDP.replace(' 63', '').replace(/a=rtpmap:63.*\r\na=fmtp:63.*\r\n/, '');
    expect(audioLine(shapeAudio(plain, TWICE))).toBe('m=audio 9 UDP/TLS/RTP/SAVPF 111 9 110');
    const none = 'm=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=rtpmap:0 PCMU/8000\r\n';
    expect(shapeAudio(none, TWICE)).toBe(none);
    expect(shapeAudio('', TWICE)).toBe('');
  });
});
