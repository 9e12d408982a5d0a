import {describe, expect, test} from 'vitest';
import {iceServersProblem} from './ice-servers.js';

const turn = {username: 'ada', credential: 'secret'};

describe('a list of ICE servers', () => {
  test.each([
    [[]],
    [[{urls: 'stun:stun.example.com'}]],
    [[{urls: ['stun:192.0.2.1:3478', 'STUNS:[2001:db8::1]:5349']}]],
    [[{urls: 'turn:turn.example.com:3478?transport=udp', ...turn}]],
    [[{urls: ['turns:turn.example.com:443?transport=tcp', 'stun:b'], ...turn}]],
  ])('may be %j', value => expect(iceServersProblem(value)).toBeNull());

  test.each([
    [null, 'an array'],
    ['stun:stun.example.com', 'an array'],
    [{urls: 'stun:a'}, 'an array'],
    [[null], '[0]: an object'],
    [['stun:a'], '[0]: an object'],
    [[{}], '[0]: each of urls'],
    [[{urls: []}], '[0]: urls must not be empty'],
    [[{url: 'stun:a'}], '[0]: each of urls'],
    [[{urls: 'stun:a'}, {urls: 'https://a'}], '[1]: each of urls'],
    [[{urls: 'stun://a'}], '[0]: each of urls'],
    [[{urls: 'stun:a?transport=udp'}], '[0]: each of urls'],
    [[{urls: 'a:3478'}], '[0]: each of urls'],
    [[{urls: 5}], '[0]: each of urls'],
    [[{urls: 'turn:a'}], '[0]: a TURN server needs'],
    [[{urls: ['stun:a', 'turn:b'], username: 'ada'}], '[0]: a TURN server needs'],
    [Array.from({length: 33}, () => ({urls: 'stun:a'})), 'at most 32'],
  ])('can’t be %j', (value, problem) => expect(iceServersProblem(value)).toContain(problem));

  test('that is invalid is described without its credential', () => {
    expect(iceServersProblem([{urls: 'turn//a', ...turn}])).not.toContain('secret');
  });
});
