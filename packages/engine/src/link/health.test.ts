import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {Health} from './health.js';

describe('Health', () => {
  let health: Health;
  let told: string[];
  /** How many packets the connection has received so far. */
  let received: number;

  const start = (isRtcCall: boolean) => {
    const report = () => new Map([['in', {type: 'inbound-rtp', packetsReceived: received}]]);
    health = new Health({
      pc: {getStats: async () => report()} as unknown as RTCPeerConnection,
      ping: () => {},
      isRtcCall: () => isRtcCall,
      onSilence: () => told.push('silence'),
      onRecovery: () => told.push('recovery'),
    });
  };
  const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  /** Delivers pings and audio packets. */
  const talk = async (ms: number) => {
    for (let time = 0; time < ms; time += 300) {
      received += 15;
      health.onActivity();
      await wait(300);
    }
  };

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    received = 0;
  });
  afterEach(() => {
    health.stop();
    vi.useRealTimers();
  });

  it('reports nothing while pings arrive', async () => {
    start(true);
    await talk(10_000);
    expect(told).toEqual([]);
  });

  it('reports silence within 1.5 s, even after a long call', async () => {
    start(true);
    await talk(60_000);
    await wait(1_500 - 300); // the last ping arrived 300 ms ago
    expect(told).toEqual(['silence']);
  });

  it('counts audio packets as activity if pings are delayed', async () => {
    start(true);
    await talk(3_000);
    for (let time = 0; time < 10_000; time += 100) {
      received += 5;
      await wait(100);
    }
    expect(told).toEqual([]);
  });

  it('reports recovery at once when a ping arrives, and soon when only audio does', async () => {
    start(true);
    await wait(3_000);
    health.onActivity();
    expect(told).toEqual(['silence', 'recovery']);
    await wait(3_000);
    received += 5;
    await wait(300);
    expect(told).toEqual(['silence', 'recovery', 'silence', 'recovery']);
  });

  it('treats a network change as silence until something arrives', async () => {
    start(true);
    await talk(3_000);
    health.suspect();
    health.suspect();
    expect(told).toEqual(['silence']);
    health.onActivity();
    expect(told).toEqual(['silence', 'recovery']);
  });

  /** Advances the clock without firing timers. */
  const freeze = async (ms: number) => {
    const start = performance.now();
    const clock = vi.spyOn(performance, 'now').mockReturnValue(start + ms);
    await wait(300); // the first beat afterwards
    clock.mockRestore();
  };

  it.each([
    ['another rtc-call', true],
    // Silence alone would take 12 s here.
    ['a plain PeerJS page', false],
  ])('treats a sleep of more than 10 s as a network change, in a call with %s', async (_, isRtcCall) => {
    start(isRtcCall);
    await talk(3_000);
    await freeze(10_001);
    expect(told).toEqual(['silence']);
    health.onActivity();
    expect(told).toEqual(['silence', 'recovery']);
  });

  it('reports nothing after the page was frozen for less', async () => {
    start(true);
    await talk(3_000);
    await freeze(9_900);
    expect(told).toEqual([]);
  });

  it('allows a plain PeerJS page, which sends no pings, 12 s of silence', async () => {
    start(false);
    await wait(11_500);
    expect(told).toEqual([]);
    await wait(1_000);
    expect(told).toEqual(['silence']);
  });
});
