import {describe, expect, test} from 'vitest';
import {toParticipantStats} from './stats.js';

type Report = Parameters<typeof toParticipantStats>[1];
type Entry = Report extends Iterable<infer E> ? E : never;

/** What Chromium 156 reports in a call of 5 s with fake devices, without the fields that we don't read. */
const CHROMIUM: readonly Entry[] = [
  {id: 'CIT01_111', timestamp: 5_000, type: 'codec', mimeType: 'audio/opus', payloadType: 111},
  {id: 'CIT01_96', timestamp: 5_000, type: 'codec', mimeType: 'video/VP8', payloadType: 96},
  {
    id: 'CPused',
    timestamp: 5_000,
    type: 'candidate-pair',
    availableOutgoingBitrate: 1_277_647,
    bytesReceived: 313_802,
    currentRoundTripTime: 0.042,
    localCandidateId: 'Ia',
    remoteCandidateId: 'Ib',
    nominated: true,
    state: 'succeeded',
  },
  // Nominated before the other one: only the transport says which is in use.
  {
    id: 'CPearlier',
    timestamp: 5_000,
    type: 'candidate-pair',
    currentRoundTripTime: 0.9,
    localCandidateId: 'Ic',
    remoteCandidateId: 'Id',
    nominated: true,
    state: 'succeeded',
  },
  {id: 'Ia', timestamp: 5_000, type: 'local-candidate', candidateType: 'host', protocol: 'udp'},
  {id: 'Ib', timestamp: 5_000, type: 'remote-candidate', candidateType: 'srflx', protocol: 'udp'},
  {id: 'Ic', timestamp: 5_000, type: 'local-candidate', candidateType: 'relay', protocol: 'udp'},
  {
    id: 'IT01A',
    timestamp: 5_000,
    type: 'inbound-rtp',
    kind: 'audio',
    codecId: 'CIT01_111',
    jitter: 0.011,
    packetsLost: 6,
    packetsReceived: 234,
    bytesReceived: 13_631,
  },
  {
    id: 'IT01V',
    timestamp: 5_000,
    type: 'inbound-rtp',
    kind: 'video',
    codecId: 'CIT01_96',
    jitter: 0.5,
    packetsLost: 4,
    packetsReceived: 256,
    bytesReceived: 285_570,
    frameWidth: 640,
    frameHeight: 480,
    framesPerSecond: 20,
  },
  {
    id: 'OT01A',
    timestamp: 5_000,
    type: 'outbound-rtp',
    kind: 'audio',
    bytesSent: 13_633,
    codecId: 'CIT01_111',
  },
  {
    id: 'OT01V',
    timestamp: 5_000,
    type: 'outbound-rtp',
    kind: 'video',
    codecId: 'CIT01_96',
    bytesSent: 122_891,
    frameWidth: 320,
    frameHeight: 240,
    framesPerSecond: 19,
    qualityLimitationReason: 'bandwidth',
  },
  {
    id: 'RIA',
    timestamp: 3_000,
    type: 'remote-inbound-rtp',
    kind: 'audio',
    fractionLost: 0.02,
    roundTripTime: 0.04,
  },
  {
    id: 'RIV',
    timestamp: 4_000,
    type: 'remote-inbound-rtp',
    kind: 'video',
    fractionLost: 0.07,
    roundTripTime: 0.04,
  },
  {id: 'T01', timestamp: 5_000, type: 'transport', selectedCandidatePairId: 'CPused', bytesReceived: 329_765},
];

/** Firefox 153 marks the pair in use, reports no frame rate while no frames arrive, and no limitation reason. */
const FIREFOX: readonly Entry[] = [
  {id: '3c89', timestamp: 5_000, type: 'codec', codecType: 'encode', mimeType: 'video/VP8'},
  {
    id: '7b63',
    timestamp: 5_000,
    type: 'candidate-pair',
    nominated: false,
    selected: false,
    state: 'cancelled',
  },
  {
    id: '93eb',
    timestamp: 5_000,
    type: 'candidate-pair',
    nominated: true,
    selected: true,
    state: 'succeeded',
    currentRoundTripTime: 0.01,
    localCandidateId: 'df20',
    remoteCandidateId: '1be0',
  },
  {
    id: 'df20',
    timestamp: 5_000,
    type: 'local-candidate',
    candidateType: 'relay',
    protocol: 'udp',
    relayProtocol: 'tls',
  },
  {id: '1be0', timestamp: 5_000, type: 'remote-candidate', candidateType: 'host', protocol: 'udp'},
  {
    id: 'be7d',
    timestamp: 5_000,
    type: 'inbound-rtp',
    kind: 'audio',
    packetsLost: 0,
    packetsReceived: 249,
    jitter: 0.004,
  },
  {id: '1ba6', timestamp: 5_000, type: 'inbound-rtp', kind: 'video', packetsReceived: 0, frameWidth: 0},
  {
    id: '511c',
    timestamp: 5_000,
    type: 'outbound-rtp',
    kind: 'video',
    codecId: '3c89',
    bytesSent: 103_349,
    frameWidth: 480,
    frameHeight: 360,
    framesPerSecond: 28,
  },
];

