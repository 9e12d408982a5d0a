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
  incomingAudioCodec: null,
  incomingVideo: null,
  outgoingVideo: {width: 1280, height: 720, frameRate: 30, codec: 'VP8', limitedBy: 'none'},
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
  it('gives a single link the maximum video bitrate', () => {
    expect(shareUplink([load()])[0]!.video.maxBitrate).toBe(2_500_000);
  });

  it('halves the bitrate and the size to save data', () => {
    expect(shareUplink([load()], true)[0]!.video).toMatchObject({maxBitrate: 1_250_000, scaleDownBy: 2});
    expect(shareUplink([load({}, {viewHeight: 180})], true)[0]!.video.scaleDownBy).toBe(4);
  });

  it('divides the sum of the links’ estimates, and leaves room for audio', () => {
    const shapes = shareUplink([
      load({availableOutgoingBitrate: 600_000}),
      load({availableOutgoingBitrate: 1_400_000}),
    ]);
    expect(shapes.map(({video}) => video.maxBitrate)).toEqual([800_000, 800_000]);
  });

  it('treats a link without an estimate as a good one, and never goes below the minimum video bitrate', () => {
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
    {viewHeight: 0, scaleDownBy: 4},
  ])(
    'sends 720p video that is shown at $viewHeight px at 1/$scaleDownBy of its size',
    ({viewHeight, scaleDownBy}) => {
      expect(shareUplink([load({}, {viewHeight})])[0]!.video.scaleDownBy).toBe(scaleDownBy);
    },
  );
});

describe('SendingGate', () => {
  const read = (gate: SendingGate, ...all: Partial<ParticipantStats>[]) =>
    all.map(stats => gate.decide({...STATS, ...stats}));
  const pauses = (gate: SendingGate, ...all: Partial<ParticipantStats>[]) =>
    read(gate, ...all).map(({isPaused}) => isPaused);
  const rates = (...rates: (number | null)[]) =>
    rates.map(availableOutgoingBitrate => ({availableOutgoingBitrate}));
  const delays = (...delays: number[]) => delays.map(roundTripTime => ({roundTripTime}));
  const many = <T>(count: number, value: T) => Array<T>(count).fill(value);
  /** How many readings each pause lasted. */
  const waits = (isPaused: readonly boolean[]) =>
    isPaused
      .map(is => (is ? '-' : '+'))
      .join('')
      .match(/-+/g)!
      .map(({length}) => length);

  it('pauses video after two low readings in a row', () => {
    const readings = rates(104_000, 105_000, 60_000, 60_000);
    expect(pauses(new SendingGate(), ...readings)).toEqual([false, false, false, true]);
  });

  it('tries again after five readings, and after twice as many when that fails', () => {
    const paused = pauses(new SendingGate(), ...rates(...many(24, 60_000)));
    expect(waits(paused).slice(0, 2)).toEqual([5, 10]);
  });

  it('forgets a failure after five readings without trouble', () => {
    const readings = rates(...many(7, 60_000), ...many(5, 500_000), ...many(8, 60_000));
    expect(waits(pauses(new SendingGate(), ...readings)).slice(0, 2)).toEqual([5, 5]);
  });

  it('pauses video above a round trip of 1 s, until it is below 500 ms', () => {
    const gate = new SendingGate();
    expect(pauses(gate, ...delays(1_001, 900, 1_001, 5_000))).toEqual([false, false, false, true]);
    expect(pauses(gate, ...delays(...many(20, 501)))).not.toContain(false);
    expect(pauses(gate, ...delays(500))).toEqual([false]);
  });

  it('waits longer each time the round trip gets slow again, whatever the estimate', () => {
    const gate = new SendingGate();
    const full = {availableOutgoingBitrate: null, roundTripTime: 3_000};
    const free = {availableOutgoingBitrate: null, roundTripTime: 50};
    const cycle = (wait: number) => [full, full, ...many(wait - 1, free), free];
    const paused = pauses(gate, ...cycle(5), ...cycle(10), ...cycle(20));
    expect(waits(paused)).toEqual([5, 10, 20]);
  });

  it('does not pause video without an estimate', () => {
    const unknown = {availableOutgoingBitrate: null, roundTripTime: null};
    expect(pauses(new SendingGate(), unknown, unknown, unknown)).toEqual([false, false, false]);
  });

  it('lowers the audio bitrate below 150 kbit/s, up to 200 kbit/s, and while video is paused', () => {
    const bitrates = (gate: SendingGate, ...all: Partial<ParticipantStats>[]) =>
      read(gate, ...all).map(({audio}) => audio.maxBitrate);
    expect(bitrates(new SendingGate(), ...rates(150_000, 149_000, 199_000, 200_000, null))).toEqual([
      undefined,
      16_000,
      16_000,
      undefined,
      undefined,
    ]);
    expect(bitrates(new SendingGate(), ...delays(2_000, 2_000, 50))).toEqual([16_000, 16_000, 16_000]);
  });

  it('ignores an estimate made with audio alone', () => {
    const gate = new SendingGate();
    const [narrow] = read(gate, ...rates(106_000));
    expect(narrow).toMatchObject({isPaused: false, audio: {maxBitrate: 16_000}});
    for (const outgoingVideo of [null, {...STATS.outgoingVideo!, frameRate: 0}]) {
      const alone = {availableOutgoingBitrate: 60_000, outgoingVideo};
      for (const {isPaused, audio} of read(gate, alone, alone, alone)) {
        expect(isPaused).toBe(false);
        expect(audio.maxBitrate).toBeUndefined();
      }
    }
  });

  it('sends audio twice above 5% loss, until three readings in a row are at most 2%', () => {
    const losses = [0.05, 0.06, 0, 0, 0.03, 0, 0.02, 0.02, 0.03];
    const twice = read(new SendingGate(), ...losses.map(outgoingPacketLoss => ({outgoingPacketLoss})));
    expect(twice.map(({audio}) => audio.isRedundant)).toEqual([
      false,
      true,
      true,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('never sends audio twice on a congested network', () => {
    const lossy = {outgoingPacketLoss: 0.1};
    const [free, full] = read(
      new SendingGate(),
      {...lossy, roundTripTime: null},
      {...lossy, roundTripTime: 300},
    );
    expect(free!.audio.isRedundant).toBe(true);
    expect(full!.audio.isRedundant).toBe(false);
  });
});
