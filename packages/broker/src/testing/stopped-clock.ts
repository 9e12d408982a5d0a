import {vi} from 'vitest';

export interface StoppedClock {
  /** Advances the clock by this many ms and runs the timers that are due. */
  advance(ms: number): Promise<void>;
}

/**
 * Runs a test, which starts its own broker, with a clock that only `advance` moves: however slow the machine
 * is, nothing expires early. Sockets are not affected, and the client's own timeouts use real time.
 */
export async function withStoppedClock(test: (clock: StoppedClock) => Promise<void>): Promise<void> {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
  });
  try {
    await test({
      async advance(ms) {
        await vi.advanceTimersByTimeAsync(ms);
      },
    });
  } finally {
    vi.useRealTimers();
  }
}
