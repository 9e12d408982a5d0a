import {describe, expect, it} from 'vitest';
import {shapeAudio, shapeVideo} from './sending.js';

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
  it('asks for silence not to be sent, once', () => {
    const shaped = shapeAudio(SDP, PLAIN);
    expect(opusParameters(shaped)).toBe('a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1');
    expect(shapeAudio(shaped, PLAIN)).toBe(shaped);
    const told = SDP.replace('useinbandfec=1', 'usedtx=0');
    expect(shapeAudio(told, PLAIN)).toBe(told);
  });

  it('changes nothing else of a description that names Opus first', () => {
    expect(shapeAudio(SDP, PLAIN).replace(';usedtx=1', '')).toBe(SDP);
  });

  it('names redundant sound first, and Opus again', () => {
    const shaped = shapeAudio(SDP, TWICE);
    expect(audioLine(shaped)).toBe('m=audio 9 UDP/TLS/RTP/SAVPF 63 111 9 110');
    expect(audioLine(shapeAudio(shaped, PLAIN))).toBe('m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 110');
    expect(shaped).toContain('m=video 9 UDP/TLS/RTP/SAVPF 96 116');
  });

  it('asks for a bitrate', () => {
    const shaped = shapeAudio(SDP, {...PLAIN, maxBitrate: 16_000});
    expect(opusParameters(shaped)).toMatch(/useinbandfec=1;usedtx=1;maxaveragebitrate=16000$/);
  });

  it('leaves alone who knows no redundancy, or no Opus', () => {
    const plain = SDP.replace(' 63', '').replace(/a=rtpmap:63.*\r\na=fmtp:63.*\r\n/, '');
    expect(audioLine(shapeAudio(plain, TWICE))).toBe('m=audio 9 UDP/TLS/RTP/SAVPF 111 9 110');
    const none = 'm=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=rtpmap:0 PCMU/8000\r\n';
    expect(shapeAudio(none, TWICE)).toBe(none);
    expect(shapeAudio('', TWICE)).toBe('');
  });
});

describe('shapeVideo', () => {
  const SMALL = {maxBitrate: 300_000, scaleDownBy: 4, isPaused: false};

  /** A sender whose parameters are what was set last, and how often they were set. */
  const startSender = (contentHint: string) => {
    let parameters: object = {encodings: [{}]};
    let count = 0;
    const sender = {
      track: {kind: 'video', contentHint},
      getParameters: () => structuredClone(parameters),
      async setParameters(next: object) {
        count += 1;
        parameters = next;
      },
    };
    return {sender: sender as unknown as RTCRtpSender, get: () => parameters, count: () => count};
  };

  it('scales a camera down, and lets the browser balance size and frame rate', async () => {
    const {sender, get} = startSender('motion');
    await shapeVideo(sender, SMALL);
    expect(get()).toEqual({
      encodings: [{maxBitrate: 300_000, scaleResolutionDownBy: 4, active: true}],
      degradationPreference: 'balanced',
    });
  });

  it('never scales a screen down, which must stay readable', async () => {
    const {sender, get} = startSender('detail');
    await shapeVideo(sender, SMALL);
    expect(get()).toEqual({
      encodings: [{maxBitrate: 300_000, scaleResolutionDownBy: 1, active: true}],
      degradationPreference: 'maintain-resolution',
    });
  });

  it('pauses a screen as it does a camera', async () => {
    for (const contentHint of ['motion', 'detail']) {
      const {sender, get} = startSender(contentHint);
      await shapeVideo(sender, {...SMALL, isPaused: true});
      expect(get()).toMatchObject({encodings: [{active: false}]});
    }
  });

  it('sets what is new only', async () => {
    const {sender, count} = startSender('motion');
    await shapeVideo(sender, SMALL);
    await shapeVideo(sender, SMALL);
    expect(count()).toBe(1);
  });
});
