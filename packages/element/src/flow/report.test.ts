import type {Participant, ParticipantStats} from '@rtc-call/engine';
import {describe, expect, it} from 'vitest';
import {directCaller} from '../testing/recorded-traces.js';
import {pointsOf, READINGS} from './plot.js';
import {reportOf} from './report.js';

const stats: ParticipantStats = {
  id: 'grace',
  roundTripTime: 31.23456,
  packetLoss: 0,
  outgoingPacketLoss: 0,
  jitter: 4,
  incomingBitrate: 1_450_000,
  outgoingBitrate: 1_680_000,
  availableOutgoingBitrate: null,
  incomingVideo: null,
  outgoingVideo: null,
  incomingAudioCodec: 'opus',
  path: 'direct',
  protocol: 'udp',
};
const parts = {
  trace: directCaller,
  stats: [stats],
  participants: [{id: 'grace', displayName: 'Grace Hopper'} as Participant],
  userAgent: 'Browser 1',
};

describe('reportOf', () => {
  it('lists every step and the numbers, and numbers the people instead of naming them', () => {
    const report = reportOf({...parts, hasNames: false});
    expect(report).toMatch(/^rtc-call connection report\nBrowser 1\n\n0 ms\tlocal\tbroker-connecting\t\t\n/);
    expect(report).toMatch(/\tpath-selected\trelay udp \w+ \w+\tperson 1\n/);
    expect(report).toContain('"roundTripTime": 31.235');
    expect(report).not.toMatch(/grace|hopper/i);
    expect(report.match(/\n\d+ ms\t/g)).toHaveLength(directCaller.length);
    // No IPv4 or IPv6 address, and nothing that looks like a token.
    expect(report).not.toMatch(/\d+\.\d+\.\d+\.\d+|[\da-f]+:[\da-f]*:|[\w-]{30,}/i);
  });

  it('contains names only if they are wanted', () => {
    expect(reportOf({...parts, hasNames: true})).toContain('\tperson 1 (grace, Grace Hopper)\n');
  });
});

describe('pointsOf', () => {
  it('puts the latest reading at the end and a minute on the whole width', () => {
    expect(pointsOf([0, 50], 100)).toBe('96.7,23 100,12');
    const all = pointsOf(
      Array.from({length: READINGS}, () => 200),
      100,
    );
    expect(all).toMatch(/^0,1 .* 100,1$/);
  });
});
