import {vi} from 'vitest';

export interface StoppedClock {
  /** Lets so many ms pass, and what is due in them happen. */
  advance(ms: number): Promise<void>;
}

/**
 * Runs a test, which starts its own broker, with a clock that goes on only when it is told to: however slow the
 * machine is, nothing expires before its time. What comes over a socket still comes by itself, and the client's own
 * patience is real.
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
