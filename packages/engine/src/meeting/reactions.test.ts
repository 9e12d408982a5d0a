import {beforeEach, describe, expect, test, vi} from 'vitest';
import {CallError} from '../errors.js';
import {Reactions} from './reactions.js';
import type {RemotePeer} from './remote-peer.js';

describe('reactions', () => {
  let sent: unknown[];
  let seen: unknown[];
  let ada: RemotePeer;
  let isAlone: boolean;
  let reactions: Reactions;

  beforeEach(() => {
    vi.useFakeTimers();
    [sent, seen, isAlone] = [[], [], false];
    ada = {id: 'ada', link: {send: (message: unknown) => sent.push(message)}} as unknown as RemotePeer;
    reactions = new Reactions({
      recipients: () => {
        if (isAlone) throw new CallError('not-connected');
        return [ada];
      },
      me: () => 'me',
      onReaction: (...reaction) => seen.push(reaction),
    });
    return () => vi.useRealTimers();
  });

  const code = (emoji: unknown) => {
    try {
      reactions.send(emoji as string);
    } catch (error) {
      return error instanceof CallError ? error.code : error;
    }
  };

  test('go to everyone, and come back as mine', () => {
    reactions.send('🎉');
    expect(sent).toEqual([{kind: 'reaction', emoji: '🎉'}]);
    expect(seen).toEqual([['me', '🎉', true]]);
  });

  test('are one emoji', () => {
    for (const emoji of ['', 'hello', '👍👍', '👩‍'.repeat(20_000), 7, null, undefined])
      expect(code(emoji)).toBe('invalid-emoji');
    expect(sent).toEqual([]);
  });

  test('need somebody to react to', () => {
    isAlone = true;
    expect(code('👍')).toBe('not-connected');
    expect(seen).toEqual([]);
  });

  test('are limited to ten in five seconds', () => {
    for (let count = 0; count < 10; count += 1) expect(code('👍')).toBe(undefined);
    expect(code('👍')).toBe('rate-limited');
    vi.advanceTimersByTime(5_000);
    expect(code('👍')).toBe(undefined);
    expect(sent).toHaveLength(11);
  });

  test('of somebody who sends too many are dropped, and those of the others are not', () => {
    const ben = {id: 'ben'} as RemotePeer;
    for (let count = 0; count < 1_000; count += 1) reactions.receive(ada, '👍');
    reactions.receive(ben, '👏');
    expect(seen).toHaveLength(21);
    expect(seen.at(-1)).toEqual(['ben', '👏', false]);
    vi.advanceTimersByTime(5_000);
    reactions.receive(ada, '👍');
    expect(seen).toHaveLength(22);
  });
});
