import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {Health} from './health.js';

describe('Health', () => {
  let health: Health;
  let told: string[];
  /** What the connection says that it has received so far. */
  let received: number;

  const start = (isNative: boolean) => {
    const report = () => new Map([['in', {type: 'inbound-rtp', packetsReceived: received}]]);
    health = new Health({
      pc: {getStats: async () => report()} as unknown as RTCPeerConnection,
      ping: () => {},
      isNative: () => isNative,
      onSilence: () => told.push('silence'),
      onSound: () => told.push('sound'),
    });
  };
  const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  /** Pings of the other side, and sound with them. */
  const talk = async (ms: number) => {
    for (let time = 0; time < ms; time += 300) {
      received += 15;
      health.heard();
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

  it('says nothing while pings arrive', async () => {
    start(true);
    await talk(10_000);
    expect(told).toEqual([]);
  });

  it('notices within 1.5 s that nothing arrives, however much had arrived before', async () => {
    start(true);
    await talk(60_000);
    await wait(1_500 - 300); // the last of them came 300 ms ago
    expect(told).toEqual(['silence']);
  });

  it('believes in sound where pings are held up', async () => {
    start(true);
    await talk(3_000);
    for (let time = 0; time < 10_000; time += 100) {
      received += 5;
      await wait(100);
    }
    expect(told).toEqual([]);
  });

  it('says so at once when a ping arrives again, and soon when only sound does', async () => {
    start(true);
    await wait(3_000);
    health.heard();
    expect(told).toEqual(['silence', 'sound']);
    await wait(3_000);
    received += 5;
    await wait(300);
    expect(told).toEqual(['silence', 'sound', 'silence', 'sound']);
  });

  it('suspects a change of network until something arrives', async () => {
    start(true);
    await talk(3_000);
    health.suspect();
    health.suspect();
    expect(told).toEqual(['silence']);
    health.heard();
    expect(told).toEqual(['silence', 'sound']);
  });

  /** No timer fires for so long, and meanwhile the clock goes on. */
  const freeze = async (ms: number) => {
    const start = performance.now();
    const clock = vi.spyOn(performance, 'now').mockReturnValue(start + ms);
    await wait(300); // the first beat afterwards
    clock.mockRestore();
  };

  it.each([
    ['another rtc-call', true],
    // Its silence alone would take 12 s.
    ['a plain PeerJS page', false],
  ])('suspects another network after a sleep of more than 10 s, in a call with %s', async (_, isNative) => {
    start(isNative);
    await talk(3_000);
    await freeze(10_001);
    expect(told).toEqual(['silence']);
    health.heard();
    expect(told).toEqual(['silence', 'sound']);
  });

  it('suspects nothing after a page was frozen for less: it did not listen', async () => {
    start(true);
    await talk(3_000);
    await freeze(9_900);
    expect(told).toEqual([]);
  });

  it('gives a plain PeerJS page, which sends no pings, 12 s', async () => {
    start(false);
    await wait(11_500);
    expect(told).toEqual([]);
    await wait(1_000);
    expect(told).toEqual(['silence']);
  });
});