const change = (report: readonly Entry[], changes: Record<string, Record<string, unknown>>, by: number) =>
  report.map(entry => ({...entry, timestamp: entry.timestamp + by, ...changes[entry.id]}));

describe('toParticipantStats', () => {
  test('reads a report from Chromium', () => {
    const [stats] = toParticipantStats('ada', CHROMIUM, null);
    expect(stats).toMatchObject({
      id: 'ada',
      roundTripTime: 42,
      packetLoss: 10 / 500,
      outgoingPacketLoss: 0.07,
      jitter: 11,
      availableOutgoingBitrate: 1_277_647,
      incomingVideo: {width: 640, height: 480, frameRate: 20, codec: 'VP8'},
      outgoingVideo: {width: 320, height: 240, frameRate: 19, codec: 'VP8', limitedBy: 'bandwidth'},
      path: 'direct',
      protocol: 'udp',
    });
    expect(stats.incomingVideo).not.toHaveProperty('stats');
    expect(stats.outgoingVideo).not.toHaveProperty('stats');
  });

  test('reads a report from Firefox', () => {
    expect(toParticipantStats('ada', FIREFOX, null)[0]).toMatchObject({
      roundTripTime: 10,
      packetLoss: 0,
      outgoingPacketLoss: 0,
      availableOutgoingBitrate: null,
      incomingVideo: null,
      outgoingVideo: {width: 480, height: 360, frameRate: 28, codec: 'VP8', limitedBy: 'none'},
      path: 'relay',
      protocol: 'tls',
    });
  });

  test('ignores the last loss report of a paused video', () => {
    const paused = CHROMIUM.map(entry => {
      if (entry.type === 'outbound-rtp' && entry.kind === 'video') return {...entry, active: false};
      if (entry.type === 'remote-inbound-rtp' && entry.kind === 'video') return {...entry, localId: 'OT01V'};
      return entry;
    });
    expect(toParticipantStats('ada', paused, null)[0].outgoingPacketLoss).toBe(0.02);
  });

  test('handles a connection that has no path yet', () => {
    expect(toParticipantStats('ada', [], null)[0]).toEqual({
      id: 'ada',
      roundTripTime: null,
      packetLoss: 0,
      outgoingPacketLoss: 0,
      jitter: 0,
      incomingBitrate: 0,
      outgoingBitrate: 0,
      availableOutgoingBitrate: null,
      incomingVideo: null,
      outgoingVideo: null,
      incomingAudioCodec: null,
      path: null,
      protocol: null,
    });
  });

  test('counts since the previous reading', () => {
    const [, reading] = toParticipantStats('ada', CHROMIUM, null);
    const later = change(
      CHROMIUM,
      {
        IT01A: {bytesReceived: 13_631 + 10_000, packetsReceived: 234 + 90, packetsLost: 6 + 10},
        IT01V: {bytesReceived: 285_570 + 240_000},
        OT01V: {bytesSent: 122_891 + 25_000},
      },
      2_000,
    );
    const [stats] = toParticipantStats('ada', later, reading);
    expect(stats.incomingBitrate).toBe((250_000 * 8) / 2);
    expect(stats.outgoingBitrate).toBe((25_000 * 8) / 2);
    expect(stats.packetLoss).toBe(0.1);
  });

  test('reports no loss if packets counted as lost arrive later', () => {
    const [, reading] = toParticipantStats('ada', CHROMIUM, null);
    const later = change(CHROMIUM, {IT01A: {packetsLost: 2, packetsReceived: 300}}, 2_000);
    expect(toParticipantStats('ada', later, reading)[0].packetLoss).toBe(0);
  });

  test('stays finite if two readings are the same', () => {
    const [, reading] = toParticipantStats('ada', CHROMIUM, null);
    const [stats] = toParticipantStats('ada', CHROMIUM, reading);
    expect(stats).toMatchObject({incomingBitrate: 0, outgoingBitrate: 0, packetLoss: 0});
  });

  test('reports the largest of several videos', () => {
    const screen = {
      id: 'IT01S',
      timestamp: 5_000,
      type: 'inbound-rtp',
      kind: 'video',
      frameWidth: 1920,
      frameHeight: 1080,
      framesPerSecond: 5,
    };
    expect(toParticipantStats('ada', [...CHROMIUM, screen], null)[0].incomingVideo).toMatchObject({
      width: 1920,
    });
  });
});
