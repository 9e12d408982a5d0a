import {describe, expect, test} from 'vitest';
import type {Quality} from './quality.js';
import {QualityMeter} from './quality.js';
import type {ParticipantStats} from './stats.js';

const reading = (more: Partial<ParticipantStats>): ParticipantStats => ({
  id: 'ada',
  roundTripTime: 40,
  packetLoss: 0,
  outgoingPacketLoss: 0,
  jitter: 5,
  incomingBitrate: 1e6,
  outgoingBitrate: 1e6,
  availableOutgoingBitrate: null,
  incomingAudioCodec: null,
  incomingVideo: null,
  outgoingVideo: null,
  path: 'direct',
  protocol: 'udp',
  ...more,
});
const GOOD = reading({});
const FAIR = reading({packetLoss: 0.05});
const POOR = reading({packetLoss: 0.2});

const read = (meter: QualityMeter, readings: readonly (ParticipantStats | null)[]): readonly Quality[] =>
  readings.map(stats => meter.read(stats));

describe('a reading that is repeated', () => {
  test.each([
    ['nothing measured yet', {roundTripTime: null}, 'good'],
    ['3% of the packets lost', {packetLoss: 0.03}, 'good'],
    ['4% of the packets lost', {packetLoss: 0.04}, 'fair'],
    ['10% of the packets lost', {packetLoss: 0.1}, 'fair'],
    ['11% of the packets lost', {packetLoss: 0.11}, 'poor'],
    ['half a second there and back', {roundTripTime: 500}, 'fair'],
    ['a second there and back', {roundTripTime: 1_000}, 'poor'],
    ['audio that arrives in bursts', {jitter: 250}, 'fair'],
  ] as const)('%s is %o: %s', (_, more, expected) => {
    expect(read(new QualityMeter(), Array(4).fill(reading(more))).at(-1)).toBe(expected);
  });
});

describe('QualityMeter', () => {
  test('starts with good', () => {
    expect(new QualityMeter().read(GOOD)).toBe('good');
  });

  test('does not change after one bad reading', () => {
    expect(read(new QualityMeter(), [GOOD, POOR, GOOD, POOR, GOOD])).toEqual(Array(5).fill('good'));
  });

  test('changes to worse after two readings, and to better after four', () => {
    expect(read(new QualityMeter(), [POOR, POOR, GOOD, GOOD, GOOD, GOOD])).toEqual([
      'good',
      'poor',
      'poor',
      'poor',
      'poor',
      'good',
    ]);
  });

  test('does not change while readings alternate', () => {
    const meter = new QualityMeter();
    read(meter, [FAIR, FAIR]);
    expect(
      new Set(
        read(
          meter,
          Array.from({length: 20}, (_, i) => (i % 3 === 2 ? FAIR : GOOD)),
        ),
      ),
    ).toEqual(new Set(['fair']));
  });

  test('is lost as soon as nothing arrives, and recovers after two readings', () => {
    expect(read(new QualityMeter(), [GOOD, null, null, GOOD, GOOD])).toEqual([
      'good',
      'lost',
      'lost',
      'lost',
      'good',
    ]);
  });
});
