import {beforeEach, describe, expect, it} from 'vitest';
import {VirtualClock} from '../testing/clock.js';
import {RoomView} from './room-view.js';

describe('The room as two verified people see it', () => {
  let clock: VirtualClock;
  let sent: string[];
  let view: RoomView;
  beforeEach(() => {
    clock = new VirtualClock();
    sent = [];
    view = new RoomView({
      startTimer: (ms, run) => {
        const timer = clock.schedule(ms, run);
        return () => clock.cancel(timer);
      },
      send: hash => sent.push(hash),
      onChange: () => {},
    });
  });

  it('is told to nobody who is not verified', () => {
    view.seeMine('a');
    view.seeTheirs('b');
    expect(sent).toEqual([]);
    clock.run(60_000);
    expect(view.isDifferent).toBe(false);
    view.start();
    expect(sent).toEqual(['a']);
  });

  it('may differ for 15 s, while somebody enters or leaves', () => {
    view.start();
    view.seeMine('a');
    view.seeTheirs('a b');
    clock.run(14_000);
    view.seeMine('a b');
    clock.run(60_000);
    expect(view.isDifferent).toBe(false);
  });

  it('is reported if it stays different: the broker shows us two rooms', () => {
    view.start();
    view.seeMine('a');
    view.seeTheirs('a b');
    clock.run(16_000);
    expect(view.isDifferent).toBe(true);
    view.seeTheirs('a');
    expect(view.isDifferent).toBe(false);
    view.reset();
    expect(clock.size).toBe(0);
  });
});
