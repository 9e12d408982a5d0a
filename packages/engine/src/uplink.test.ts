import {describe, expect, it} from 'vitest';
import type {ParticipantStats} from './stats.js';
import {SendingGate, shareUplink, type LinkLoad} from './uplink.js';

const STATS: ParticipantStats = {
  id: 'somebody',
  roundTripTime: 50,
  packetLoss: 0,
  outgoingPacketLoss: 0,
  jitter: 0,
  incomingBitrate: 0,
  outgoingBitrate: 0,
  availableOutgoingBitrate: 1_000_000,
  incomingVideo: null,
  outgoingVideo: null,
  path: 'direct',
  protocol: 'udp',
};

const load = (stats: Partial<ParticipantStats> = {}, more: Partial<LinkLoad> = {}): LinkLoad => ({
  stats: {...STATS, ...stats},
  gate: new SendingGate(),
  viewHeight: null,
  captureHeight: 720,
  ...more,
});

describe('shareUplink', () => {
  it('gives a single link all that a picture can use', () => {
    expect(shareUplink([load()])[0]!.video.maxBitrate).toBe(2_500_000);
  });

  it('divides the sum of what the links measure, and leaves room for sound', () => {
    const shapes = shareUplink([
      load({availableOutgoingBitrate: 600_000}),
      load({availableOutgoingBitrate: 1_400_000}),
    ]);
    expect(shapes.map(({video}) => video.maxBitrate)).toEqual([800_000, 800_000]);
  });

  it('takes a link that measures nothing for a good one, and never asks for less than a picture needs', () => {
    const [one] = shareUplink([load({availableOutgoingBitrate: null}), load({availableOutgoingBitrate: 0})]);
    expect(one!.video.maxBitrate).toBe(1_000_000);
    const poor = shareUplink(Array.from({length: 8}, () => load({availableOutgoingBitrate: 80_000})));
    expect(poor[0]!.video.maxBitrate).toBe(100_000);
  });

  it.each([
    {viewHeight: null, scaleDownBy: 1},
    {viewHeight: 720, scaleDownBy: 1},
    {viewHeight: 361, scaleDownBy: 1},
    {viewHeight: 360, scaleDownBy: 2},
    {viewHeight: 180, scaleDownBy: 4},
    {viewHeight: 40, scaleDownBy: 4},
  ])(
    'sends a picture that is shown at $viewHeight px in 1/$scaleDownBy of 720 px',
    ({viewHeight, scaleDownBy}) => {
      expect(shareUplink([load({}, {viewHeight})])[0]!.video.scaleDownBy).toBe(scaleDownBy);
    },
  );
});

describe('SendingGate', () => {
  const readAll = (gate: SendingGate, available: readonly number[]) =>
    available.map(availableOutgoingBitrate => gate.isPaused({...STATS, availableOutgoingBitrate}));

  it('pauses video after two low readings in a row', () => {
    const gate = new SendingGate();
    expect(readAll(gate, [104_000, 105_000, 60_000, 60_000])).toEqual([false, false, false, true]);
  });

  it('tries again after five readings, and after twice as many when that fails', () => {
    const gate = new SendingGate();
    const readings = readAll(gate, Array<number>(24).fill(60_000)).map(isPaused => (isPaused ? '-' : '+'));
    const pauses = readings
      .join('')
      .match(/-+/g)!
      .map(({length}) => length);
    expect(pauses.slice(0, 2)).toEqual([5, 10]);
  });

  it('pauses video where a round trip takes a second, whatever is said to be available, until it is faster', () => {
    const gate = new SendingGate();
    const full = [1_001, 900, 1_001, 5_000, ...Array<number>(20).fill(5_000), 900].map(roundTripTime =>
      gate.isPaused({...STATS, roundTripTime}),
    );
    expect(full.slice(0, 4)).toEqual([false, false, false, true]);
    expect(full.slice(4, -1)).not.toContain(false);
    expect(full.at(-1)).toBe(false);
  });

  it('lets video be where nothing is known', () => {
    const gate = new SendingGate();
    const unknown = {...STATS, availableOutgoingBitrate: null, roundTripTime: null};
    expect([1, 2, 3].map(() => gate.isPaused(unknown))).toEqual([false, false, false]);
  });

  const audio = (gate: SendingGate, stats: Partial<ParticipantStats>, isVideoPaused = false) =>
    gate.audio(isVideoPaused, {...STATS, ...stats});

  it('narrows sound below 150 kbit/s, until there are 200, and while video is paused', () => {
    const gate = new SendingGate();
    const rates = [150_000, 149_000, 199_000, 200_000].map(
      availableOutgoingBitrate => audio(gate, {availableOutgoingBitrate}).maxBitrate,
    );
    expect(rates).toEqual([undefined, 16_000, 16_000, undefined]);
    expect(audio(gate, {availableOutgoingBitrate: null}).maxBitrate).toBeUndefined();
    expect(audio(gate, {}, true).maxBitrate).toBe(16_000);
  });

  it('sends sound twice above 5% loss, until three readings in a row were at most 2%', () => {
    const gate = new SendingGate();
    const losses = [0.05, 0.06, 0, 0, 0.03, 0, 0.02, 0.02, 0.03];
    const twice = losses.map(outgoingPacketLoss => audio(gate, {outgoingPacketLoss}).isRedundant);
    expect(twice).toEqual([false, true, true, true, true, true, true, false, false]);
  });

  it('never sends sound twice where the network is full', () => {
    const gate = new SendingGate();
    const lossy = {outgoingPacketLoss: 0.1};
    expect(audio(gate, {...lossy, roundTripTime: null}).isRedundant).toBe(true);
    expect(audio(gate, {...lossy, roundTripTime: 300}).isRedundant).toBe(false);
  });
});
