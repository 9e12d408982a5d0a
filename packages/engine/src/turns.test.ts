import {describe, expect, it} from 'vitest';
import {Turns} from './turns.js';

/** A target whose events go through turns, and what happened, in order. */
function create() {
  const target = new EventTarget();
  const turns = new Turns(event => target.dispatchEvent(event));
  const log: string[] = [];
  /** A command that says when it begins and ends, with an event in between. */
  const command = (name: string, run = () => {}) =>
    turns.run(() => {
      log.push(`${name} begins`);
      turns.emit(new Event(name));
      run();
      log.push(`${name} ends`);
    });
  const on = (name: string, listener = () => {}) =>
    target.addEventListener(name, () => {
      log.push(`heard ${name}`);
      listener();
    });
  return {turns, log, command, on};
}

describe('turns', () => {
  it('deliver the events of a command when it is done, before it returns', () => {
    const {log, command, on} = create();
    on('join');
    command('join');
    expect(log).toEqual(['join begins', 'join ends', 'heard join']);
  });

  it('run what a listener asks for after every listener has heard every event', () => {
    const {log, turns, command, on} = create();
    on('join', () => command('leave'));
    on('join');
    on('also');
    on('leave');
    command('join', () => turns.emit(new Event('also')));
    expect(log).toEqual([
      'join begins',
      'join ends',
      'heard join',
      'heard join',
      'heard also',
      'leave begins',
      'leave ends',
      'heard leave',
    ]);
  });

  it('run a command that is called inside another one after it', () => {
    const {log, command} = create();
    command('outer', () => command('inner'));
    expect(log).toEqual(['outer begins', 'outer ends', 'inner begins', 'inner ends']);
  });

  it('deliver the events of a browser callback when its script has ended', async () => {
    const {log, turns, on} = create();
    on('connected');
    turns.emit(new Event('connected'));
    log.push('transition ends');
    await Promise.resolve();
    expect(log).toEqual(['transition ends', 'heard connected']);
  });

  it('deliver pending events before a command starts', () => {
    const {log, turns, command, on} = create();
    on('connected');
    turns.emit(new Event('connected'));
    command('leave');
    expect(log).toEqual(['heard connected', 'leave begins', 'leave ends']);
  });

  it('continue after a task that throws', () => {
    const {log, turns, command} = create();
    expect(() =>
      turns.run(() => {
        throw new Error('broken');
      }),
    ).toThrow('broken');
    command('leave');
    expect(log).toEqual(['leave begins', 'leave ends']);
  });

  it('settle the promise of a command like the command', async () => {
    const {turns} = create();
    await expect(turns.start(() => Promise.resolve(7))).resolves.toBe(7);
    await expect(turns.start(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  });

  it('do not freeze the page if a listener requests more each time', async () => {
    const {command, on} = create();
    let isEnough = false;
    let heard = 0;
    on('again', () => {
      heard++;
      if (!isEnough) command('again');
    });
    command('again');
    await new Promise(resolve => setTimeout(resolve, 0));
    const before = heard;
    isEnough = true;
    await new Promise(resolve => setTimeout(resolve, 0));
    expect(before).toBeGreaterThan(1_000);
    expect(heard).toBeLessThanOrEqual(before + 1);
  });
});
